"""Where things stand in drawings: numbers in, coordinates out."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Score

__all__ = [
    "WIDTH",
    "Bar",
    "Histogram",
    "Interval",
    "axis_top",
    "bars",
    "histogram",
    "interval",
    "nice_ticks",
    "scaled",
]

#: Units of every drawing from left to right; the style sheet decides how long a unit is.
WIDTH = 200.0


@dataclass(frozen=True, slots=True)
class Interval:
    """A score on its axis.

    :param score: the value.
    :param low: lower end of the interval, or None.
    :param high: upper end.
    :param x: where the value stands, 0 to :data:`WIDTH`.
    :param x_low: where the lower end stands.
    :param x_high: where the upper end stands.
    :param top: value at the right end of the axis.
    """

    score: float
    low: float | None
    high: float | None
    x: float
    x_low: float | None
    x_high: float | None
    top: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from zero.

    :param label: what it stands for.
    :param value: how much.
    :param x: where it begins.
    :param width: how long it is.
    """

    label: str
    value: float
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Histogram:
    """How values are spread.

    :param bins: for each bin where it begins, where it ends, and how many values it holds.
    :param most: the largest count.
    :param median: of the values.
    :param values: how many there are.
    """

    bins: list[tuple[float, float, int]]
    most: int
    median: float
    values: int


def scaled(value: float, low: float, high: float) -> float:
    """Return where a value stands on an axis, kept inside it.

    :param value: the value.
    :param low: value at the left end.
    :param high: value at the right end.
    """
    share = (value - low) / (high - low) if high > low else 0.5
    return round(WIDTH * min(max(share, 0.0), 1.0), 1)


def axis_top(scores: Sequence[Score]) -> float:
    """Return the right end of the axis that scores share: 100, or more where one needs it.

    :param scores: drawn under each other.
    """
    highest = max((max(score.score, score.ci_high or 0.0) for score in scores), default=0.0)
    return 100.0 if highest <= 100 else math.ceil(highest / 50) * 50.0


def interval(score: Score, top: float) -> Interval:
    """Return a score and its interval on an axis from 0.

    :param score: the score.
    :param top: value at the right end.
    """
    low, high = score.ci_low, score.ci_high
    return Interval(
        score.score,
        low,
        high,
        scaled(score.score, 0, top),
        None if low is None else scaled(low, 0, top),
        None if high is None else scaled(high, 0, top),
        top,
    )


def bars(values: Sequence[tuple[str, float]], *, two_sided: bool = False) -> list[Bar]:
    """Return bars as long as their values, the longest as long as there is room.

    :param values: labels and values.
    :param two_sided: True puts zero in the middle and lets negative values go left.
    """
    longest = max((abs(value) for _, value in values), default=0.0) or 1.0
    room = WIDTH / 2 if two_sided else WIDTH
    zero = room if two_sided else 0.0
    made = []
    for label, value in values:
        width = round(room * abs(value) / longest, 1)
        made.append(Bar(label, value, zero - width if value < 0 else zero, width))
    return made


def histogram(values: Sequence[float], bins: int = 30) -> Histogram | None:
    """Return how values are spread over bins of equal width with round edges; None without values.

    :param values: finite numbers.
    :param bins: about how many.
    """
    if not values:
        return None
    ordered = sorted(values)
    edges = nice_ticks(ordered[0], ordered[-1], bins)
    step = edges[1] - edges[0]
    counts = Counter(min(int((value - edges[0]) / step), len(edges) - 2) for value in ordered)
    held = [(low, high, counts[at]) for at, (low, high) in enumerate(pairwise(edges))]
    middle = len(ordered) // 2
    median = ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
    return Histogram(held, max(counts.values()), median, len(ordered))


def nice_ticks(low: float, high: float, wanted: int) -> list[float]:
    """Return round numbers at equal distances, from at most ``low`` to at least ``high``; two or more.

    :param low: smallest value.
    :param high: largest value.
    :param wanted: about how many distances.
    """
    # Nothing drawn here has a finer scale, and floats come to no harm above it.
    reach = max((high - low) or abs(high) or 1.0, 1e-6)
    rough = reach / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    # A quotient is rounded, and may come out beyond the number that it is of.
    first -= round(first * step, 10) > low
    last += round(last * step, 10) < high
    last = max(last, first + 1)
    return [round(at * step, 10) for at in range(first, last + 1)]
