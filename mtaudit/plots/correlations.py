"""How scores of documents go together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.errors import UsageError
from mtaudit.plots.canvas import axes_for, colour_scale, numbers, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["score_correlations"]

#: What is correlated where nothing else is asked for: a column for each kind of score.
_COLUMNS = (
    "words",
    "findings",
    "rule_penalty_per_100_words",
    "reference_coverage_words",
    "reference_aligned_chrfpp",
    "reference_aligned_ter",
    "back_translation_stability_surface",
    "back_translation_stability_semantic",
    "likelihood_probability",
    "quality_score",
)
_FEWEST = 3
_MADE_BY = "the scores of several documents, such as the scores.csv of a batch"


def score_correlations(
    scores: pd.DataFrame, columns: Sequence[str] | None = None, *, ax: Axes | None = None
) -> Axes:
    """Draw Spearman's rank correlation of every two columns, over the rows that have both.

    :param scores: a row a document.
    :param columns: at least two columns of numbers; None takes one for each kind of score, those left out
        that fewer than three rows have or that are the same in all.
    :param ax: where to draw.
    :returns: the Axes; the image is in ``images[0]``.
    :raises UsageError: for a column that is not there, holds no numbers or does not vary, or fewer than two.
    """
    require(scores, columns or (), _MADE_BY)
    wanted = [name for name in _COLUMNS if name in scores.columns] if columns is None else list(columns)
    varying = [name for name in wanted if _varies(numbers(scores[name]))]
    if columns is not None and varying != wanted:
        left = next(name for name in wanted if name not in varying)
        raise UsageError(f"{left} has fewer than three values, or one value only", mend="leave it out")
    if len(varying) < 2:
        raise UsageError("there are no two columns that vary", mend=f"give {_MADE_BY}")
    held = scores[varying].astype(float)
    rank = held.corr(method="spearman", min_periods=_FEWEST).to_numpy()
    lower = np.tril(np.ones(rank.shape, dtype=bool), -1)[1:, :-1]
    shown = np.ma.array(rank[1:, :-1], mask=~lower | np.isnan(rank[1:, :-1]))
    axes = axes_for(ax, 3.4 + 0.6 * len(varying), 2.4 + 0.5 * len(varying))
    image = axes.imshow(shown, cmap="PuOr", vmin=-1, vmax=1, aspect="auto")
    for row, column in zip(*np.nonzero(lower), strict=True):
        value = rank[row + 1, column]
        dark = abs(value) > 0.65
        # The sign is written: in print the two ends of a diverging scale look alike.
        told = "-" if np.isnan(value) else f"{value:+.2f}".replace("-", "\N{MINUS SIGN}")
        axes.text(column, row, told, ha="center", va="center", fontsize=9, color="white" if dark else "black")
    words = [name.replace("_", " ").replace("chrfpp", "chrF++") for name in varying]
    axes.set_xticks(range(len(words) - 1), words[:-1], rotation=40, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(words) - 1), words[1:])
    axes.spines[:].set_visible(False)
    colour_scale(axes, image, f"Spearman's rank correlation ({len(held)} rows)")
    return axes


def _varies(values: np.ndarray) -> bool:
    there = values[~np.isnan(values)]
    return len(there) >= _FEWEST and bool(np.ptp(there) > 0)
