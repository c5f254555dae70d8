"""Figures about labels: how well predictions separate, what a threshold costs, calibration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import rankdata

from mtaudit.evaluate.resampled import FEWEST_DOCUMENTS
from mtaudit.model.evaluation import Figure, ReliabilityBin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.evaluate.resampled import Resampler
    from mtaudit.model.evaluation import LabelledText, Prediction

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["BINS", "auc", "is_probability", "label_figures", "reliability"]

#: Bins of equal width that the calibration error is taken over.
BINS = 10


def auc(values: Floats, positive: Any) -> float:
    """Return the share of pairs of a positive and a negative row that are in the right order, ties half.

    :param values: predictions.
    :param positive: labels; NaN comes back where one class is missing.
    """
    positives = int(positive.sum())
    negatives = len(positive) - positives
    if not positives or not negatives:
        return float("nan")
    ranks = rankdata(values)[positive].sum()
    return float((ranks - positives * (positives + 1) / 2) / (positives * negatives))


def is_probability(predictions: Sequence[Prediction]) -> bool:
    """Tell whether every prediction is from 0 to 1."""
    return all(one.value is None or 0 <= one.value <= 1 for one in predictions)


def label_figures(
    rows: Sequence[LabelledText],
    predictions: Sequence[Prediction],
    resampler: Resampler,
    *,
    decides: bool,
    probability: bool,
) -> Iterator[Figure]:
    """Yield the figures about labels that the rows allow.

    :param rows: rows with labels.
    :param predictions: one a row.
    :param resampler: makes intervals.
    :param decides: True where predictions call texts positive, negative or undecided.
    :param probability: True where they are probabilities.
    """
    documents = [row.document for row in rows]
    positive = np.array([bool(row.positive) for row in rows], dtype=bool)
    there = np.array([one.value is not None for one in predictions], dtype=bool)
    values = np.array([0.0 if one.value is None else one.value for one in predictions])
    known = _kept(documents, there)
    if positive[there].any() and not positive[there].all():
        own, labels = values[there], positive[there]
        found = resampler.of_rows(len(own), known, lambda drawn: auc(own[drawn], labels[drawn]))
        yield _figure("auc", found, len(own), _fewest(known, [labels, ~labels]))
    if decides:
        yield from _decisions(positive, predictions, documents, resampler)
    if probability and there.any():
        columns = _calibration_columns(values[there], positive[there])
        for name, statistic in (("calibration_error", _calibration_error), ("brier", _brier)):
            found = resampler.of_sums(columns, known, statistic)
            yield _figure(name, found, len(known), len(set(known)))


def _kept(documents: Sequence[str], mask: Any) -> list[str]:
    return [name for name, kept in zip(documents, mask, strict=True) if kept]


def _fewest(documents: Sequence[str], classes: Sequence[Any]) -> int:
    return min(len(set(_kept(documents, mask))) for mask in classes)


def _figure(name: str, found: tuple[float, float | None, float | None], rows: int, documents: int) -> Figure:
    value, low, high = found
    if documents < FEWEST_DOCUMENTS:
        low = high = None
    return Figure(name, value, low, high, rows, documents)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.asarray(np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan))


def _decisions(
    positive: Any, predictions: Sequence[Prediction], documents: Sequence[str], resampler: Resampler
) -> Iterator[Figure]:
    """Yield what follows from calling texts positive: undecided ones are neither right nor called."""
    called = np.array([one.called is True for one in predictions], dtype=bool)
    decided = np.array([one.called is not None for one in predictions], dtype=bool)
    right = decided & (called == positive)
    everything = np.ones(len(positive), dtype=bool)
    shares: tuple[tuple[str, Any, Any], ...] = (
        ("accuracy", right, decided),
        ("detection_rate", called & positive, positive),
        ("false_alarm_rate", called & ~positive, ~positive),
        ("undecided", ~decided, everything),
    )
    for name, part, whole in shares:
        if whole.any():
            columns = np.stack((part, whole), axis=1).astype(float)
            found = resampler.of_sums(columns, documents, lambda sums: _ratio(sums[:, 0], sums[:, 1]))
            yield _figure(name, found, int(whole.sum()), _fewest(documents, [whole]))
        if name == "accuracy":
            yield from _balanced(right, decided, positive, documents, resampler)


def _balanced(
    right: Any, decided: Any, positive: Any, documents: Sequence[str], resampler: Resampler
) -> Iterator[Figure]:
    ours, theirs = decided & positive, decided & ~positive
    if not ours.any() or not theirs.any():
        return
    columns = np.stack((right & positive, ours, right & ~positive, theirs), axis=1).astype(float)
    found = resampler.of_sums(
        columns,
        documents,
        lambda sums: (_ratio(sums[:, 0], sums[:, 1]) + _ratio(sums[:, 2], sums[:, 3])) / 2,
    )
    yield _figure("balanced_accuracy", found, int(decided.sum()), _fewest(documents, [ours, theirs]))


def _bin_of(values: Floats) -> Any:
    return np.minimum((values * BINS).astype(int), BINS - 1)


def _calibration_columns(values: Floats, positive: Any) -> Floats:
    """Return for each row its bin's gap between prediction and label, its squared error, and a one."""
    columns = np.zeros((len(values), BINS + 2))
    columns[np.arange(len(values)), _bin_of(values)] = values - positive
    columns[:, BINS] = (values - positive) ** 2
    columns[:, BINS + 1] = 1
    return columns


def _calibration_error(sums: Floats) -> Floats:
    """Return the gap between mean prediction and share of positives, bins weighed by their rows."""
    return np.asarray(np.abs(sums[:, :BINS]).sum(axis=1) / sums[:, BINS + 1])


def _brier(sums: Floats) -> Floats:
    return np.asarray(sums[:, BINS] / sums[:, BINS + 1])


def reliability(
    rows: Sequence[LabelledText], predictions: Sequence[Prediction]
) -> tuple[ReliabilityBin, ...]:
    """Return the bins that hold any row.

    :param rows: rows with labels.
    :param predictions: probabilities, one a row.
    """
    pairs = [
        (one.value, bool(row.positive))
        for row, one in zip(rows, predictions, strict=True)
        if one.value is not None
    ]
    values = np.array([value for value, _ in pairs])
    positive = np.array([label for _, label in pairs], dtype=float)
    found = []
    places = _bin_of(values)
    for place in range(BINS):
        own = places == place
        if own.any():
            mean, share = float(values[own].mean()), float(positive[own].mean())
            found.append(ReliabilityBin(place / BINS, (place + 1) / BINS, int(own.sum()), mean, share))
    return tuple(found)
