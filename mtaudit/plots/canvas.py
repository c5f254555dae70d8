"""What the plots share: the Axes, signs that survive print, and columns of frames as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.image import AxesImage
    from numpy.typing import NDArray

__all__ = [
    "COLOURS",
    "GREY",
    "HATCHES",
    "MARKERS",
    "axes_for",
    "colour_scale",
    "numbers",
    "require",
    "whole_numbers",
]

#: Okabe and Ito 2008, *Color Universal Design*; in an order in which neighbours differ in lightness.
COLOURS = ("#0072B2", "#E69F00", "#000000", "#56B4E9", "#D55E00", "#F0E442", "#009E73", "#CC79A7")
HATCHES = ("", "////", "", "....", "\\\\\\\\", "", "xxxx", "++")
MARKERS = ("o", "s", "D", "^", "v", "P", "X", "*")
GREY = "0.45"


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the Axes to draw into.

    :param ax: those of the caller; None makes a figure.
    :param width: of that figure, in inches.
    :param height: of that figure, in inches.
    :raises MissingExtraError: where matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("matplotlib", "plots") from error
    # Figure itself rather than pyplot's: no window, no list of open figures.
    return Figure(figsize=(width, height), layout="constrained").add_subplot() if ax is None else ax


def require(frame: pd.DataFrame, names: Sequence[str], made_by: str) -> None:
    """Refuse a frame that lacks columns or rows.

    :param frame: what was given.
    :param names: columns that it needs.
    :param made_by: where a frame comes from that has them.
    :raises UsageError: for a column that is not there, or no rows.
    """
    for name in names:
        if name not in frame.columns:
            raise UsageError(f"the frame has no column {name!r}", mend=f"give {made_by}")
    if not len(frame):
        raise UsageError("the frame has no rows", mend=f"give {made_by} with something in it")


def numbers(column: pd.Series[Any]) -> NDArray[np.float64]:
    """Return a column as floats; what is absent is NaN.

    :param column: numbers of any type.
    :raises UsageError: for a column that holds something else.
    """
    try:
        return column.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise UsageError(f"the column {column.name!r} holds no numbers", mend="choose another") from error


def whole_numbers(axis: Axis) -> None:
    """Put ticks at whole numbers only.

    :param axis: of counts or indices.
    """
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True))


def colour_scale(axes: Axes, image: AxesImage, label: str) -> None:
    """Draw beside the Axes what the colours of an image mean.

    :param axes: that the image is in.
    :param image: with its colour map and limits.
    :param label: what is measured, with its unit.
    """
    figure = axes.get_figure(root=True)
    if figure is not None:
        figure.colorbar(image, ax=axes, label=label, shrink=0.8)
