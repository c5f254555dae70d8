"""Systems by one measure, with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.plots.canvas import COLOURS, GREY, MARKERS, axes_for
from mtaudit.reports.systems.words import measure_title, ranked_systems, score_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mtaudit.model.systems import Measure, SystemComparison

__all__ = ["score_intervals"]

_UNITS = {
    "bleu": "0 to 100",
    "chrf": "0 to 100",
    "chrfpp": "0 to 100",
    "ter": "edits per 100 words",
    "rule_penalty": "per 100 words",
}


def score_intervals(report: SystemComparison, measure: str | None = None, *, ax: Axes | None = None) -> Axes:
    """Draw every system's score by one measure with its 95 % interval, the best on top.

    Systems of one rank, which the paired tests do not tell apart, share a marker.

    :param report: what :func:`mtaudit.compare` returned.
    :param measure: its name in the report's ``scores`` table, ``chrfpp``; None takes the first.
    :param ax: where to draw.
    :returns: the Axes.
    :raises UsageError: for a measure that the report does not have.
    """
    by = _measure(report, measure)
    held = [one for name in ranked_systems(report, by) if (one := score_of(report, by.name, name))]
    axes = axes_for(ax, 6.4, 1.3 + 0.34 * len(held))
    for place, one in enumerate(held):
        sign = (one.rank or 1) - 1
        ends = None
        if one.ci_low is not None and one.ci_high is not None:
            ends = [[one.score - one.ci_low], [one.ci_high - one.score]]
        axes.errorbar(
            one.score, place, xerr=ends, color=COLOURS[sign % len(COLOURS)], ecolor=GREY,
            marker=MARKERS[sign % len(MARKERS)], markersize=7, capsize=3.5, linestyle="none",
        )  # fmt: skip
        if place and one.rank != held[place - 1].rank:
            axes.axhline(place - 0.5, color=GREY, linewidth=0.8, linestyle=":")
    ranked = any(one.rank is not None for one in held)
    axes.set_yticks(
        range(len(held)), [f"{one.system} ({one.rank})" if one.rank else one.system for one in held]
    )
    axes.set_ylim(len(held) - 0.5, -0.5)
    axes.set_ylabel("system (rank)" if ranked else "system")
    better = "higher is better" if by.higher_is_better else "lower is better"
    unit = f"{_UNITS[by.name]}, {better}" if by.name in _UNITS else better
    axes.set_xlabel(f"{measure_title(by.name)} ({unit}), with 95 % interval")
    axes.grid(visible=True, axis="x", color="0.9")
    axes.set_axisbelow(True)
    return axes


def _measure(report: SystemComparison, name: str | None) -> Measure:
    for measure in report.measures:
        if name in (None, measure.name):
            return measure
    names = ", ".join(measure.name for measure in report.measures)
    raise UsageError(f"the report has no measure {name!r}", mend=f"choose among {names}")
