"""Segments of many pieces: what is translated, what is tried again, and what is given up."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtaudit.engines.completeness.complete import FIRST_PIECES, Search, Writer, Written, translate_complete
from mtaudit.engines.completeness.status import Stop
from mtaudit.model import Status

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Ten words, and no other segment's: one piece.
CLAUSE = "the ferry number {n} left the old harbour before the storm,"


@dataclass
class Model:
    """Writes Indonesian of the same length; what holds a word of ``lost`` runs into the limit."""

    lost: frozenset[str] = frozenset()
    mended: frozenset[str] = frozenset()
    seen: list[tuple[bool, list[str]]] = field(default_factory=list)

    def writer(self) -> Writer:
        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            self.seen.append((again, list(texts)))
            return [self._written(text, again=again) for text in texts]

        return Writer(write, lambda text: len(text.split()) <= 12)

    def _written(self, text: str, *, again: bool) -> Written:
        words = {*text.split()}
        wrong = words & self.lost or (words & self.mended and not again)
        number = next(word for word in words if word.isdecimal())
        line = f"kapal feri nomor {number} meninggalkan pelabuhan lama sebelum badai"
        return Written(line, Stop.LIMIT if wrong else Stop.END)

    def pieces(self, *, again: bool) -> int:
        return sum(len(texts) for which, texts in self.seen if which is again)


def segment(first: int, count: int) -> str:
    return " ".join(CLAUSE.format(n=n) for n in range(first, first + count))


def test_every_piece_of_a_very_long_segment_is_translated_and_in_order() -> None:
    model = Model()
    long, short = segment(100, 30), segment(900, 1)
    results = translate_complete([long, short], model.writer(), target="id", batch_segments=32)
    assert [word for word in results[0].text.split() if word.isdecimal()] == [str(n) for n in range(100, 130)]
    assert "900" in results[1].text
    assert model.pieces(again=False) == 31


def test_a_lost_piece_ends_the_work_on_its_segment_and_on_no_other() -> None:
    model = Model(lost=frozenset({"101", "102"}))
    texts = [segment(100, 300), segment(500, 10), segment(600, 1)]
    results = translate_complete(texts, model.writer(), target="id", batch_segments=32)
    assert results[0].status is Status.TRUNCATED
    assert "100" in results[0].text
    assert all(number in results[1].text for number in ("500", "509"))
    assert results[2].status is Status.OK
    assert model.pieces(again=False) == FIRST_PIECES + 10 + 1
    assert model.pieces(again=True) == 1  # the second wrong piece of a lost segment is not tried again


def test_all_wrong_pieces_of_a_segment_that_can_be_mended_are_tried_again() -> None:
    model = Model(mended=frozenset({"100", "103", "107"}))
    (result,) = translate_complete([segment(100, 9)], model.writer(), target="id", batch_segments=32)
    assert all(str(number) in result.text for number in range(100, 109))
    assert model.pieces(again=False) == 9
    assert model.pieces(again=True) == 3


def test_segments_of_few_pieces_are_translated_as_one_batch() -> None:
    model = Model()
    texts = [segment(10 * n, 1 + n % FIRST_PIECES) for n in range(10, 18)]
    translate_complete(texts, model.writer(), target="id", batch_segments=32)
    ((again, together),) = model.seen
    assert (again, len(together)) == (False, sum(1 + n % FIRST_PIECES for n in range(10, 18)))


def test_wider_searches_and_longer_rows_take_fewer_rows_together() -> None:
    two, four = Search(beams=2), Search(beams=4)
    assert [two.together(longest) for longest in (10, 64, 128, 1000)] == [8, 8, 4, 1]
    assert [four.together(longest) for longest in (10, 64, 128, 1000)] == [8, 4, 2, 1]
    assert Search().together(128) == two.together(128)
