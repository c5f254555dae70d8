"""``mtaudit check``, and the formats of both commands, on real texts."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from mtaudit.cli.audit import Format
from mtaudit.cli.exchange import ExchangeFormat
from mtaudit.reports.exchange import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Outcome

    Run = Callable[..., Outcome]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def check(run: Run) -> Run:
    return lambda *arguments, **more: run("check", *arguments, "--select", "FLU001,FLU003,HOU", **more)


@pytest.fixture
def folder(harbour: Path, tmp_path: Path) -> Path:
    """Two folders with a text of one name each."""
    for name in ("north", "south"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "harbour.txt").write_bytes(harbour.read_bytes())
    return tmp_path


def test_both_commands_offer_every_format() -> None:
    assert set(ExchangeFormat) == set(FORMATS)
    assert set(ExchangeFormat) < set(Format)


def test_a_line_a_finding_and_a_summary(check: Run, harbour: Path) -> None:
    outcome = check("harbour.txt", "native.txt")
    assert outcome.code == 1
    assert [re.sub(": warning: .+ \\[", " [", line) for line in outcome.out.splitlines()] == [
        "harbour.txt:1:55 [FLU003 repeated-word]",
        "harbour.txt:3:72 [FLU001 double-determiner]",
    ]
    assert outcome.err == "mtaudit: texts 2, findings 2, suppressed 0\n"
    assert check("native.txt", "-q") == check("-", "-q", stdin=(harbour.parent / "native.txt").read_bytes())


def test_only_new_findings_fail(check: Run, folder: Path) -> None:
    texts = ("north/harbour.txt", "south/harbour.txt")
    assert check(*texts, "--write-baseline", "known.json", "--quiet").code == 1
    assert check(*texts, "--baseline", "known.json").code == 0
    north = folder / "north" / "harbour.txt"
    north.write_text(north.read_text().replace("another pier", "another another pier"))
    outcome = check(*texts, "--baseline", "known.json")
    assert outcome.code == 1
    (line,) = outcome.out.splitlines()
    assert line.startswith("north/harbour.txt:3:111: warning: “another”")


@pytest.mark.usefixtures("folder")
def test_the_same_finding_in_another_folder_is_new(check: Run) -> None:
    check("north/harbour.txt", "--write-baseline", "known.json", "--quiet")
    outcome = check("north/harbour.txt", "south/harbour.txt", "--baseline", "known.json")
    assert {line.partition(":")[0] for line in outcome.out.splitlines()} == {"south/harbour.txt"}


def test_house_style_and_what_is_milder_than_asked_fail_nothing(check: Run, harbour: Path) -> None:
    assert check("harbour.txt", "--fail-on", "major").code == 0
    harbour.write_text('"The road is open again", the mayor said on Tuesday in the town hall.\n')
    outcome = check("harbour.txt")
    assert outcome.code == 0
    assert outcome.out.startswith("harbour.txt:1:24: note: ")


def test_a_text_that_cannot_be_read_stops_no_other(check: Run, harbour: Path, texts: dict[str, str]) -> None:
    (harbour.parent / "id.txt").write_text(texts["indonesian"], encoding="utf-8")
    outcome = check("none.txt", "id.txt", "harbour.txt", "--quiet")
    assert outcome.code == 2
    assert len(outcome.out.splitlines()) == 2
    first, second = outcome.err.splitlines()
    assert first == "mtaudit: none.txt: there is no such file; check the path"
    assert second.startswith("mtaudit: id.txt: ")


def test_a_file_is_written_as_stdout_would_be(check: Run, harbour: Path) -> None:
    printed = check("harbour.txt", "--format", "xliff", "--quiet")
    assert (printed.code, printed.err) == (1, "")
    assert printed.out.endswith("</xliff>\n")
    written = check("harbour.txt", "--format", "xliff", "--quiet", "--output", "report")
    assert (written.code, written.out, written.err) == (1, "", "")
    assert (harbour.parent / "report").read_text(encoding="utf-8") == printed.out


def test_audit_writes_them_too_with_the_native_report(audit: Run, harbour: Path) -> None:
    outcome = audit(harbour, "--reference", "native.txt", "--format", "sarif", "--fail-on", "minor")
    assert (outcome.code, outcome.err) == (1, "")
    (run,) = json.loads(outcome.out)["runs"]
    assert [held["location"]["uri"] for held in run["artifacts"]] == ["harbour.txt", "native.txt"]
    assert run["invocations"][0]["exitCode"] == 1


def test_sarif_of_real_texts_points_at_their_words(check: Run, folder: Path) -> None:
    texts = ("north/harbour.txt", "south/harbour.txt")
    (folder / "south" / "harbour.txt").write_bytes(
        b"\xef\xbb\xbf" + (folder / "south" / "harbour.txt").read_bytes().replace(b"\n", b"\r\n")
    )
    (run,) = json.loads(check(*texts, "--format", "sarif").out)["runs"]
    assert len(run["results"]) == 4
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        content = (folder / place["artifactLocation"]["uri"]).read_bytes().decode("utf-8-sig")
        region = place["region"]
        cut = content[region["charOffset"] :][: region["charLength"]]
        assert cut == region["snippet"]["text"]
        line = content.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == cut
    assert run["invocations"][0]["exitCode"] == 1


def test_fingerprints_stay_when_the_text_changes_elsewhere(check: Run, harbour: Path) -> None:
    def marks() -> list[str]:
        (run,) = json.loads(check("harbour.txt", "--format", "sarif").out)["runs"]
        return [result["fingerprints"]["mtaudit/v1"] for result in run["results"]]

    before = marks()
    harbour.write_text("Rain fell over the town on Monday.\r\n\r\n" + harbour.read_text(), newline="")
    assert marks() == before
    harbour.write_text(harbour.read_text().replace("the the old pier", "the the new pier"))
    assert marks() != before


def test_a_comment_suppresses_in_the_source_and_a_baseline_outside(check: Run, harbour: Path) -> None:
    check("harbour.txt", "--write-baseline", "known.json", "--quiet")
    harbour.write_text("<!-- mtaudit: ignore FLU003 -->\n" + harbour.read_text())
    outcome = check("harbour.txt", "--baseline", "known.json", "--format", "sarif")
    assert outcome.code == 0
    results = json.loads(outcome.out)["runs"][0]["results"]
    kinds = {r["ruleId"]: r["suppressions"][0]["kind"] for r in results}
    assert kinds == {"FLU003": "inSource", "FLU001": "external"}
    outcome = check("harbour.txt", "--baseline", "known.json", "--format", "sarif", "--only-new")
    assert json.loads(outcome.out)["runs"][0]["results"] == []


def test_the_hook_calls_a_command_that_is_there(run: Run) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, command = hook["entry"].split()
    assert (program, run(command, "--help").code) == ("mtaudit", 0)
    assert hook["require_serial"] is True
    assert re.search(hook["files"], "news/a.txt")
