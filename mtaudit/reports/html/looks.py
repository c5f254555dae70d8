"""How the page sorts findings: by severity where they weigh, else into what to check and what is style."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mtaudit.model import Severity

if TYPE_CHECKING:
    from mtaudit.model import Finding

__all__ = ["Look", "look_of"]


class Look(StrEnum):
    """What a finding asks of a reader, the least first."""

    STYLE = "style"
    CHECK = "check"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Place in this order, 0 for style."""
        return list(Look).index(self)

    @property
    def weighs(self) -> bool:
        """Whether it is a fault, which the rule penalty counts."""
        return self not in (Look.STYLE, Look.CHECK)


def look_of(finding: Finding) -> Look:
    """Return what a finding asks: mend a fault, check a difference from the native report, or nothing.

    :param finding: the finding.
    """
    if finding.severity is not Severity.NEUTRAL and not finding.house_style:
        return Look(finding.severity)
    return Look.STYLE if finding.reference_span is None or finding.house_style else Look.CHECK
