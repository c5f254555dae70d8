"""How measures agree with people, for systems and for segments, with bootstrap intervals.

Between systems: Pearson's r, Kendall's tau-b, and the share of pairs of systems that both put in the same
order (Kocmi et al. 2021, *To Ship or Not to Ship*). Between segments the same three, where tau and the share
count pairs of translations of one segment, and r runs over all translations. All are made of sums over
segments, so that a resample is a product as for scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.resampling import bootstrap_counts, interval, products
from mtaudit.model.systems import Correlation

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit.metrics.measured import Measured

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["kendall", "pairwise_accuracy", "pearson", "segment_correlations", "system_correlations"]

#: With two systems every correlation is one or minus one.
_FEWEST_SYSTEMS = 3


def system_correlations(
    measured: Measured,
    human: Measured,
    drawn: tuple[Floats, Floats] | None,
) -> list[Correlation]:
    """Correlate the scores of systems.

    :param measured: a measure.
    :param human: judgements of people; systems that they lack are left out.
    :param drawn: resampled scores of both, of shape ``(systems, resamples)``, from the same draws; None
        leaves intervals out.
    """
    common = [name for name in measured.systems if name in human.systems]
    if len(common) < _FEWEST_SYSTEMS:
        return []
    ours = [measured.systems.index(name) for name in common]
    theirs = [human.systems.index(name) for name in common]
    sign = _sign(measured, human)
    left, right = sign * np.array(measured.totals)[ours], np.array(human.totals)[theirs]
    pairs = int((_orders(right) != 0).sum())
    statistics: tuple[tuple[str, Callable[[Floats, Floats], Floats], int], ...] = (
        ("pearson", pearson, len(common)),
        ("kendall", kendall, len(common)),
        ("pairwise-accuracy", pairwise_accuracy, pairs),
    )
    found = []
    for name, statistic, items in statistics:
        resampled = None if drawn is None else statistic(sign * drawn[0][ours].T, drawn[1][theirs].T)
        found += _correlation(measured, human, "system", name, statistic(left, right), resampled, items)
    return found


def segment_correlations(
    measured: Measured,
    human: Measured,
    values: tuple[Floats, Floats],
    samples: int,
    seed: int,
) -> list[Correlation]:
    """Correlate the scores of segments.

    :param measured: a measure.
    :param human: judgements of people.
    :param values: scores of the segments of each system by both, NaN where there is none.
    :param samples: bootstrap resamples; 0 leaves intervals out.
    :param seed: of the draws.
    """
    common = [name for name in measured.systems if name in human.systems]
    ours = _sign(measured, human) * values[0][[measured.systems.index(name) for name in common]]
    theirs = values[1][[human.systems.index(name) for name in common]]
    both = np.isfinite(ours) & np.isfinite(theirs)
    if not both.any():
        return []
    moments, pairs = _moments(ours, theirs, both), _pairs(ours, theirs, both)
    statistics = np.concatenate((moments, pairs), axis=-1)[None]
    rows = [statistics.sum(axis=1)]
    if samples:
        counts = bootstrap_counts(statistics.shape[1], samples, seed)
        rows += [products(some, statistics)[0] for some in counts]
    sums = np.concatenate(rows)
    agreeing, opposed, ours_tied, theirs_tied = sums[:, 6:].T
    decided = agreeing + opposed
    results = (
        ("pearson", _pearson_of(sums[:, :6]), int(both.sum())),
        (
            "kendall",
            _ratio(agreeing - opposed, np.sqrt((decided + ours_tied) * (decided + theirs_tied))),
            int(sums[0, 6:].sum()),
        ),
        ("pairwise-accuracy", _ratio(agreeing, decided + ours_tied), int(sums[0, 6:9].sum())),
    )
    found = []
    for name, made, items in results:
        found += _correlation(measured, human, "segment", name, made[0], made[1:] if samples else None, items)
    return found


def _correlation(
    measured: Measured, human: Measured, level: str, name: str, value: Any, resampled: Any, items: int
) -> list[Correlation]:
    if not np.isfinite(value):
        return []
    low = high = None
    if resampled is not None and np.isfinite(resampled).any():
        low, high = interval(resampled)
    who = (measured.measure.name, human.measure.name)
    return [Correlation(*who, level, name, float(value), low, high, items)]


def _sign(measured: Measured, human: Measured) -> int:
    return 1 if measured.measure.higher_is_better == human.measure.higher_is_better else -1


def pearson(left: Floats, right: Floats) -> Floats:
    """Return Pearson's r along the last axis, NaN where one side is constant."""
    left = left - left.mean(axis=-1, keepdims=True)
    right = right - right.mean(axis=-1, keepdims=True)
    spread = np.sqrt((left**2).sum(axis=-1) * (right**2).sum(axis=-1))
    return _ratio((left * right).sum(axis=-1), spread)


def kendall(left: Floats, right: Floats) -> Floats:
    """Return Kendall's tau-b along the last axis, NaN where one side is constant."""
    ours, theirs = _orders(left), _orders(right)
    untied = np.sqrt((ours != 0).sum(axis=-1) * (theirs != 0).sum(axis=-1))
    return _ratio((ours * theirs).sum(axis=-1), untied)


def pairwise_accuracy(left: Floats, right: Floats) -> Floats:
    """Return the share of pairs, untied on the right, that both sides put in the same order, ties in none."""
    ours, theirs = _orders(left), _orders(right)
    share = _ratio(((ours == theirs) & (theirs != 0)).sum(axis=-1), (theirs != 0).sum(axis=-1))
    return np.asarray(np.where(np.isfinite(ours + theirs).all(axis=-1), share, np.nan))


def _orders(values: Floats) -> Floats:
    """Return for each pair along the last axis the sign of its difference; NaN sides make NaN."""
    first, second = np.triu_indices(values.shape[-1], k=1)
    return np.sign(values[..., first] - values[..., second])


def _ratio(part: Any, whole: Any) -> Floats:
    return np.asarray(np.where(whole > 0, part / np.where(whole > 0, whole, 1), np.nan))


def _moments(ours: Floats, theirs: Floats, both: Any) -> Floats:
    """Return for each segment what Pearson's r is made of, of shape ``(segments, 6)``."""
    # Off the mean first: sums of squares of numbers far from zero lose their digits.
    left = np.where(both, ours - ours[both].mean(), 0.0)
    right = np.where(both, theirs - theirs[both].mean(), 0.0)
    columns = (both.astype(float), left, right, left**2, right**2, left * right)
    return np.stack([column.sum(axis=0) for column in columns], axis=-1)


def _pearson_of(sums: Floats) -> Floats:
    number, left, right, left_squares, right_squares, both = sums.T
    spread = (number * left_squares - left**2) * (number * right_squares - right**2)
    return _ratio(number * both - left * right, np.sqrt(np.maximum(spread, 0.0)))


def _pairs(ours: Floats, theirs: Floats, both: Any) -> Floats:
    """Count for each segment pairs of its translations.

    :returns: of shape ``(segments, 4)``: in the same order by both, in opposite order, tied by the measure
        only, tied by people only.
    """
    counts = np.zeros((ours.shape[1], 4))
    for first in range(len(ours) - 1):
        there = both[first] & both[first + 1 :]
        left = np.where(there, np.sign(np.nan_to_num(ours[first + 1 :] - ours[first])), 0)
        right = np.where(there, np.sign(np.nan_to_num(theirs[first + 1 :] - theirs[first])), 0)
        product = left * right
        kinds = (product > 0, product < 0, there & (left == 0) & (right != 0), (left != 0) & (right == 0))
        counts += np.stack([kind.sum(axis=0) for kind in kinds], axis=-1)
    return counts
