"""Intervals and paired tests of differences between systems.

Paired bootstrap after Koehn 2004, *Statistical Significance Tests for Machine Translation Evaluation*;
approximate randomisation after Riezler and Maxwell 2005, *On Some Pitfalls in Automatic Evaluation and
Significance Testing for MT*. Both as sacrebleu 2.6.0 computes them, with its draws; it sums in 32 bits,
so that one resample in a great many falls on the other side of a difference.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.resampling import bootstrap_counts, interval, products, random_masks
from mtaudit.model.systems import Correction, Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.metrics.measured import Measured

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["Contrast", "adjusted", "contrasts", "paired_bootstrap", "paired_randomisation", "resampled"]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two systems by one measure.

    :param measured: the measure; its items are those that both systems have.
    :param system: number of a system in it.
    :param baseline: number of the one that it is held against.
    """

    measured: Measured
    system: int
    baseline: int

    @property
    def difference(self) -> float:
        """Score of the system minus that of the baseline."""
        return self.measured.totals[self.system] - self.measured.totals[self.baseline]

    @property
    def equal(self) -> bool:
        """True where the two have the same statistics, item by item."""
        statistics = self.measured.statistics
        return bool(np.array_equal(statistics[self.system], statistics[self.baseline]))


def contrasts(measured: Measured, baseline: str | None) -> list[Contrast]:
    """Return every pair of systems, or every system against a baseline; pairs without a common item not.

    :param measured: the measure.
    :param baseline: name of a system, or None.
    """
    count = len(measured.systems)
    if baseline is None:
        pairs = [(right, left) for left in range(count) for right in range(left + 1, count)]
    elif baseline in measured.systems:
        against = measured.systems.index(baseline)
        pairs = [(system, against) for system in range(count) if system != against]
    else:
        pairs = []
    found = [
        Contrast(measured, *pair) if measured.comparable(*pair) else Contrast(measured.pair(*pair), 0, 1)
        for pair in pairs
    ]
    return [one for one in found if one.measured.scored(one.system)]


def resampled(measures: Sequence[Measured], samples: int, seed: int) -> list[Floats]:
    """Return the scores of bootstrap resamples.

    :param measures: measures over the same items.
    :param samples: how many resamples.
    :param seed: of the draws, which are the same for all measures and systems.
    :returns: for each measure its scores, of shape ``(systems, resamples)``.
    """
    if not measures:
        return []
    chunks: list[list[Floats]] = [[] for _ in measures]
    for counts in bootstrap_counts(measures[0].items, samples, seed):
        for made, one in zip(chunks, measures, strict=True):
            made.append(one.scores(products(counts, one.statistics)))
    return [np.concatenate(made, axis=1) for made in chunks]


def paired_bootstrap(contrast: Contrast, scores: Floats) -> float:
    """Return the p-value of the paired bootstrap.

    sacrebleu counts resamples whose distance is above the mean distance by more than the real one. Where two
    systems are far apart that counts one tail only: about half of what randomisation gives.

    :param contrast: two systems.
    :param scores: resampled scores of the systems of its measure.
    """
    if contrast.equal:
        return 1.0
    apart = np.abs(scores[contrast.system] - scores[contrast.baseline])
    apart = apart[np.isfinite(apart)]
    if not len(apart):
        return 1.0
    return _p_value(int((apart - apart.mean() > abs(contrast.difference)).sum()), len(apart))


def paired_randomisation(pairs: Sequence[Contrast], trials: int, seed: int) -> list[float]:
    """Return the p-values of approximate randomisation.

    :param pairs: systems by measures over the same items.
    :param trials: how often systems change places, segment by segment.
    :param seed: of the draws, which are the same for all.
    """
    if not pairs:
        return []
    further = np.zeros(len(pairs), dtype=np.int64)
    grouped: defaultdict[int, list[int]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        grouped[id(pair.measured)].append(number)
    for masks in random_masks(pairs[0].measured.items, trials, seed):
        weights = masks.astype(np.float32)
        for numbers in grouped.values():
            measured = pairs[numbers[0]].measured
            taken = products(weights, measured.statistics)
            totals = measured.statistics.sum(axis=1, dtype=np.float64)
            for number in numbers:
                further[number] += _further(pairs[number], taken, totals)
    return [
        1.0 if pair.equal else _p_value(int(count), trials)
        for pair, count in zip(pairs, further, strict=True)
    ]


def _further(pair: Contrast, taken: Floats, totals: Floats) -> int:
    """Count the trials that put the two systems further apart than they are."""
    system, baseline, scores = pair.system, pair.baseline, pair.measured.scores
    both = totals[system] + totals[baseline]
    mixed = taken[baseline] + (totals[system] - taken[system])
    # The two as they are come last, through the same arithmetic: a trial that changes nothing is no further.
    mixed = np.concatenate((mixed, totals[[baseline]]))
    apart = np.abs(scores(mixed) - scores(both - mixed))
    return int((apart[:-1] > apart[-1]).sum())


def _p_value(further: int, trials: int) -> float:
    return (further + 1) / (trials + 1)


def adjusted(p_values: Sequence[float], correction: Correction) -> list[float]:
    """Correct p-values for their number.

    :param p_values: of all pairs of a measure.
    :param correction: Holm 1979 holds the chance of any false difference, Benjamini and Hochberg 1995 the
        share of false ones.
    """
    if correction is Correction.NONE or not p_values:
        return list(p_values)
    if correction is Correction.BENJAMINI_HOCHBERG:
        from scipy.stats import false_discovery_control

        return [float(value) for value in false_discovery_control(p_values, method="bh")]
    values, order = np.asarray(p_values), np.argsort(p_values, kind="stable")
    steps = np.maximum.accumulate(values[order] * np.arange(len(values), 0, -1))
    corrected = np.empty(len(values))
    corrected[order] = np.minimum(steps, 1.0)
    return [float(value) for value in corrected]


def differences(
    pairs: Sequence[Contrast],
    p_values: Sequence[float],
    scores: Iterable[Floats],
    correction: Correction,
    fewest: int,
) -> list[Difference]:
    """Put together what is known of each pair of systems by one measure.

    :param pairs: the pairs.
    :param p_values: theirs.
    :param scores: for each pair the resampled scores of its measure.
    :param correction: for the number of pairs.
    :param fewest: items from which there is an interval.
    """
    made = []
    corrected = adjusted(p_values, correction)
    for pair, p_value, fair, drawn in zip(pairs, p_values, corrected, scores, strict=True):
        low = high = None
        if pair.measured.scored(pair.system) >= fewest:
            low, high = interval(drawn[pair.system] - drawn[pair.baseline])
        names = pair.measured.systems
        made.append(
            Difference(
                pair.measured.measure.name,
                names[pair.system],
                names[pair.baseline],
                pair.difference,
                low,
                high,
                p_value,
                fair,
            )
        )
    return made
