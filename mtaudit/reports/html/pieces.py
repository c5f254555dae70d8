"""Text cut where marks begin and end, so that marks may overlap and none is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import Span
from mtaudit.reports.marks import differing_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.model import Segment

__all__ = ["Piece", "cut", "differences", "in_sentence"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks throughout.

    :param text: the stretch; empty at a mark that covers nothing.
    :param marks: places, in the list of spans, of those that cover it; ascending.
    :param first: those of them that begin here.
    """

    text: str
    marks: tuple[int, ...] = ()
    first: tuple[int, ...] = ()


def cut(text: str, offset: int, spans: Sequence[Span]) -> list[Piece]:
    """Cut text into pieces, each under the same marks throughout.

    :param text: the text.
    :param offset: where it starts in what the spans count in.
    :param spans: marks; they may overlap, reach beyond the text or cover nothing.
    """
    whole = Span(offset, offset + len(text))
    held = [(at, span) for at, span in enumerate(spans) if _touches(span, whole)]
    edges = {whole.start, whole.end}
    for _, span in held:
        edges |= {max(span.start, whole.start), min(span.end, whole.end)}
    begun: set[int] = set()
    pieces = []
    ordered = sorted(edges)
    for start, end in zip(ordered, [*ordered[1:], ordered[-1]], strict=True):
        empty = tuple(at for at, span in held if span.start == span.end == start)
        if empty:
            pieces.append(Piece("", empty, empty))
        if start == end:
            continue
        over = tuple(at for at, span in held if span.start <= start and end <= span.end)
        pieces.append(
            Piece(text[start - offset : end - offset], over, tuple(a for a in over if a not in begun))
        )
        begun.update(over)
    return pieces


def _touches(span: Span, whole: Span) -> bool:
    return span.overlaps(whole) or whole.start <= span.start == span.end < whole.end


def in_sentence(segments: Iterable[Segment], span: Span, text: str) -> list[Piece]:
    """Return the segments that a span touches with the span marked.

    :param segments: of the text.
    :param span: what to mark; it may cross segments.
    :param text: the text at the span, shown alone where no segment has it.
    """
    pieces: list[Piece] = []
    for segment in segments:
        if _touches(span, segment.span):
            pieces += [Piece(" ")] if pieces else []
            pieces += cut(segment.text, segment.span.start, [span])
    return pieces or [Piece(text, (0,), (0,))]


def differences(left: str, right: str) -> tuple[list[Piece], list[Piece]]:
    """Return two wordings, words marked that the other does not have in that place.

    :param left: one wording.
    :param right: the other.
    """
    ours, theirs = differing_words(left, right)
    return _runs(*ours), _runs(*theirs)


def _runs(words: Sequence[str], marked: set[int]) -> list[Piece]:
    pieces: list[Piece] = []
    for at, word in enumerate(words):
        marks = (0,) if at in marked else ()
        if pieces and pieces[-1].marks == marks:
            pieces[-1] = Piece(f"{pieces[-1].text} {word}", marks)
        else:
            pieces += [Piece(" "), Piece(word, marks)] if pieces else [Piece(word, marks)]
    return pieces
