"""How good a translation reads, on the scale of people who judged translations."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SegmentQuality:
    """The estimate for one segment.

    :param index: of the segment.
    :param score: 0 to 100: the share of judged segments that people put below what is estimated for it.
    """

    index: int
    score: float


@dataclass(frozen=True, slots=True)
class Quality:
    """The estimate for one document.

    :param score: 0 to 100: the share of judged documents that people put below what is estimated for it.
    :param ci_low: where the human score of such a document lies in 95 of 100 cases, on the same scale.
    :param ci_high: upper end.
    :param segments: the segments that were estimated, in order.
    """

    score: float
    ci_low: float
    ci_high: float
    segments: tuple[SegmentQuality, ...]
