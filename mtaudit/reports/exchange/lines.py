"""One line a finding, as compilers write them: ``FILE:LINE:COLUMN: LEVEL: REASON [CODE NAME]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.reports.exchange.places import Lines, shown_path
from mtaudit.reports.exchange.words import level, told
from mtaudit.reports.safe_text import safe_line

if TYPE_CHECKING:
    from mtaudit.reports.exchange.run import Run

__all__ = ["to_lines"]


def to_lines(run: Run) -> str:
    """Return the findings that count, in the order of the texts.

    :param run: the audits.
    """
    written = []
    for audited in run.audits:
        lines, path = Lines(audited.document.text), shown_path(audited.document)
        for finding in audited.report.findings:
            line, column = lines.place(finding.span.start)
            kind = level(finding.severity, house_style=finding.house_style)
            said = f"{told(finding)} [{finding.code} {finding.name}]"
            written.append(_safe(f"{path}:{line}:{column}: {kind}: {said}"))
    return "\n".join(written)


def _safe(line: str) -> str:
    # GitHub's runner takes ##[ for a command anywhere in a line that a step prints, and :: at its start.
    shown = safe_line(line).replace("##[", "##\\x5b")
    return f".{shown}" if shown.lstrip().startswith("::") else shown
