"""A comparison of systems with its renderings."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Literal, Self

from mtaudit.model.systems import SystemComparison

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SystemReport"]


class SystemReport(SystemComparison):
    """Everything that comparing systems yields, and the ways to write it.

    Its fields are those of :class:`mtaudit.model.systems.SystemComparison`.
    """

    __slots__ = ()

    @classmethod
    def of(cls, comparison: SystemComparison) -> Self:
        """Return the report of a comparison.

        :param comparison: what was computed.
        """
        return cls(**{field.name: getattr(comparison, field.name) for field in fields(comparison)})

    def to_dict(self) -> dict[str, Any]:
        """Return the report as its JSON contract lays it out, in plain containers."""
        from mtaudit.reports.systems.json import comparison_to_dict

        return comparison_to_dict(self)

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the report as JSON; the schema is ``mtaudit/reports/schema``.

        :param indent: spaces for each level, or None for one line.
        """
        from mtaudit.reports.systems.json import comparison_to_json

        return comparison_to_json(self, indent=indent)

    def to_frame(
        self, table: Literal["scores", "differences", "segments", "documents", "correlations"] = "scores"
    ) -> pd.DataFrame:
        """Return one of the report's tables as a pandas frame with stable columns and dtypes.

        :param table: ``scores`` (a row a measure and system), ``differences`` (a row a measure and pair),
            ``segments`` and ``documents`` (a row a system, segment or document, and measure; empty unless
            they were asked for), ``correlations`` (with human scores).
        :raises UsageError: for any other table.
        """
        from mtaudit.reports.systems.rows import comparison_frame

        return comparison_frame(self, table)

    def to_latex(self) -> str:
        """Return the scores as a LaTeX table with rules of booktabs."""
        from mtaudit.reports.systems.latex import comparison_to_latex

        return comparison_to_latex(self)

    def _repr_html_(self) -> str:
        from mtaudit.reports.html.notebook import systems_html

        return systems_html(self)
