"""Quotes of the document beside their wording in the native report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.folding import content_words, folded_words
from mtaudit.model import QuotePair, QuoteVerdict, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.quotes import Quote
    from mtaudit.model import Link, Span

__all__ = ["pair_quotes"]

#: Smallest similarity of a pair in linked segments, and of one elsewhere.
_LINKED, _ELSEWHERE = 0.4, 0.7
#: A pair outside linked segments needs this many content words in common.
_COMMON_ELSEWHERE = 2
#: A partial quote is not the same where one of these stands so few words before it in the other text.
_NEGATORS = frozenset("not never no nor cannot wont dont doesnt didnt isnt wasnt arent".split())
_NEGATION_REACH = 3
#: Most content words of a partial quote.
_PARTIAL = 4
#: What a link between their segments adds when quotes compete for each other.
_LINK_BONUS = 0.25


def pair_quotes(
    document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]
) -> tuple[QuotePair, ...]:
    """Pair direct quotes by their words and by the links of their segments.

    The best one-to-one assignment makes the pairs. A partial quote that is left over and is contained
    word for word in a quote of the other text is paired with that as well.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :returns: the document's quotes in order, then those that only the native report has.
    """
    left, right = _quotes(document), _quotes(reference)
    linked = _linked_segments(links)
    words = [folded_words(quote.text) for quote in left]
    words_right = [folded_words(quote.text) for quote in right]
    rank = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            together = not linked.isdisjoint(
                (a, b) for a in _indices(document, one.span) for b in _indices(reference, other.span)
            )
            similarity = _similarity(words[i], words_right[j])
            if _is_pair(words[i], words_right[j], similarity, together):
                rank[i, j] = similarity + _LINK_BONUS * together
    chosen = {int(i): int(j) for i, j in zip(*linear_sum_assignment(-rank), strict=True) if rank[i, j] > 0}
    pairs = []
    for i, one in enumerate(left):
        found = chosen.get(i, _container(words[i], words_right))
        if found is None:
            pairs.append(_unmatched(document, one.span, None))
        else:
            pairs.append(_pair(document, one, reference, right[found], words[i], words_right[found]))
    for j, other in enumerate(right):
        if j in chosen.values():
            continue
        found = _container(words_right[j], words)
        if found is None:
            pairs.append(_unmatched(reference, None, other.span))
        else:
            pairs.append(_pair(document, left[found], reference, other, words[found], words_right[j]))
    return tuple(pairs)


def _quotes(document: AnalysedDocument) -> list[Quote]:
    """Quotes of the story itself; headlines and captions repeat them."""
    kept = []
    for quote in document.quotes:
        held = document.segment_at(quote.span.start)
        if held is not None and held.segment.role is Role.BODY:
            kept.append(quote)
    return kept


def _linked_segments(links: Sequence[Link]) -> set[tuple[int, int]]:
    return {(i, j) for link in links for i in link.segments for j in link.reference_segments}


def _indices(document: AnalysedDocument, span: Span) -> list[int]:
    return [s.segment.index for s in document.segments_over(span)]


def _similarity(words: list[str], others: list[str]) -> float:
    """Share of words in common, in order; of a partial quote, the share of what it keeps.

    The first is the normalised similarity of the longest common subsequence. A partial quote is one of
    few content words; what counts for it is how many of them the other quote has.
    """
    if not words or not others:
        return 0.0
    in_order = _in_order(words, others)
    shorter, longer = sorted((words, others), key=len)
    content = content_words(shorter)
    if not 0 < len(content) <= _PARTIAL:
        return in_order
    return max(in_order, len(content & set(longer)) / len(content))


def _in_order(words: list[str], others: list[str]) -> float:
    """Normalised similarity of the longest common subsequence of words."""
    return float(2 * LCSseq.similarity(words, others) / (len(words) + len(others)))


def _is_pair(words: list[str], others: list[str], similarity: float, together: bool) -> bool:
    common = content_words(words) & content_words(others)
    if _contains(words, others) or _contains(others, words):
        return bool(common)
    if together:
        return bool(common) and similarity >= _LINKED
    return len(common) >= _COMMON_ELSEWHERE and similarity >= _ELSEWHERE


def _contains(words: list[str], part: list[str]) -> bool:
    """Tell whether ``part`` stands in ``words`` word for word."""
    length = len(part)
    return any(words[i : i + length] == part for i in range(len(words) - length + 1))


def _keeps(words: list[str], part: list[str]) -> bool:
    """Tell whether ``words`` hold ``part`` word for word and do not deny it."""
    length = len(part)
    for start in range(len(words) - length + 1):
        if words[start : start + length] == part:
            return _NEGATORS.isdisjoint(words[max(0, start - _NEGATION_REACH) : start])
    return False


def _container(part: list[str], candidates: list[list[str]]) -> int | None:
    """Return the first candidate that holds a partial quote word for word."""
    if not content_words(part):
        return None
    return next((i for i, words in enumerate(candidates) if _contains(words, part)), None)


def _pair(
    document: AnalysedDocument,
    quote: Quote,
    reference: AnalysedDocument,
    other: Quote,
    words: list[str],
    others: list[str],
) -> QuotePair:
    same = _keeps(words, others) or _keeps(others, words)
    return QuotePair(
        quote.span,
        quote.span.of(document.text),
        other.span,
        other.span.of(reference.text),
        1.0 if same else _in_order(words, others),
        QuoteVerdict.SAME if same else QuoteVerdict.DRIFTED,
    )


def _unmatched(text: AnalysedDocument, span: Span | None, reference_span: Span | None) -> QuotePair:
    return QuotePair(
        span,
        span.of(text.text) if span else None,
        reference_span,
        reference_span.of(text.text) if reference_span else None,
        None,
        QuoteVerdict.UNMATCHED,
    )
