"""A measure as statistics that add up, which is all that resampling needs of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.model.systems import Measure

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Measured", "measured_values"]


@dataclass(frozen=True, slots=True)
class Measured:
    """What a measure says of systems, item by item; items are segments, or documents.

    :param measure: the measure.
    :param systems: names of the systems that it was made for.
    :param statistics: of shape ``(systems, items, statistics)``; zeros where there is no value.
    :param scores: turns sums of statistics, on the last axis, into scores.
    :param totals: scores over all items, one a system.
    :param present: of shape ``(systems, items)``, False where there is no value; None where none is missing.
    :param item_scores: turns the statistics of single items into scores; None is the same as ``scores``.
    """

    measure: Measure
    systems: tuple[str, ...]
    statistics: Array
    scores: Callable[[Array], Array]
    totals: tuple[float, ...]
    present: Array | None = None
    item_scores: Callable[[Array], Array] | None = None

    @property
    def items(self) -> int:
        """How many segments or documents there are."""
        return int(self.statistics.shape[1])

    def scored(self, system: int) -> int:
        """Return how many items of a system have a value."""
        return self.items if self.present is None else int(self.present[system].sum())

    def values(self) -> Array:
        """Return the scores of items, of shape ``(systems, items)``, NaN where there is none."""
        return (self.item_scores or self.scores)(self.statistics)

    def with_values(self) -> Measured:
        """Return the measure without systems that have no value at all."""
        if self.present is None or self.present.any(axis=1).all():
            return self
        kept = np.flatnonzero(self.present.any(axis=1)).tolist()
        return replace(
            self,
            systems=tuple(self.systems[i] for i in kept),
            statistics=self.statistics[kept],
            totals=tuple(self.totals[i] for i in kept),
            present=self.present[kept],
        )

    def pair(self, left: int, right: int) -> Measured:
        """Return two systems by the items that both have a value of.

        :param left: number of a system.
        :param right: number of the other.
        """
        chosen = (left, right)
        names = tuple(self.systems[i] for i in chosen)
        statistics, present = self.statistics[[*chosen]], self.present
        if present is None:
            return replace(
                self, systems=names, statistics=statistics, totals=tuple(self.totals[i] for i in chosen)
            )
        both = present[left] & present[right]
        statistics = statistics * both[:, None]
        totals = tuple(self.scores(statistics.sum(axis=1)).tolist())
        return replace(
            self, systems=names, statistics=statistics, totals=totals, present=np.stack((both, both))
        )

    def comparable(self, left: int, right: int) -> bool:
        """Tell whether two systems have values of the same items."""
        return self.present is None or bool((self.present[left] == self.present[right]).all())

    def summed(self, groups: Sequence[int], count: int) -> Measured:
        """Return the measure by groups of items, such as documents.

        :param groups: number of the group of each item.
        :param count: how many groups there are.
        """
        numbers = np.asarray(groups)
        sums = np.zeros((count, *self.statistics[:, 0].shape), dtype=self.statistics.dtype)
        np.add.at(sums, numbers, self.statistics.swapaxes(0, 1))
        present = None
        if self.present is not None:
            present = np.zeros((count, len(self.systems)), dtype=bool)
            np.logical_or.at(present, numbers, self.present.T)
        return replace(
            self,
            statistics=sums.swapaxes(0, 1),
            present=None if present is None else present.T,
            item_scores=None,
        )


def measured_values(
    measure: Measure,
    systems: Sequence[tuple[str, Sequence[float | None]]],
    scores: Callable[[Array], Array],
) -> Measured:
    """Make a measure of values that are averaged, one a segment or None.

    :param measure: the measure.
    :param systems: names with their values, all as many.
    :param scores: takes the sum of the values and their number.
    """
    values = np.array([[np.nan if one is None else one for one in own] for _, own in systems], dtype=float)
    present = ~np.isnan(values)
    statistics = np.stack((np.where(present, values, 0.0), present.astype(float)), axis=-1)
    totals = tuple(scores(statistics.sum(axis=1)).tolist())
    names = tuple(name for name, _ in systems)
    return Measured(measure, names, statistics, scores, totals, None if present.all() else present)
