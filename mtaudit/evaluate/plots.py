"""Plots of an evaluation: ROC, calibration, histogram of predictions, agreement with human scores.

The colours are blue and vermilion of Okabe and Ito 2008, *Color universal design*, which people with any
kind of colour blindness tell apart; line styles and hatches say the same without colour.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.errors import MissingExtraError
from mtaudit.reports.files import output_folder

if TYPE_CHECKING:
    import os

    from mtaudit.model.evaluation import Evaluation

__all__ = ["write_plots"]

_BLUE, _VERMILION, _GREY = "#0072B2", "#D55E00", "#595959"
#: No time and no version of the library in the files, so that the same data gives the same bytes.
_METADATA = {"Software": None}
_DPI = 150


def write_plots(evaluation: Evaluation, folder: str | os.PathLike[str]) -> list[Path]:
    """Draw what the data allows into PNG files, and return their paths.

    :param evaluation: what was computed.
    :param folder: made where it is not there.
    :raises MissingExtraError: where matplotlib is not installed.
    :raises UsageError: if the folder cannot be made.
    """
    try:
        # Figures are made without pyplot: no window, no state that a program of the user's may share.
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtraError("matplotlib, which draws plots,", "plots") from error
    target = output_folder(Path(folder))
    held = [
        (one.value, row.positive, row.score)
        for row, one in zip(evaluation.rows, evaluation.predictions, strict=True)
        if one.value is not None
    ]
    values = np.array([value for value, _, _ in held])
    drawn: dict[str, Any] = {}
    if evaluation.total.positives is not None:
        positive = np.array([label for _, label, _ in held], dtype=bool)
        drawn["roc"] = lambda axes: _roc(axes, values, positive)
        drawn["histogram"] = lambda axes: _histogram(axes, values, positive, evaluation.threshold)
    if evaluation.reliability:
        drawn["calibration"] = lambda axes: _calibration(axes, evaluation)
    if any(score is not None for _, _, score in held):
        pairs = np.array([(value, score) for value, _, score in held if score is not None])
        drawn["agreement"] = lambda axes: _agreement(axes, pairs)
    paths = []
    for name, draw in drawn.items():
        figure = Figure(figsize=(5, 4), layout="constrained")
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        draw(axes)
        axes.spines[["top", "right"]].set_visible(False)
        path = target / f"{name}.png"
        figure.savefig(path, dpi=_DPI, metadata=_METADATA)
        paths.append(path)
    return paths


def _roc(axes: Any, values: Any, positive: Any) -> None:
    order = np.argsort(-values, kind="stable")
    last = np.append(np.flatnonzero(np.diff(values[order])), len(values) - 1)
    hits, alarms = np.cumsum(positive[order])[last], np.cumsum(~positive[order])[last]
    axes.plot(
        np.append(0, alarms / max(alarms[-1], 1)), np.append(0, hits / max(hits[-1], 1)), color=_BLUE, lw=2
    )
    axes.plot([0, 1], [0, 1], color=_GREY, ls=":", lw=1)
    axes.set(
        xlabel="native texts called machine-translated", ylabel="machine translations found", title="ROC",
        xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal",
    )  # fmt: skip


def _histogram(axes: Any, values: Any, positive: Any, threshold: float | None) -> None:
    edges = np.histogram_bin_edges(values, bins=20)
    axes.hist(values[~positive], edges, color=_BLUE, alpha=0.6, label="native")
    outline = {"edgecolor": _VERMILION, "facecolor": "none", "hatch": "///"}
    axes.hist(values[positive], edges, label="machine-translated", **outline)
    if threshold is not None:
        axes.axvline(threshold, color=_GREY, ls="--", lw=1, label="threshold")
    axes.set(xlabel="prediction", ylabel="texts")
    axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=8)


def _calibration(axes: Any, evaluation: Evaluation) -> None:
    bins = evaluation.reliability
    axes.plot([0, 1], [0, 1], color=_GREY, ls=":", lw=1)
    axes.plot(
        [one.mean_prediction for one in bins], [one.positive for one in bins], color=_BLUE, marker="o", lw=1.5
    )
    for one in bins:
        axes.annotate(
            str(one.rows), (one.mean_prediction, one.positive), textcoords="offset points", xytext=(4, -10),
            fontsize=7, color=_GREY,
        )  # fmt: skip
    axes.set(
        xlabel="mean probability of a bin", ylabel="share that is machine-translated",
        title="Calibration (texts in each bin)", xlim=(-0.02, 1.02), ylim=(-0.02, 1.02), aspect="equal",
    )  # fmt: skip


def _agreement(axes: Any, pairs: Any) -> None:
    axes.scatter(pairs[:, 0], pairs[:, 1], s=8, alpha=0.4, color=_BLUE, edgecolors="none")
    axes.set(xlabel="prediction", ylabel="human score", title="Agreement with people")
