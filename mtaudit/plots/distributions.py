"""A document among native texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.errors import UsageError
from mtaudit.plots.canvas import COLOURS, axes_for, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

__all__ = ["round_trip_distribution"]


def round_trip_distribution(
    calibration: Sequence[float],
    value: float,
    *,
    control: float | None = None,
    measure: str = "surface stability (chrF++ of the round trip, 0 to 100)",
    ax: Axes | None = None,
) -> Axes:
    """Draw the round trips of native texts on one engine, and the document's place among them.

    :param calibration: the measure on native texts, a number each, on the same engine as the document's.
    :param value: the document's.
    :param control: the native report's, drawn beside it.
    :param measure: what was measured, with its unit: the label of the axis.
    :param ax: where to draw.
    :returns: the Axes.
    :raises UsageError: for no native texts, or a number that is not finite.
    """
    native = np.asarray(calibration, dtype=float)
    if native.ndim != 1 or not len(native):
        raise UsageError("the calibration has no values", mend="give one number for each native text")
    given = np.array([value] if control is None else [value, control])
    if not (np.isfinite(native).all() and np.isfinite(given).all()):
        raise UsageError("a number of the round trip is not finite", mend="leave what was not measured out")
    axes = axes_for(ax, 6.4, 3.6)
    axes.hist(native, bins="auto", color=COLOURS[3], edgecolor="white", label=f"{len(native)} native texts")
    axes.axvline(
        value, color=COLOURS[4], linewidth=2.2, label=f"document: {value:.3g}, {_place(native, value)}"
    )
    if control is not None:
        told = f"native report: {control:.3g}, {_place(native, control)}"
        axes.axvline(control, color=COLOURS[2], linewidth=1.6, linestyle="--", label=told)
    axes.set_xlabel(measure)
    axes.set_ylabel("native texts")
    whole_numbers(axes.yaxis)
    axes.legend(loc="lower left", bbox_to_anchor=(0, 1.01), borderaxespad=0, frameon=False)
    return axes


def _place(native: np.ndarray, value: float) -> str:
    """Say how many native texts lie below; of those equal to it half count."""
    below = np.mean(native < value) + np.mean(native == value) / 2
    return f"above {100 * below:.0f} % of them"
