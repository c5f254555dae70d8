"""Alignment of a document with a native report: order-free, many-to-many, unaligned allowed.

The evidence for a pair of segments is the cosine of their embeddings, the weighted overlap of their
content words, and the numbers, names and quoted words that they share; no limit on similarity alone
separates true links from false ones in comparable reports. A logistic score combines them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.embeddings import embed
from mtaudit.analysis.folding import content_words, fold, folded_words
from mtaudit.errors import InputError
from mtaudit.model import COMPARED_ROLES, Coverage, Link

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = ["FEATURES", "align", "compared", "coverage", "features"]

#: Names of the columns of :func:`features`, each with its weight in the logistic score. Set by hand;
#: that of quotes was raised after a look at corpora/ferry_fire. On 47 documents of the WMT21 news test F1 is
#: 0.942 (tests/benchmarks/alignment.py).
FEATURES = {"meaning": 7.5, "words": 4.5, "numbers": 1.5, "names": 1.2, "quotes": 3.0}
_BIAS = -5.6
#: Smallest score of a link.
_LIMIT = 0.5
#: A segment beyond the one-to-one assignment joins a link only this close to the link's own score, unless it
#: stands beside one of the link's in the same paragraph: a speaker's second sentence shares less with the
#: other text.
_JOIN = 0.15
#: Two texts of a thousand sentences; their pairs take half a minute and 40 MB.
_MOST_PAIRS = 1_000_000
#: From here on a number tells something by its value alone; smaller ones must count the same thing.
_TELLING = 13
_NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT"})


@dataclass(frozen=True, slots=True)
class _Described:
    """What a segment offers as evidence."""

    words: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]


def compared(document: AnalysedDocument) -> list[AnalysedSegment]:
    """Return the segments of a document that are held against another."""
    return [s for s in document.english if s.segment.role in COMPARED_ROLES]


def align(document: AnalysedDocument, reference: AnalysedDocument) -> tuple[Link, ...]:
    """Link the segments of two documents that say the same.

    The best one-to-one assignment makes the links; a segment left over then joins the link of its best
    counterpart where it scores nearly as high. A segment is in one link at most.

    :param document: the document.
    :param reference: the native report.
    :returns: links by the first segment of the document.
    :raises InputError: for texts so long that their pairs of segments would fill the memory.
    """
    left, right = compared(document), compared(reference)
    if not left or not right:
        return ()
    if len(left) * len(right) > _MOST_PAIRS:
        raise InputError(
            f"{len(right)} sentences against the {len(left)} of {document.document.source} are too many",
            file=reference.document.source,
            mend="give articles, not books",
        )
    measured = features(document, reference)
    weights = np.array(list(FEATURES.values()))
    scores = 1 / (1 + np.exp(-(measured @ weights + _BIAS)))
    links = []
    for rows, columns, best in _groups(scores, _paragraphs(document, left), _paragraphs(reference, right)):
        row, column = best
        links.append(
            Link(
                tuple(left[i].segment.index for i in sorted(rows)),
                tuple(right[j].segment.index for j in sorted(columns)),
                float(scores[row, column]),
                _reasons(measured[row, column]),
            )
        )
    return tuple(sorted(links, key=lambda link: link.segments))


def coverage(document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]) -> Coverage:
    """Return the shares of compared segments that are in a link."""
    left, right = len(compared(document)), len(compared(reference))
    linked = sum(len(link.segments) for link in links)
    linked_right = sum(len(link.reference_segments) for link in links)
    return Coverage(linked / left if left else 0.0, linked_right / right if right else 0.0)


def features(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    encode: Callable[[Sequence[str]], NDArray[np.float32]] = embed,
) -> NDArray[np.float64]:
    """Measure every pair of compared segments.

    :param document: the document.
    :param reference: the native report.
    :param encode: makes unit vectors of sentences.
    :returns: an array of shape (segments, reference segments, features), columns as in
        :data:`FEATURES`, each 0 to 1.
    """
    left, right = compared(document), compared(reference)
    weights = _weights([*left, *right])
    described = [_describe(document, s, weights) for s in left]
    described_right = [_describe(reference, s, weights) for s in right]
    vectors = encode([s.segment.span.of(document.view) for s in left])
    vectors_right = encode([s.segment.span.of(reference.view) for s in right])
    measured = np.zeros((len(left), len(right), len(FEATURES)))
    measured[:, :, 0] = np.clip(vectors @ vectors_right.T, 0, 1)
    for i, one in enumerate(described):
        for j, other in enumerate(described_right):
            measured[i, j, 1:] = (
                _overlap(one.words, other.words),
                _share(one.numbers, other.numbers),
                _share(one.names, other.names),
                _share(one.quoted, other.quoted),
            )
    return measured


def _weights(segments: Sequence[AnalysedSegment]) -> dict[str, float]:
    """Inverse document frequency of content words over the segments of both texts."""
    counts: Counter[str] = Counter()
    for segment in segments:
        counts.update(content_words(folded_words(segment.segment.text)))
    return {word: math.log((1 + len(segments)) / count) for word, count in counts.items()}


def _describe(document: AnalysedDocument, segment: AnalysedSegment, weights: dict[str, float]) -> _Described:
    span = segment.segment.span
    words = content_words(folded_words(segment.segment.text))
    names = {
        fold(token.text)
        for token in segment.parsed
        if token.ent_type_ in _NAME_TYPES and token.pos_ in ("PROPN", "ADJ", "NOUN")
    }
    numbers = {
        n.canonical if n.value < _TELLING else f"{n.value.normalize():f} {n.unit or ''}"
        for n in document.numbers
        if n.segment == segment.segment.index
    }
    quoted: set[str] = set()
    for quote in document.quotes:
        if quote.span.overlaps(span):
            quoted |= content_words(folded_words(quote.text))
    # Where most segments name it, a name tells nothing: only its rarity in the two texts counts.
    rare = {name for name in names if weights.get(name, 0) >= math.log(4)}
    return _Described(
        {word: weights[word] for word in words},
        frozenset(rare),
        frozenset(numbers),
        frozenset(quoted),
    )


def _overlap(one: dict[str, float], other: dict[str, float]) -> float:
    """Weighted share of common words in the smaller of the two sets."""
    smaller = min(sum(one.values()), sum(other.values()))
    common = sum(weight for word, weight in one.items() if word in other)
    return min(1.0, common / smaller) if smaller > 0 else 0.0


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared members against the smaller set, damped so that one of one is not everything."""
    smaller = min(len(one), len(other))
    return len(one & other) / (smaller + 0.5) if smaller else 0.0


def _paragraphs(document: AnalysedDocument, segments: Sequence[AnalysedSegment]) -> list[int]:
    """Return for each segment the block that holds it."""
    starts = [block.start for block in document.blocks]
    return [bisect_right(starts, s.segment.span.start) for s in segments]


def _groups(
    scores: NDArray[np.float64], paragraphs: list[int], reference_paragraphs: list[int]
) -> list[tuple[set[int], set[int], tuple[int, int]]]:
    """Return rows, columns and best pair of each link."""
    rows, columns = linear_sum_assignment(-np.where(scores >= _LIMIT, scores, 0.0))
    groups = [
        ({int(i)}, {int(j)}, (int(i), int(j)))
        for i, j in zip(rows, columns, strict=True)
        if scores[i, j] >= _LIMIT
    ]
    by_row = {next(iter(group[0])): group for group in groups}
    by_column = {next(iter(group[1])): group for group in groups}
    for i in sorted(set(range(scores.shape[0])) - set(by_row)):
        j = int(np.argmax(scores[i]))
        group = by_column.get(j)
        beside = _beside(i, group[0], paragraphs) if group is not None else False
        if group is not None and _joins(float(scores[i, j]), float(scores[group[2]]), beside):
            group[0].add(i)
    for j in sorted(set(range(scores.shape[1])) - set(by_column)):
        i = int(np.argmax(scores[:, j]))
        group = by_row.get(i)
        beside = _beside(j, group[1], reference_paragraphs) if group is not None else False
        if group is not None and _joins(float(scores[i, j]), float(scores[group[2]]), beside):
            group[1].add(j)
    return groups


def _beside(place: int, members: set[int], paragraphs: list[int]) -> bool:
    """Tell whether a segment stands right beside a member in the same paragraph."""
    return any(abs(place - m) == 1 and paragraphs[place] == paragraphs[m] for m in members)


def _joins(score: float, own: float, beside: bool) -> bool:
    """Tell whether a segment that is left over joins a link."""
    return score >= _LIMIT and (beside or score >= own - _JOIN)


def _reasons(measured: NDArray[np.float64]) -> tuple[str, ...]:
    """Name the evidence that weighs, strongest first."""
    contributions = {
        name: weight * float(value) for (name, weight), value in zip(FEATURES.items(), measured, strict=True)
    }
    ranked = sorted(contributions, key=lambda name: -contributions[name])
    values = dict(zip(FEATURES, map(float, measured), strict=True))
    return tuple(f"{name} {values[name]:.2f}" for name in ranked if contributions[name] > 0.3)
