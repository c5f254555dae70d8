"""Findings as a report holds them: a tuple that notebooks show as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsIndex, overload

if TYPE_CHECKING:
    from mtaudit.model import Finding

__all__ = ["Findings"]


class Findings(tuple["Finding", ...]):
    """Findings in the order of their spans."""

    __slots__ = ()

    @overload
    def __getitem__(self, place: SupportsIndex) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Findings: ...
    def __getitem__(self, place: SupportsIndex | slice) -> Finding | Findings:
        """Return one finding, or findings for a slice, which notebooks show alike."""
        if isinstance(place, slice):
            return Findings(super().__getitem__(place))
        return super().__getitem__(place)

    def _repr_html_(self) -> str:
        from mtaudit.reports.html.notebook import findings_html

        return findings_html(self)
