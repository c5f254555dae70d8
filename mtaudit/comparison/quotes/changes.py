"""What became of a quote: whether two wordings are the same, and word by word where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from mtaudit.comparison.quotes.words import GAP
from mtaudit.model import Span, WordChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.comparison.quotes.words import QuoteWord

__all__ = ["in_order", "word_changes"]


def in_order(words: Sequence[str], others: Sequence[str]) -> float:
    """Return the normalised similarity of the longest common subsequence of words, 0 to 1."""
    if not words or not others:
        return 0.0
    return float(2 * LCSseq.similarity(words, others) / (len(words) + len(others)))


def word_changes(
    words: Sequence[QuoteWord], text: str, others: Sequence[QuoteWord], reference_text: str
) -> tuple[WordChange, ...]:
    """Return the words in which two wordings of a quote differ, in the document's order.

    The words that both have are their longest common subsequence. What only one of them has before the first
    of these or behind the last was left out by a partial quote and has not drifted; it is a change only where
    there is no other.

    :param words: the document's quote.
    :param text: the document.
    :param others: the native report's quote.
    :param reference_text: the native report.
    """
    words, others = _in_place(words), _in_place(others)
    places = list(_differing(words, others))
    inner = [place for place in places if not _at_edge(place, len(words), len(others))]
    return tuple(
        WordChange(span, span.of(text), reference_span, reference_span.of(reference_text))
        for first, end, other_first, other_end in inner or places
        for span, reference_span in [(_span(words, first, end), _span(others, other_first, other_end))]
    )


def _in_place(words: Sequence[QuoteWord]) -> list[QuoteWord]:
    return [word for word in words if word.folded != GAP]


def _differing(
    words: Sequence[QuoteWord], others: Sequence[QuoteWord]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield ranges of words that differ; words of one contraction stay together."""
    codes = LCSseq.opcodes([w.folded for w in words], [w.folded for w in others])
    found: list[tuple[int, int, int, int]] = []
    for code in codes:
        if code.tag == "equal":
            continue
        first, end = _whole(words, code.src_start, code.src_end)
        other_first, other_end = _whole(others, code.dest_start, code.dest_end)
        if found and (first <= found[-1][1] and other_first <= found[-1][3]):
            # A deletion right before an insertion is one change, and so are the parts of a contraction.
            found[-1] = (found[-1][0], max(end, found[-1][1]), found[-1][2], max(other_end, found[-1][3]))
        else:
            found.append((first, end, other_first, other_end))
    yield from found


def _whole(words: Sequence[QuoteWord], first: int, end: int) -> tuple[int, int]:
    """Widen a range so that it cuts no contraction; an empty one stays."""
    if first == end:
        return first, end
    while first and words[first - 1].span == words[first].span:
        first -= 1
    while end < len(words) and words[end].span == words[end - 1].span:
        end += 1
    return first, end


def _at_edge(place: tuple[int, int, int, int], count: int, other_count: int) -> bool:
    """Tell whether only one side has words there, before or behind all that the two share."""
    first, end, other_first, other_end = place
    if first < end and other_first < other_end:
        return False
    return (first == 0 and other_first == 0) or (end == count and other_end == other_count)


def _span(words: Sequence[QuoteWord], first: int, end: int) -> Span:
    """Return where words stand, or the empty place before them."""
    if first < end:
        return Span(words[first].span.start, words[end - 1].span.end)
    if first < len(words):
        return Span(words[first].span.start, words[first].span.start)
    last = words[-1].span.end if words else 0
    return Span(last, last)
