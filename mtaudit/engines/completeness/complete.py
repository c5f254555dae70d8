"""What an engine does around its model so that every segment comes back, and comes back honest.

A segment longer than the model takes is cut at clause boundaries and its translations are joined. What the
model makes of a piece is judged; a piece that went wrong is translated once more with other settings, and
where that goes wrong too the first output is kept and the segment has its status. Such a segment is no
translation whatever becomes of its other pieces, so no more work is spent on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mtaudit.analysis.language import identify
from mtaudit.engines.completeness.batching import plan_batches
from mtaudit.engines.completeness.clauses import split_to_fit
from mtaudit.engines.completeness.status import LANGUAGE_WORDS, Stop, judge
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.engines.completeness.status import Example

__all__ = ["EXTRA_TOKENS", "Search", "Write", "Writer", "Written", "token_limit", "translate_complete"]

#: New tokens allowed: a floor for short segments, and so many for each token of the row. On the
#: 1,000 pairs of ALT dev a human translation has 0.9 times the tokens of its row into Indonesian
#: and 0.8 times into English (medians with Gemma's tokenizer; at most 1.5 and 1.2 times).
EXTRA_TOKENS, TOKENS_PER_TOKEN = 16, 2

#: Pieces of a segment that are translated first; after them as many again as have come back whole. So a very
#: long segment that a model cannot do costs little (one of 3,000 words, the same clause 375 times, took the
#: packaged engine four minutes and more), and others wait for no more than a few rounds.
FIRST_PIECES = 4

#: A piece: of which segment, and which of its pieces.
_Place = tuple[int, int]


def token_limit(tokens: int) -> int:
    """Return how many tokens the translation of so many tokens may have."""
    return EXTRA_TOKENS + TOKENS_PER_TOKEN * tokens


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote for one piece of text.

    :param text: the output, stripped.
    :param stop: why it ended.
    """

    text: str
    stop: Stop


@dataclass(frozen=True, slots=True)
class Search:
    """How an output is searched for.

    :param beams: width; 1 is greedy.
    :param length_penalty: power of the length that the score of an output is divided by.
    :param no_repeat_ngram: tokens in a row that an output has only once; 0 lets it repeat any.
    :param rows: that a core works on together at most: few enough that all cores end at about the same time,
        though the first has the longest rows.
    :param tokens: of the rows that a core works on together at most, unless it is one, with two beams; wider
        searches take fewer rows. Bounds the memory.
    """

    beams: int = 1
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0
    rows: int = 8
    tokens: int = 512

    def together(self, longest: int) -> int:
        """Return how many rows a core works on together at most.

        :param longest: tokens of the longest of them.
        """
        return max(1, min(self.rows, 2 * self.tokens // (longest * max(2, self.beams))))


class Write(Protocol):
    """Translates one batch with a model."""

    def __call__(self, texts: Sequence[str], *, again: bool) -> list[Written]:
        """Translate texts as one batch.

        :param texts: each fits.
        :param again: whether it is the second attempt, which uses other settings.
        :returns: one for each text, in order.
        """
        ...


@dataclass(frozen=True, slots=True)
class Writer:
    """A model in one direction.

    :param write: translates pieces.
    :param fits: tells whether the model takes a piece whole.
    :param examples: what the prompt shows, which no output may repeat.
    """

    write: Write
    fits: Callable[[str], bool]
    examples: tuple[Example, ...] = ()


def translate_complete(
    segments: Sequence[str], writer: Writer, *, target: str, batch_segments: int
) -> list[Translation]:
    """Translate segments so that each comes back with a status.

    Without letters or digits (emoji, rules of asterisks), or in the language wanted already, a segment is not
    given to the model: it comes back as it is, copied.

    :param segments: one batch of a document, none of them blank.
    :param writer: of the direction.
    :param target: ISO 639-1 code of the language wanted.
    :param batch_segments: pieces that are translated together at most.
    :returns: one translation for each segment, in order.
    """
    pieces = [[] if _stays(segment, target) else split_to_fit(segment, writer.fits) for segment in segments]
    results: list[list[Translation]] = [[] for _ in pieces]
    translate = _judging(pieces, writer, target, batch_segments)
    while places := [(at, piece) for at, made in enumerate(results) for piece in _due(len(pieces[at]), made)]:
        for (at, _), result in _twice(places, translate).items():
            results[at].append(result)
    return [_joined(segment, made, target) for segment, made in zip(segments, results, strict=True)]


def _stays(segment: str, target: str) -> bool:
    if not any(map(str.isalnum, segment)):
        return True
    return len(segment.split()) >= LANGUAGE_WORDS and identify(segment) == target


def _joined(segment: str, results: list[Translation], target: str) -> Translation:
    if not results:
        return Translation(segment, Status.COPIED)
    if len(results) == 1:
        return results[0]
    text = " ".join(result.text for result in results if result.text)
    wrong = next((result.status for result in results if result.status is not Status.OK), None)
    return Translation(text, wrong or judge(segment, text, target=target))


class _Translate(Protocol):
    """Translates pieces as batches and judges them."""

    def __call__(self, places: Sequence[_Place], *, again: bool) -> dict[_Place, Translation]: ...


def _judging(pieces: Sequence[Sequence[str]], writer: Writer, target: str, batch_segments: int) -> _Translate:
    def translate(places: Sequence[_Place], *, again: bool) -> dict[_Place, Translation]:
        done = {}
        texts = [pieces[at][piece] for at, piece in places]
        for batch in plan_batches(texts, batch_segments):
            written = writer.write([texts[index] for index in batch], again=again)
            for index, row in zip(batch, written, strict=True):
                status = judge(texts[index], row.text, target=target, stop=row.stop, examples=writer.examples)
                done[places[index]] = Translation(row.text, status)
        return done

    return translate


def _due(count: int, made: Sequence[Translation]) -> range:
    """Return which pieces of a segment are translated next: none once all are there, or one is lost."""
    if any(result.status is not Status.OK for result in made):
        return range(0)
    return range(len(made), min(count, max(FIRST_PIECES, 2 * len(made))))


def _twice(places: Sequence[_Place], translate: _Translate) -> dict[_Place, Translation]:
    """Translate pieces, those that went wrong a second time.

    Of each segment the first wrong piece goes first: where it stays wrong, its others need no second attempt.

    :returns: one translation for each piece, in order.
    """
    first = translate(places, again=False)
    done = {place: first[place] for place in places}
    wrong = [place for place in places if done[place].status is not Status.OK]
    while wrong:
        heads = sorted(dict(reversed(wrong)).items())
        second = translate(heads, again=True)
        mended = {place: result for place, result in second.items() if result.status is Status.OK}
        done |= mended
        lost = {at for at, _ in second.keys() - mended.keys()}
        wrong = [place for place in wrong if place not in second and place[0] not in lost]
    return done
