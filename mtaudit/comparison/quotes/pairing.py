"""Quotes of the document beside their wording in the native report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.embeddings import embed
from mtaudit.analysis.quotes.speakers import agreement
from mtaudit.analysis.quotes.speech import QuoteKind
from mtaudit.comparison.quotes.changes import in_order, word_changes
from mtaudit.comparison.quotes.evidence import evidence, said_in
from mtaudit.model import QuotePair, QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.comparison.quotes.evidence import Said
    from mtaudit.model import Link

__all__ = ["pair_quotes"]

#: What counts beside the words, in the logits of :func:`evidence`; set by hand on cases of our own. A clearly
#: different speaker outweighs all but equal words.
_LINKED, _SAME_SPEAKER, _OTHER_SPEAKER = 1.0, 1.0, -2.0
#: What it adds that linked segments hold no other quotes, and the share of a partial quote that is in both.
_ALONE, _PARTIAL = 0.8, 2.5
#: What equal words add: no number of alike quotes outweighs them.
_EQUAL = 6.0
#: A quote that is left over joins a counterpart that another has taken with this much evidence, or with
#: any where that other is a piece of the same utterance.
_JOINS = 1.5
#: What it takes to hold a quotation for speech that nothing but its counterpart shows to be some.
_UNCLEAR = 1.5


def pair_quotes(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    links: Sequence[Link],
    encode: Callable[[Sequence[str]], NDArray[np.float32]] = embed,
) -> tuple[QuotePair, ...]:
    """Pair direct quotes by their words and meaning, their speakers and the links of their segments.

    The best one-to-one assignment makes the pairs. A quote that it leaves over then joins the counterpart of
    another: a partial quote one that holds its words, and a piece of a broken quote one that a piece of the
    same utterance has. So a quote can be in several pairs.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :param encode: makes unit vectors of texts.
    :returns: pairs in the order of the document's quotes, then the quotes that only the native report has.
    """
    left, right = said_in(document), said_in(reference)
    scores = _scores(left, right, links, encode)
    chosen = _assigned(scores)
    chosen |= _joined(scores, left, right, chosen)
    kept = sorted(pair for pair in chosen if _is_sure(left[pair[0]], right[pair[1]], scores[pair]))
    return tuple(_pairs(document, reference, left, right, kept))


def _scores(
    left: Sequence[Said],
    right: Sequence[Said],
    links: Sequence[Link],
    encode: Callable[[Sequence[str]], NDArray[np.float32]],
) -> NDArray[np.float64]:
    """Return for every two quotes the logit that they are one."""
    linked = {(i, j) for link in links for i in link.segments for j in link.reference_segments}
    alone = {pair for link in links for pair in _alone(left, right, link)}
    scores = evidence(left, right, encode)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            scores[i, j] += _EQUAL * one.says_the_same(other)
            together = any((a, b) in linked for a in one.segments for b in other.segments)
            scores[i, j] += together * (_LINKED + _PARTIAL * one.partial_share(other))
            scores[i, j] += _ALONE * ((i, j) in alone)
            same = agreement(one.speaker, other.speaker)
            scores[i, j] += _SAME_SPEAKER * (same > 0) + _OTHER_SPEAKER * (same < 0)
    return scores


def _alone(left: Sequence[Said], right: Sequence[Said], link: Link) -> Iterator[tuple[int, int]]:
    """Yield the two quotes of a link, where its sides hold one each."""
    ones = [i for i, said in enumerate(left) if not set(link.segments).isdisjoint(said.segments)]
    others = [j for j, said in enumerate(right) if not set(link.reference_segments).isdisjoint(said.segments)]
    if len(ones) == len(others) == 1:
        yield ones[0], others[0]


def _assigned(scores: NDArray[np.float64]) -> set[tuple[int, int]]:
    rows, columns = linear_sum_assignment(-np.maximum(scores, 0.0))
    return {(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] > 0}


def _joined(
    scores: NDArray[np.float64],
    left: Sequence[Said],
    right: Sequence[Said],
    chosen: set[tuple[int, int]],
) -> set[tuple[int, int]]:
    """Return the pairs of quotes that the assignment leaves over."""
    met = {(left[i].utterance, right[j].utterance) for i, j in chosen}
    turned = {(b, a) for a, b in met}
    taken, taken_there = {i for i, _ in chosen}, {j for _, j in chosen}
    found = set()
    for i, one in enumerate(left):
        if i not in taken:
            found |= {(i, j) for j in _best(scores[i], [_has_room(one, other, met) for other in right])}
    for j, other in enumerate(right):
        if j not in taken_there:
            found |= {(i, j) for i in _best(scores[:, j], [_has_room(other, one, turned) for one in left])}
    return found


def _has_room(piece: Said, holder: Said, met: Container[tuple[int, int]]) -> bool:
    """Tell whether a piece of a broken quote can be part of what another piece is part of."""
    return (piece.utterance, holder.utterance) in met and len(holder.units) > 1


def _best(scores: NDArray[np.float64], room: Sequence[bool]) -> list[int]:
    """Return the place of the counterpart that a quote joins, if there is one."""
    if not len(scores):
        return []
    reach = np.where(room, scores, scores - _JOINS)
    best = int(np.argmax(reach))
    return [best] if reach[best] > 0 else []


def _is_sure(one: Said, other: Said, score: float) -> bool:
    """Tell whether a pair is one of speech, as one of its quotes is, or as they are so much alike."""
    kinds = {one.kind, other.kind}
    if QuoteKind.MENTION in kinds:
        return QuoteKind.SPEECH in kinds and one.says_the_same(other)
    return kinds == {QuoteKind.SPEECH} or score >= _UNCLEAR


def _pairs(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    left: Sequence[Said],
    right: Sequence[Said],
    kept: Sequence[tuple[int, int]],
) -> Iterator[QuotePair]:
    for i, one in enumerate(left):
        counterparts = [j for place, j in kept if place == i]
        for j in counterparts:
            yield _pair(document, one, reference, right[j])
        if not counterparts and one.kind is QuoteKind.SPEECH:
            text = one.span.of(document.text)
            yield QuotePair(one.span, text, None, None, None, QuoteVerdict.UNMATCHED, _name(one))
    paired = {j for _, j in kept}
    for j, other in enumerate(right):
        if j not in paired and other.kind is QuoteKind.SPEECH:
            text = other.span.of(reference.text)
            yield QuotePair(
                None, None, other.span, text, None, QuoteVerdict.UNMATCHED, reference_speaker=_name(other)
            )


def _pair(document: AnalysedDocument, one: Said, reference: AnalysedDocument, other: Said) -> QuotePair:
    same = one.says_the_same(other)
    return QuotePair(
        one.span,
        one.span.of(document.text),
        other.span,
        other.span.of(reference.text),
        1.0 if same else in_order(one.folded, other.folded),
        QuoteVerdict.SAME if same else QuoteVerdict.DRIFTED,
        _name(one),
        _name(other),
        () if same else word_changes(one.words, document.text, other.words, reference.text),
    )


def _name(said: Said) -> str | None:
    return said.speaker.name if said.speaker is not None else None
