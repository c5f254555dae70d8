"""The sentences of a document beside those of its source, in order.

Gale and Church 1993, *A Program for Aligning Sentences in Bilingual Corpora*: the cheapest path through
pairs, merges and gaps, whose cost is how badly the lengths fit; with Simard, Foster and Isabelle 1992, words
that begin alike and equal numbers make a pair cheaper.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.analysis.source.anchors import anchors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.analysis.source.text import SourceSentence, SourceText
    from mtaudit.model import Span

__all__ = ["Bead", "align_source", "held_beads", "length_ratio"]

#: Sentences taken from either side, and what that costs beyond the pair; set by hand after Gale and Church's
#: table 5 (89 % pairs, 9 % merges, 1 % gaps).
_BEADS = {(1, 1): 0.0, (1, 2): 2.3, (2, 1): 2.3, (1, 0): 4.5, (0, 1): 4.5, (2, 2): 4.4}
#: Variance of the length per character. Gale and Church have 6.8; on the 5,383 sentences of ALT (English and
#: Indonesian) it is 2.4.
_VARIANCE = 3.0
#: Characters of a source for one of English; of other languages it is taken from the two texts.
_RATIOS = {"id": 1.10}
#: What a full overlap of anchors takes off the cost, and what crossing a paragraph adds.
_ANCHOR, _CROSSING = 8.0, 1.5
_WORST = 12.0
#: Smallest overlap of a pair that holds its place.
_ANCHORED = 0.15
#: Cells beside the diagonal that are looked at, beyond the difference of the counts.
_BAND = 40


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences of the document and of the source that go together; one side may be empty.

    :param segments: of the document.
    :param sentences: of the source.
    :param overlap: share of anchors in common, 0 to 1.
    """

    segments: tuple[AnalysedSegment, ...]
    sentences: tuple[SourceSentence, ...]
    overlap: float

    @property
    def is_anchored(self) -> bool:
        """Whether words and numbers in common hold the two sides together."""
        return self.overlap >= _ANCHORED

    @property
    def is_gap(self) -> bool:
        """Whether only one side has sentences."""
        return not (self.segments and self.sentences)


class _Side(NamedTuple):
    """What the costs of one side's sentences are made of."""

    lengths: list[int]
    anchors: list[frozenset[str]]
    blocks: list[int]


@lru_cache(maxsize=1)
def align_source(document: AnalysedDocument, source: SourceText) -> tuple[Bead, ...]:
    """Align the prose of a document with that of its source; both keep their order.

    The last alignment is kept, as several rules ask for it.

    :param document: the document.
    :param source: the text that it was translated from.
    """
    segments, sentences = document.prose, source.sentences
    left = _side(document.view, [s.segment.span for s in segments], _block_places(document, segments), "en")
    right = _side(source.view, [s.span for s in sentences], [s.block for s in sentences], source.language)
    ratio = length_ratio(document, source)
    weights = _weights([*left.anchors, *right.anchors])
    beads = []
    for i, j, taken, taken_there in _path(left, right, ratio, weights):
        overlap = _overlap(left, right, (i, taken), (j, taken_there), weights)
        beads.append(Bead(segments[i : i + taken], sentences[j : j + taken_there], overlap))
    return tuple(beads)


def held_beads(beads: Sequence[Bead]) -> frozenset[int]:
    """Return the places of the beads that cannot well be elsewhere.

    They are anchored, or stand between two that are, or between one and an end of the text, without a gap.

    :param beads: all of an alignment.
    """
    held: set[int] = set()
    run: list[int] = []
    safe = True
    for place, bead in enumerate(beads):
        if bead.is_gap:
            run, safe = [], False
            continue
        run.append(place)
        if bead.is_anchored:
            held.update(run if safe else run[-1:])
            run, safe = [], True
    if safe:
        held.update(run)
    return frozenset(held)


def length_ratio(document: AnalysedDocument, source: SourceText) -> float:
    """Return how many characters of the source stand for one of the document.

    :param document: the document.
    :param source: the text that it was translated from.
    """
    if source.language in _RATIOS:
        return _RATIOS[source.language]
    here = sum(len(s.segment.text) for s in document.prose)
    return sum(s.span.end - s.span.start for s in source.sentences) / max(here, 1)


def _block_places(document: AnalysedDocument, segments: Sequence[AnalysedSegment]) -> list[int]:
    places, block = [], 0
    for held in segments:
        while block + 1 < len(document.blocks) and document.blocks[block].end <= held.segment.span.start:
            block += 1
        places.append(block)
    return places


def _side(view: str, spans: Sequence[Span], blocks: list[int], language: str | None) -> _Side:
    lengths = [span.end - span.start for span in spans]
    return _Side(lengths, [anchors(span.of(view), language) for span in spans], blocks)


def _weights(found: Sequence[frozenset[str]]) -> dict[str, float]:
    """Weigh anchors by how few sentences have them."""
    counts = Counter(anchor for one in found for anchor in one)
    return {anchor: math.log((1 + len(found)) / count) for anchor, count in counts.items()}


def _path(
    left: _Side, right: _Side, ratio: float, weights: dict[str, float]
) -> list[tuple[int, int, int, int]]:
    """Return the cheapest path: places on either side and how many sentences are taken there."""
    n, m = len(left.lengths), len(right.lengths)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    band = _BAND + abs(n - m)
    for i in range(n + 1):
        middle = i * m // n if n else 0
        for j in range(max(0, middle - band), min(m, middle + band) + 1):
            for (a, b), prior in _BEADS.items():
                before = best.get((i - a, j - b))
                if before is None:
                    continue
                cost = before[0] + prior + _cost(left, right, (i - a, a), (j - b, b), ratio, weights)
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (a, b))
    path = []
    i, j = n, m
    while i or j:
        a, b = best[i, j][1]
        i, j = i - a, j - b
        path.append((i, j, a, b))
    return path[::-1]


def _cost(
    left: _Side,
    right: _Side,
    here: tuple[int, int],
    there: tuple[int, int],
    ratio: float,
    weights: dict[str, float],
) -> float:
    (i, a), (j, b) = here, there
    if not a or not b:
        return 0.0
    long, long_there = sum(left.lengths[i : i + a]), sum(right.lengths[j : j + b])
    off = abs(long_there - ratio * long) / math.sqrt(_VARIANCE * max(long, 1))
    fit = min(_WORST, -math.log(max(math.erfc(off / math.sqrt(2)), 1e-300)))
    crossed = (a > 1 and left.blocks[i] != left.blocks[i + 1]) + (
        b > 1 and right.blocks[j] != right.blocks[j + 1]
    )
    return fit + _CROSSING * crossed - _ANCHOR * _overlap(left, right, here, there, weights)


def _overlap(
    left: _Side, right: _Side, here: tuple[int, int], there: tuple[int, int], weights: dict[str, float]
) -> float:
    """Dice's coefficient of the anchors, weighted."""
    (i, a), (j, b) = here, there
    one = frozenset().union(*left.anchors[i : i + a])
    other = frozenset().union(*right.anchors[j : j + b])
    total = sum(weights[anchor] for anchor in one) + sum(weights[anchor] for anchor in other)
    return 2 * sum(weights[anchor] for anchor in one & other) / total if total else 0.0
