"""Text cut under marks: nothing is lost, and each mark covers what its span covers."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from mtaudit.model import Role, Segment, Span
from mtaudit.reports.html.drawing import histogram, nice_ticks, scaled
from mtaudit.reports.html.pieces import Piece, cut, differences, in_sentence

TEXTS = st.text(st.sampled_from("ab é\n👩‍<&"), max_size=30)
SPANS = st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda pair: Span(pair[0], sum(pair)))


@given(TEXTS, st.integers(0, 9), st.lists(SPANS, max_size=6))
def test_pieces_make_up_the_text_and_marks_their_spans(text: str, offset: int, spans: list[Span]) -> None:
    pieces = cut(text, offset, spans)
    assert "".join(piece.text for piece in pieces) == text
    for at, span in enumerate(spans):
        marked = "".join(piece.text for piece in pieces if at in piece.marks)
        first = max(span.start - offset, 0)
        assert marked == text[first : max(span.end - offset, first)]
        assert sum(at in piece.first for piece in pieces) == any(at in piece.marks for piece in pieces)


def test_overlapping_marks_share_a_piece() -> None:
    assert cut("the old pier", 10, [Span(10, 17), Span(14, 22)]) == [
        Piece("the ", (0,), (0,)),
        Piece("old", (0, 1), (1,)),
        Piece(" pier", (1,), ()),
    ]


def test_a_mark_that_covers_nothing_has_a_piece_of_its_own() -> None:
    assert cut("ab", 0, [Span(1, 1)]) == [Piece("a"), Piece("", (0,), (0,)), Piece("b")]
    assert cut("ab", 0, [Span(2, 2)]) == [Piece("ab")]


def test_a_span_is_shown_in_its_sentences_or_alone() -> None:
    first, second = (Segment(at, Span(at * 4, at * 4 + 3), "abc", Role.BODY, "en") for at in (0, 1))
    pieces = in_sentence([first, second], Span(1, 5), "bc a")
    assert [(piece.text, bool(piece.marks)) for piece in pieces] == [
        ("a", False), ("bc", True), (" ", False), ("a", True), ("bc", False),
    ]  # fmt: skip
    assert in_sentence([], Span(90, 93), "far") == [Piece("far", (0,), (0,))]


def test_words_that_differ_are_marked_in_runs() -> None:
    ours, theirs = differences("The fire started from the room", "the fire began in the room")
    assert [piece.text for piece in ours if piece.marks] == ["started from"]
    assert [piece.text for piece in theirs if piece.marks] == ["began in"]
    assert "".join(piece.text for piece in ours) == "The fire started from the room"


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50), st.integers(3, 40))
@example([4.0, -5e-324], 3)
@example([-4.0, 5e-324], 3)
@example([1000000.0, 999999.9999999999], 5)
def test_every_value_is_in_a_bin(values: list[float], bins: int) -> None:
    drawn = histogram(values, bins)
    assert drawn is not None
    assert sum(count for *_, count in drawn.bins) == len(values) == drawn.values
    assert drawn.bins[0][0] <= min(values)
    assert max(values) <= drawn.bins[-1][1] + 1e-9 * abs(max(values))
    assert drawn.bins[0][0] <= drawn.median <= drawn.bins[-1][1] + 1e-9 * abs(max(values))


def test_ticks_are_round() -> None:
    assert nice_ticks(0, 9.3, 5) == [0, 2, 4, 6, 8, 10]
    assert nice_ticks(5, 5, 5)[0] <= 5 <= nice_ticks(5, 5, 5)[-1]
    assert scaled(50, 0, 100) == 100.0
    assert scaled(500, 0, 100) == 200.0
