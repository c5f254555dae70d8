"""GitHub annotations: workflow commands that a step prints and that show beside the changed lines.

Syntax and escapes are those of the runner (``ActionCommand.cs`` in actions/runner): a line that begins with
``::``, properties parted by commas, ``%``, line ends, ``:`` and ``,`` as ``%25``, ``%0D``, ``%0A``, ``%3A``
and ``%2C``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mtaudit.reports.exchange.places import Lines, shown_path
from mtaudit.reports.exchange.words import level, told
from mtaudit.reports.safe_text import safe_line

if TYPE_CHECKING:
    from mtaudit.model import Finding
    from mtaudit.reports.exchange.run import Run

__all__ = ["to_github"]

_COMMANDS = {"note": "notice", "warning": "warning", "error": "error"}
#: Annotations of each kind that GitHub shows for a step (limits of workflow commands in its documentation).
_SHOWN = 10
#: Most code points of a message; a suggestion may repeat a sentence of the article.
_LONGEST = 1000


def to_github(run: Run) -> str:
    """Return a command a finding that counts, the worst first: GitHub shows the first ten of a kind.

    :param run: the audits.
    """
    written = []
    for audited in run.audits:
        lines, path = Lines(audited.document.text), shown_path(audited.document)
        for finding in audited.report.findings:
            kind = _COMMANDS[level(finding.severity, house_style=finding.house_style)]
            worth = -1 if finding.house_style else finding.severity.rank
            command = f"::{kind} {_properties(finding, path, lines)}::{_message(finding)}"
            written.append((worth, kind, command))
    written.sort(key=lambda one: -one[0])
    counts = Counter(kind for _, kind, _ in written)
    left = [f"{count} {kind}s" for kind, count in counts.items() if count > _SHOWN]
    commands = [command for _, _, command in written]
    if left:
        commands.append(
            f"::notice title=mtaudit::{' and '.join(left)}; GitHub shows {_SHOWN} of a kind, the log has all"
        )
    return "\n".join(commands)


def _properties(finding: Finding, path: str, lines: Lines) -> str:
    (line, column), (end_line, end_column) = map(lines.place, (finding.span.start, finding.span.end))
    properties: dict[str, object] = {"file": path, "line": line, "endLine": end_line}
    if line == end_line:
        # The runner drops columns of what spans lines.
        properties |= {"col": column, "endColumn": end_column}
    properties["title"] = f"{finding.code} {finding.name}"
    return ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())


def _message(finding: Finding) -> str:
    said = safe_line(told(finding))
    return _data(said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…")


def _property(value: str) -> str:
    return _data(safe_line(value)).replace(":", "%3A").replace(",", "%2C")


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
