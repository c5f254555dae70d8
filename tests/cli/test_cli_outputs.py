"""What a good run writes where, and its exit code."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import jsonschema
import pandas as pd
import pytest

from mtaudit import __version__
from mtaudit.reports.json_format import schema
from mtaudit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Audit = Callable[..., Outcome]


def test_the_report_is_on_stdout_and_nothing_else(audit: Audit, harbour: Path) -> None:
    outcome = audit(harbour)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("harbour (English, ")
    assert "that ⟦the the⟧ old pier" in outcome.out


@pytest.mark.parametrize(
    ("severity", "code"), [("neutral", 1), ("minor", 1), ("MINOR", 1), ("major", 0), ("critical", 0)]
)
def test_fail_on_decides_between_0_and_1(audit: Audit, harbour: Path, severity: str, code: int) -> None:
    outcome = audit(harbour, "--fail-on", severity, "--format", "json")
    assert (outcome.code, outcome.err) == (code, "")
    assert {finding["severity"] for finding in json.loads(outcome.out)["findings"]} == {"minor"}


def test_house_style_alone_fails_nothing(audit: Audit, tmp_path: Path) -> None:
    text = tmp_path / "style.txt"
    text.write_text(
        '"The road is open again", the mayor said on Tuesday in the town hall.\n', encoding="utf-8"
    )
    assert audit(text, "--fail-on", "minor").code == 0


def test_a_reader_who_leaves_early_is_no_finding(tmp_path: Path) -> None:
    command = f"{sys.executable} -m mtaudit engines list | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_fail_on_looks_only_at_the_rules_that_ran(audit: Audit, harbour: Path) -> None:
    assert audit(harbour, "--fail-on", "minor", "--ignore", "flu003,double-determiner").code == 0
    assert audit(harbour, "--fail-on", "minor", "--select", "FLU").code == 1


def test_stdin_gives_the_report_of_the_file(audit: Audit, harbour: Path) -> None:
    piped = json.loads(audit("-", "--format", "json", stdin=harbour.read_bytes()).out)
    named = json.loads(audit(harbour, "--format", "json").out)
    assert piped.pop("document") == named.pop("document") | {"id": "stdin"}
    assert piped == named


def test_a_native_report_from_stdin(audit: Audit, harbour: Path, texts: dict[str, str]) -> None:
    outcome = audit(harbour, "--reference", "-", "--format", "json", stdin=texts["native"].encode())
    assert [reference["id"] for reference in json.loads(outcome.out)["references"]] == ["stdin"]


def test_the_json_report_keeps_to_the_shipped_schema(audit: Audit, harbour: Path) -> None:
    for options in ([], ["--reference", "native.txt"], ["--date", "2026-03-05"]):
        outcome = audit(harbour, *options, "--format", "json")
        assert outcome.out.endswith("}\n")
        jsonschema.validate(json.loads(outcome.out), schema())
    assert json.loads(outcome.out)["document"]["date"] == "2026-03-05"


def test_two_processes_give_the_same_bytes(
    audit: Audit, run_process: Callable[..., Outcome], ferry_fire: Path
) -> None:
    files = (ferry_fire / "machine_translated.txt", "--reference", ferry_fire / "native.txt")
    # The hash seed of this process is another one, random unless it was set.
    other = run_process(
        "-m", "mtaudit", "audit", *files, "--no-back-translate", "--format", "json",
        env={"PYTHONHASHSEED": "4242"},
    )  # fmt: skip
    assert (other.code, other.err) == (0, "")
    assert other == audit(*files, "--format", "json")


def test_json_is_utf_8_whatever_the_terminal_is(
    run_process: Callable[..., Outcome], harbour: Path, texts: dict[str, str]
) -> None:
    harbour.write_text(texts["harbour"].replace("Port Selan", "Port Sélan 🙂 Порт"), encoding="utf-8")
    command = ("-m", "mtaudit", "audit", harbour, "--no-back-translate", "--format", "json")
    done = run_process(*command, env={"PYTHONIOENCODING": "latin-1"})
    assert (done.code, done.err) == (0, "")
    assert "Port Sélan 🙂 Порт" in json.loads(done.out)["document"]["segments"][0]["text"]


def test_a_file_is_written_as_stdout_would_be(audit: Audit, harbour: Path, tmp_path: Path) -> None:
    for kind in ("json", "text"):
        outcome = audit(harbour, "--format", kind, "--output", f"report.{kind}")
        assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    written = (tmp_path / "report.json").read_text(encoding="utf-8")
    assert written == audit(harbour, "--format", "json").out
    assert "⟦the the⟧" in (tmp_path / "report.text").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "harbour.txt", "native.txt", "report.json", "report.text",
    ]  # fmt: skip


def test_a_link_is_written_through(audit: Audit, harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    assert audit(harbour, "--format", "json", "--output", "link.json").code == 0
    assert (tmp_path / "link.json").is_symlink()
    assert json.loads((tmp_path / "real.json").read_bytes())["schema_version"] == "1"


def test_a_pipe_or_device_is_written_to_and_not_replaced(audit: Audit, harbour: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert audit(harbour, "--format", "json", "--output", "pipe").code == 0
        assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
        assert json.loads(os.read(reader, 1_000_000))["schema_version"] == "1"
    finally:
        os.close(reader)


#: As DESIGN.md gives them.
COLUMNS = {
    "findings": "document code name category its_type severity confidence value segment start end text "
    "message suggestion",
    "segments": "document segment start end role language findings penalty aligned_similarity chrfpp_back "
    "ter_back quality text",
    "failures": "document file place stage reason",
}


def test_csv_tables_open_in_pandas_with_the_documented_columns(
    audit: Audit, harbour: Path, tmp_path: Path
) -> None:
    outcome = audit(harbour, "--reference", "native.txt", "--format", "csv", "--output", "tables")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")
    tables = {path.stem: pd.read_csv(path) for path in (tmp_path / "tables").iterdir()}
    assert set(tables) == {"scores", "segments", "findings", "failures"}
    for name, columns in COLUMNS.items():
        assert list(tables[name].columns) == columns.split()
    scores = tables["scores"]
    assert (scores.columns[0], scores.columns[-1], len(scores)) == ("document", "signature", 1)
    documented = {"words", "rule_penalty_per_100_words", "reference_aligned_chrfpp", "likelihood_probability"}
    assert documented <= set(scores.columns)
    text = harbour.read_text(encoding="utf-8")
    for name in ("segments", "findings"):
        quoted = [text[start:end] for start, end in zip(tables[name].start, tables[name].end, strict=True)]
        assert quoted == list(tables[name].text)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"], ids=ascii)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no mark", "byte order mark"])
def test_line_ends_and_a_byte_order_mark_leave_the_spans_right(
    audit: Audit, harbour: Path, texts: dict[str, str], ends: str, mark: str
) -> None:
    text = texts["harbour"].replace("\n", ends)
    harbour.write_bytes((mark + text).encode())
    report = json.loads(audit(harbour, "--format", "json").out)
    assert [finding["text"] for finding in report["findings"]] == ["the the", "Malaysia's the"]
    for part in (*report["findings"], *report["document"]["segments"]):
        assert text[part["start"] : part["end"]] == part["text"]
    assert len(report["document"]["segments"]) == 4


@pytest.mark.parametrize(
    ("variables", "options", "colored"),
    [
        ({"FORCE_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1"}, ["--no-color"], False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, [], False),
        ({}, [], False),
    ],
)
def test_escape_codes_are_sent_only_where_colours_are_wanted(
    audit: Audit,
    run: Callable[..., Outcome],
    harbour: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    options: list[str],
    colored: bool,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b" in audit(harbour, *options).out) is colored
    if not options:
        assert ("\x1b" in run("rules", "FLU001").out) is colored


def test_what_steers_a_terminal_in_an_article_is_shown_and_not_sent(
    audit: Audit, tmp_path: Path, texts: dict[str, str]
) -> None:
    hostile = "\x1b[2J\x1b]0;title\x07\x9b31m \u202egnp.exe\u202c \u2066x\u2069\u200b"
    text = (
        texts["harbour"].replace("that the the", f"that {hostile} the the").replace("a year", f"{hostile} a")
    )
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    for kind in ("text", "json"):
        out = audit("hostile.txt", "--format", kind).out
        steering = {c for c in out if not c.isprintable() and c != "\n"}
        assert steering == set()
        assert ("\\x1b[2J" if kind == "text" else "\\u001b[2J") in out


def not_selected(report: dict[str, dict[str, list[dict[str, str]]]]) -> list[str]:
    """Codes of the rules that a choice left out."""
    return [rule["code"] for rule in report["rules"]["not_run"] if rule["reason"] == "not selected"]


def test_a_configuration_in_the_working_directory_counts_and_the_options_outrank_it(
    audit: Audit, harbour: Path, tmp_path: Path
) -> None:
    (tmp_path / "mtaudit.toml").write_text("ignore = ['FLU001']\nseed = 7\n", encoding="utf-8")
    report = json.loads(audit(harbour, "--format", "json").out)
    assert not_selected(report) == ["FLU001"]
    assert report["signature"].endswith("|seed:7")
    report = json.loads(audit(harbour, "--format", "json", "--ignore", "FLU003", "--seed", "8").out)
    assert not_selected(report) == ["FLU003"]
    assert report["signature"].endswith("|seed:8")


def test_a_configuration_beside_the_text_counts_for_nothing(
    audit: Audit, tmp_path: Path, texts: dict[str, str]
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "mtaudit.toml").write_text("ignore = ['FLU']\n", encoding="utf-8")
    (folder / "harbour.txt").write_text(texts["harbour"], encoding="utf-8")
    report = json.loads(audit("theirs/harbour.txt", "--format", "json").out)
    assert not_selected(report) == []


def test_the_catalogue_of_rules(run: Callable[..., Outcome]) -> None:
    rows = json.loads(run("rules", "--format", "json").out)
    table = run("rules").out
    assert [row["code"] for row in rows] == [rule.code for rule in all_rules()]
    for row in rows:
        assert row["code"] in table
        one = json.loads(run("rules", row["name"].upper(), "--format", "json").out)
        assert one == row | {"description": one["description"]}
        assert "Known false alarms" in one["description"]
        explained = run("rules", row["code"].lower())
        assert explained.code == 0
        assert explained.out.startswith(f"{row['code']} {row['name']}: {row['category']}")


def test_the_list_of_engines(run: Callable[..., Outcome]) -> None:
    rows = json.loads(run("engines", "list", "--format", "json").out)
    assert [row["name"].partition(":")[0] for row in rows] == [
        "gemma-3-270m", "seq2seq", "ctranslate2", "causal", "openai-compatible", "recorded",
    ]  # fmt: skip
    table = run("engines", "list")
    assert table.code == 0
    assert [row["name"] for row in rows if row["name"] not in table.out] == []


def test_version_and_help(run: Callable[..., Outcome]) -> None:
    assert run("--version").out == f"mtaudit {__version__}\n"
    for command in ([], ["audit"], ["batch"], ["rules"], ["engines"], ["engines", "list"]):
        outcome = run(*command, "--help")
        assert (outcome.code, outcome.err) == (0, "")
        assert outcome.out.strip().startswith(f"Usage: {' '.join(['mtaudit', *command])} ")
