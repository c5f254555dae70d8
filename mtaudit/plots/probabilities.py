"""Probabilities held against what came true."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.errors import UsageError
from mtaudit.plots.canvas import COLOURS, GREY, axes_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = ["calibration_curve"]

#: Standard normal deviate of a 95 % interval.
_Z = 1.959964


def calibration_curve(
    labels: Sequence[bool | int],
    probabilities: Sequence[float],
    *,
    bins: int = 10,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share that came true over the probability that was given; on the line they are equal.

    Texts are put in order of their probability and cut into bins of the same number of texts. The bars are
    Wilson's 95 % intervals (Wilson 1927) of the share, as if texts were independent.

    :param labels: 1 or True for a text that is machine-translated.
    :param probabilities: 0 to 1, one for each.
    :param bins: how many groups of texts, at most as many as there are texts.
    :param ax: where to draw.
    :returns: the Axes.
    :raises UsageError: for none, for other labels or probabilities, for lengths that differ, or bins below 1.
    """
    true, given = np.asarray(labels, dtype=float), np.asarray(probabilities, dtype=float)
    _check(true, given, bins)
    order = np.argsort(given, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    means = np.array([given[part].mean() for part in parts])
    shares = np.array([true[part].mean() for part in parts])
    low, high = zip(*(_wilson(true[part].sum(), len(part)) for part in parts), strict=True)
    axes = axes_for(ax, 5.2, 5.0)
    axes.plot([0, 1], [0, 1], color=GREY, linestyle="--", linewidth=1, label="perfectly calibrated")
    sizes = {len(part) for part in parts}
    each = str(min(sizes)) if len(sizes) == 1 else f"{min(sizes)} or {max(sizes)}"
    axes.errorbar(
        means, shares, yerr=[shares - low, np.array(high) - shares], color=COLOURS[0], marker="o",
        markersize=7, capsize=3.5, linewidth=1, label=f"{len(parts)} bins of {each}",
    )  # fmt: skip
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_aspect("equal")
    axes.set_xlabel("probability given (mean of the bin, 0 to 1)")
    axes.set_ylabel("share machine-translated (0 to 1, with 95 % interval)")
    axes.legend(title=f"{len(order)} predictions")
    axes.grid(visible=True, color="0.9")
    axes.set_axisbelow(True)
    return axes


def _check(true: np.ndarray, given: np.ndarray, bins: int) -> None:
    if true.shape != given.shape or true.ndim != 1 or not len(true):
        raise UsageError(
            f"{true.size} labels and {given.size} probabilities", mend="give one of each for every text"
        )
    if not np.isin(true, (0, 1)).all():
        raise UsageError("a label is neither 0 nor 1", mend="give 1 for machine-translated, 0 for not")
    if not ((given >= 0) & (given <= 1)).all():
        raise UsageError("a probability is outside 0 to 1", mend="leave texts without one out")
    if bins < 1:
        raise UsageError(f"there are {bins} bins", mend="give 1 or more")


def _wilson(hits: float, count: int) -> tuple[float, float]:
    share, squared = hits / count, _Z**2 / count
    middle = (share + squared / 2) / (1 + squared)
    half = np.sqrt(share * (1 - share) * squared + squared**2 / 4) / (1 + squared)
    return min(share, middle - half), max(share, middle + half)
