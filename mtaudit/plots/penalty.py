"""The rule penalty of documents against that of their native reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.errors import UsageError
from mtaudit.plots.canvas import COLOURS, GREY, axes_for, numbers, require

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["penalty_against_control"]

_DOCUMENT, _CONTROL = "rule_penalty_per_100_words", "rule_penalty_control_per_100_words"
_MADE_BY = "the scores of documents that were audited with a native report"


def penalty_against_control(scores: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each document's rule penalty over its native report's; on the line both are equal.

    :param scores: a row a document, as ``to_frame("scores")`` or the ``scores.csv`` of a batch have it; rows
        without a native report are left out.
    :param ax: where to draw.
    :returns: the Axes.
    :raises UsageError: for a frame without these columns, or where no row has both.
    """
    require(scores, [_DOCUMENT, _CONTROL], _MADE_BY)
    own, control = numbers(scores[_DOCUMENT]), numbers(scores[_CONTROL])
    there = ~(np.isnan(own) | np.isnan(control))
    if not there.any():
        raise UsageError("no document has a native report beside it", mend=f"give {_MADE_BY}")
    own, control = own[there], control[there]
    axes = axes_for(ax, 5.2, 5.0)
    far = 1.08 * max(own.max(), control.max(), 1.0)
    axes.plot([0, far], [0, far], color=GREY, linestyle="--", linewidth=1, label="equal")
    for where, marker, colour, filled, told in (
        (own > control, "o", COLOURS[4], True, "document higher"),
        (own == control, "D", COLOURS[2], False, "both the same"),
        (own < control, "s", COLOURS[0], False, "native report higher"),
    ):
        if where.any():
            axes.plot(
                control[where], own[where], marker=marker, linestyle="none", markersize=7, color=colour,
                markerfacecolor=colour if filled else "white", clip_on=False,
                label=f"{told} ({where.sum()})",
            )  # fmt: skip
    axes.set_xlim(0, far)
    axes.set_ylim(0, far)
    axes.set_aspect("equal")
    axes.set_xlabel("rule penalty of the native report (per 100 words)")
    axes.set_ylabel("rule penalty of the document (per 100 words)")
    axes.legend(title=f"{there.sum()} of {len(scores)} documents")
    axes.grid(visible=True, color="0.9")
    axes.set_axisbelow(True)
    return axes
