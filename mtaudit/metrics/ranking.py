"""Ranks of systems, with clusters of ties."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model.systems import Difference

__all__ = ["SIGNIFICANT", "ranks"]

#: Adjusted p-values below this tell two systems apart.
SIGNIFICANT = 0.05


def ranks(
    scores: Sequence[tuple[str, float]], differences: Sequence[Difference], *, higher_is_better: bool
) -> dict[str, int]:
    """Return the place of each system's cluster, 1 for the best.

    Systems stand in the order of their scores. A cluster ends where every system above is significantly
    better than every system below, as in the findings of WMT (Akhbardeh et al. 2021, *Findings of the 2021
    Conference on Machine Translation*, section on human evaluation).

    :param scores: systems with their scores by one measure.
    :param differences: of every pair of them, by the same measure.
    :param higher_is_better: False for a measure of errors.
    """
    known = [(name, score) for name, score in scores if not math.isnan(score)]
    ordered = [name for name, _ in sorted(known, key=lambda one: one[1], reverse=higher_is_better)]
    sign = 1 if higher_is_better else -1
    better = set()
    for one in differences:
        if one.adjusted_p_value < SIGNIFICANT and one.difference:
            pair = (one.system, one.baseline)
            better.add(pair if sign * one.difference > 0 else pair[::-1])
    place, found = 1, {}
    for index, name in enumerate(ordered):
        above, below = ordered[:index], ordered[index:]
        if index and all((upper, lower) in better for upper in above for lower in below):
            place += 1
        found[name] = place
    return found
