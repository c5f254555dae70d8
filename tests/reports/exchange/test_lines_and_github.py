"""One line a finding, and GitHub's workflow commands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.model import Severity
from mtaudit.reports.exchange.github import to_github
from mtaudit.reports.exchange.lines import to_lines

if TYPE_CHECKING:
    from types import SimpleNamespace


class Command(NamedTuple):
    """What the runner makes of a line."""

    name: str
    properties: dict[str, str]
    data: str


def parse(line: str) -> Command | None:
    """Read a line as GitHub's runner does (``ActionCommand.TryParseV2``)."""
    line = line.lstrip()
    if not line.startswith("::") or (end := line.find("::", 2)) < 0:
        return None
    name, _, properties = line[2:end].partition(" ")
    pairs = (one.split("=", 1) for one in properties.split(",") if one)
    return Command(name, {k: unescape(v, ":,") for k, v in pairs}, unescape(line[end + 2 :], ""))


def unescape(value: str, more: str) -> str:
    for character in ("\r", "\n", *more, "%"):
        value = value.replace(f"%{ord(character):02X}", character)
    return value


def test_each_finding_is_a_line_that_editors_parse(exchange: SimpleNamespace) -> None:
    lines = to_lines(exchange.run(exchange.audited())).splitlines()
    assert len(lines) == len(exchange.spans)
    shape = r"news/harbour\.txt:(\d+):(\d+): (note|warning|error): .+ \[[A-Z]{3}\d{3} [a-z-]+\]"
    places = [re.fullmatch(shape, line).groups() for line in lines]
    # Columns are code points: the family before the first finding is five.
    assert places[0] == ("1", "22", "warning")
    assert places[3] == ("3", "1", "warning")


def test_each_finding_is_one_command_of_the_runner(exchange: SimpleNamespace) -> None:
    commands = [parse(line) for line in to_github(exchange.run(exchange.audited())).splitlines()]
    assert len(commands) == len(exchange.spans)
    severe = [["notice", "warning", "error"].index(command.name) for command in commands]
    assert severe == sorted(severe, reverse=True)
    one = next(c for c in commands if c.properties["title"] == "LOC001 indonesian-number-format")
    assert one.properties | {"title": ""} == {
        "file": "news/harbour.txt", "line": "4", "endLine": "4", "col": "10", "endColumn": "15", "title": "",
    }  # fmt: skip
    crossing = next(c for c in commands if c.properties["line"] != c.properties["endLine"])
    assert "col" not in crossing.properties


def test_article_text_injects_no_command(exchange: SimpleNamespace, hostile: str) -> None:
    for attack in (hostile, f"{hostile}\n::set-output name=a::b\r\n::stop-commands::x", "a,b:c%0A::error::d"):
        run = exchange.hostile(attack)
        commands = [parse(line) for line in to_github(run).split("\n")]
        assert [command.name for command in commands] == ["error", "error"]
        for command, finding in zip(commands, run.audits[0].report.findings, strict=True):
            assert command.properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
            assert command.properties["title"] == f"{finding.code} {finding.name}"
            assert "\n" not in command.data
            assert "\r" not in command.data
        lines = to_lines(run).split("\n")
        assert len(lines) == 2
        assert not any(parse(line) or "##[" in line for line in lines)
        assert not [c for c in "".join(lines) if not c.isprintable() and c not in "\u200c\u200d\u3000"]


def test_a_line_never_begins_as_a_command_does(exchange: SimpleNamespace) -> None:
    held = exchange.audited([exchange.spans[0]], source="::error ::x", message="##[add-mask]a")
    (line,) = to_lines(exchange.run(held)).splitlines()
    assert parse(line) is None
    assert "##\\x5badd-mask]a" in line


def test_a_long_message_is_cut(exchange: SimpleNamespace) -> None:
    held = exchange.audited([exchange.spans[0]], message="long " * 5000)
    command = parse(to_github(exchange.run(held)))
    assert command.data.endswith("…")
    assert len(command.data) == 1000


def test_what_github_does_not_show_is_counted(exchange: SimpleNamespace) -> None:
    held = exchange.audited([exchange.spans[0]] * 11 + [exchange.spans[4]] * 3)
    assert {f.severity for f in held.report.findings} == {Severity.MINOR, Severity.MAJOR}
    last = parse(to_github(exchange.run(held)).splitlines()[-1])
    assert (last.name, last.properties) == ("notice", {"title": "mtaudit"})
    assert last.data.startswith("11 warnings; GitHub shows 10 of a kind")


def test_no_findings_are_no_lines(exchange: SimpleNamespace) -> None:
    assert to_lines(exchange.run(exchange.audited([]))) == to_github(exchange.run()) == ""
