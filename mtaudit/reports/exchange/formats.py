"""The formats by their names."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.reports.exchange.esa import to_esa
from mtaudit.reports.exchange.github import to_github
from mtaudit.reports.exchange.lines import to_lines
from mtaudit.reports.exchange.mqm import to_mqm
from mtaudit.reports.exchange.ratings import to_ratings
from mtaudit.reports.exchange.sarif import to_sarif
from mtaudit.reports.exchange.wmt import to_wmt
from mtaudit.reports.exchange.xliff import to_xliff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mtaudit.reports.exchange.run import Run

__all__ = ["FORMATS", "render"]

#: What writes each format: one text for any number of audits.
FORMATS: Mapping[str, Callable[[Run], str]] = MappingProxyType(
    {
        "lines": to_lines,
        "github": to_github,
        "sarif": to_sarif,
        "mqm": to_mqm,
        "esa": to_esa,
        "mt-metrics-eval": to_ratings,
        "wmt": to_wmt,
        "xliff": to_xliff,
    }
)


def render(name: str, run: Run) -> str:
    """Return audits in a format, without a line end at the end.

    :param name: one of :data:`FORMATS`.
    :param run: the audits.
    :raises UsageError: for any other name.
    """
    if name not in FORMATS:
        raise UsageError(f"there is no format {name!r}", mend=f"choose among {', '.join(FORMATS)}")
    return FORMATS[name](run)
