"""How many findings there are of each category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtaudit.errors import UsageError
from mtaudit.model import Severity
from mtaudit.plots.canvas import COLOURS, HATCHES, axes_for, require, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.axes import Axes

__all__ = ["findings_by_category"]

_MADE_BY = "report.to_frame('findings') or the findings.csv of a batch"


def findings_by_category(
    findings: pd.DataFrame,
    *,
    by: str | None = None,
    words: int | Mapping[str, int] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw findings by MQM category as bars, one bar for each value of a second column.

    Counts compare texts of one length only; with ``words`` the bars are rates.

    :param findings: a row a finding, with a column ``category``.
    :param by: a second column, such as ``severity``, ``document``, or a ``system`` that you added; of at most
        eight values.
    :param words: words of the text, or by value of ``by``.
    :param ax: where to draw.
    :returns: the Axes.
    :raises UsageError: for a column that is not there, too many values, or values without words.
    """
    require(findings, ["category", *([by] if by else [])], _MADE_BY)
    groups = _groups(findings[by]) if by else ["all"]
    if len(groups) > len(COLOURS):
        raise UsageError(f"{by} has {len(groups)} values", mend=f"keep at most {len(COLOURS)} of them")
    lengths = _lengths(words, groups)
    categories = list(findings["category"].value_counts().index)
    axes = axes_for(ax, 7.2, 1.2 + (0.16 + 0.15 * len(groups)) * len(categories))
    thick = 0.84 / len(groups)
    for number, group in enumerate(groups):
        own = findings if by is None else findings[findings[by].astype(str) == group]
        counts = own["category"].value_counts()
        values = [float(counts.get(name, 0)) for name in categories]
        if lengths:
            values = [1000 * value / lengths[group] for value in values]
        axes.barh(
            [place - 0.42 + thick * (number + 0.5) for place in range(len(categories))],
            values, height=thick, label=group, color=COLOURS[number], hatch=HATCHES[number],
            edgecolor="black", linewidth=0.4,
        )  # fmt: skip
    axes.set_yticks(range(len(categories)), categories)
    axes.set_ylim(len(categories) - 0.5, -0.5)
    axes.set_ylabel("MQM category")
    axes.set_xlabel("findings per 1,000 words" if lengths else "findings")
    if not lengths:
        whole_numbers(axes.xaxis)
    if by is not None:
        axes.legend(title=by, loc="lower right")
    axes.grid(visible=True, axis="x", color="0.9")
    axes.set_axisbelow(True)
    return axes


def _groups(column: pd.Series[Any]) -> list[str]:
    """Return the values in the order of the frame; severities mildest first."""
    values = [str(value) for value in column.dropna().drop_duplicates()]
    known = [severity.value for severity in Severity]
    return sorted(values, key=known.index) if set(values) <= set(known) else values


def _lengths(words: int | Mapping[str, int] | None, groups: list[str]) -> dict[str, int]:
    if words is None:
        return {}
    lengths = dict.fromkeys(groups, words) if isinstance(words, int) else {g: words.get(g, 0) for g in groups}
    for group, length in lengths.items():
        if length <= 0:
            raise UsageError(f"there are no words of {group!r}", mend="give a number above 0 for each")
    return lengths
