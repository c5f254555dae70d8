"""Figures about human scores: how predictions go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import kendalltau, rankdata

from mtaudit.evaluate.resampled import FEWEST_DOCUMENTS
from mtaudit.metrics.correlation import pearson
from mtaudit.model.evaluation import Figure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtaudit.evaluate.resampled import Resampler

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["correlation_figures"]


def _spearman(left: Floats, right: Floats) -> float:
    return float(pearson(rankdata(left), rankdata(right)))


def _kendall(left: Floats, right: Floats) -> float:
    # scipy's, for :func:`mtaudit.metrics.correlation.kendall` holds every pair of rows at once.
    return float(kendalltau(left, right).statistic) if len(set(left)) > 1 < len(set(right)) else np.nan


def _drawn(
    statistic: Callable[[Floats, Floats], float], left: Floats, right: Floats
) -> Callable[[Any], float]:
    return lambda rows: statistic(left[rows], right[rows])


_STATISTICS: dict[str, Callable[[Floats, Floats], float]] = {
    "pearson": lambda left, right: float(pearson(left, right)),
    "spearman": _spearman,
    "kendall": _kendall,
}


def correlation_figures(
    ours: Sequence[float], human: Sequence[float], documents: Sequence[str], resampler: Resampler
) -> Iterator[Figure]:
    """Yield Pearson's r, Spearman's rho and Kendall's tau-b over all rows.

    :param ours: predictions; nothing is yielded where all are the same.
    :param human: scores of people for the same rows.
    :param documents: the document of each row.
    :param resampler: makes intervals.
    """
    left, right = np.array(ours, dtype=float), np.array(human, dtype=float)
    count = len(set(documents))
    for name, statistic in _STATISTICS.items():
        if len(left) < 2 or not np.isfinite(statistic(left, right)):
            continue
        value, low, high = resampler.of_rows(len(left), documents, _drawn(statistic, left, right))
        if count < FEWEST_DOCUMENTS:
            low = high = None
        yield Figure(name, value, low, high, len(left), count)
