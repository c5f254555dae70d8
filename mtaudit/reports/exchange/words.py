"""What a finding says in a line, and how bad it is on the scales of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity

if TYPE_CHECKING:
    from mtaudit.model import Finding

__all__ = ["importance", "level", "told"]

_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def level(severity: Severity, *, house_style: bool) -> str:
    """Return the level that compilers and code hosts know: ``note``, ``warning`` or ``error``.

    :param severity: of a finding or of a rule.
    :param house_style: True is a note, whatever the severity: it fails nothing.
    """
    return "note" if house_style else _LEVELS[severity]


def importance(severity: Severity, confidence: float) -> float:
    """Return 0 to 100: severity decides, and among equals confidence.

    :param severity: how bad.
    :param confidence: how sure, 0 to 1.
    """
    return round(25 * (severity.rank + confidence), 2)


def told(finding: Finding) -> str:
    """Return the reason and the suggestion in one line of plain text, unescaped.

    :param finding: a finding.
    """
    match finding.suggestion:
        case None:
            return finding.message
        case "":
            return f"{finding.message} Suggestion: leave it out."
        case wording:
            return f"{finding.message} Suggestion: {wording}"
