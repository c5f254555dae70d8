"""Baselines, the source and settings of rules on the command line."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from mtaudit.reports.json_format import schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome

    Audit = Callable[..., Outcome]

SELECT = ("--select", "FLU001,FLU003")


def report(audit: Audit, *options: object) -> dict[str, list[dict[str, object]]]:
    loaded = json.loads(audit(*options, "--format", "json").out)
    jsonschema.validate(loaded, schema())
    return loaded


def test_a_baseline_there_and_back(audit: Audit, harbour: Path, tmp_path: Path) -> None:
    outcome = audit(harbour, *SELECT, "--write-baseline", "known.json", "--fail-on", "minor", "--quiet")
    assert (outcome.code, outcome.err) == (1, "")
    marks = json.loads((tmp_path / "known.json").read_text())
    assert len(marks) == 2
    assert marks == sorted(marks)
    again = audit(harbour, *SELECT, "--baseline", "known.json", "--fail-on", "minor")
    assert again.code == 0
    assert "2 findings, not counted: 2 known from the baseline" in " ".join(again.out.split())
    text = harbour.read_text().replace("another pier", "another another pier")
    harbour.write_text(text)
    loaded = report(audit, harbour, *SELECT, "--baseline", "known.json")
    assert [finding["text"] for finding in loaded["findings"]] == ["another another"]
    assert [held["why"] for held in loaded["suppressed"]] == ["baseline", "baseline"]
    # Writing it again holds all three.
    audit(harbour, *SELECT, "--baseline", "known.json", "--write-baseline", "known.json")
    assert len(json.loads((tmp_path / "known.json").read_text())) == 3


def test_a_report_is_a_baseline(audit: Audit, harbour: Path) -> None:
    audit(harbour, *SELECT, "--format", "json", "--output", "before.json")
    assert report(audit, harbour, *SELECT, "--baseline", "before.json")["findings"] == []


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("none.json", None, "none.json: No such file or directory; name a baseline that can be read"),
        ("bad.json", "nothing", "bad.json: the baseline is not JSON: "),
        (
            "bad.json",
            "[3]",
            "bad.json: this is no baseline: its entry 0 is no fingerprint; give what `mtaudit",
        ),
    ],
)
def test_a_bad_baseline_is_one_line(
    mistake: Callable[..., str], harbour: Path, tmp_path: Path, name: str, content: str | None, line: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    assert mistake("audit", harbour, "--baseline", name, "--no-back-translate").startswith(line)


def test_the_configuration_says_what_fails_and_what_is_known(
    audit: Audit, harbour: Path, tmp_path: Path
) -> None:
    config = tmp_path / "mtaudit.toml"
    config.write_text("select = ['FLU001', 'FLU003']\nfail-on = 'minor'\n")
    assert audit(harbour).code == 1
    assert audit(harbour, "--fail-on", "major").code == 0
    audit(harbour, "--write-baseline", "known.json")
    config.write_text(config.read_text() + "baseline = 'known.json'\n")
    assert audit(harbour).code == 0
    config.write_text("fail-on = 'major'\nseverities = {FLU003 = 'critical'}\nselect = ['FLU']\n")
    assert audit(harbour).code == 1


def test_a_batch_has_one_baseline_for_all_its_documents(
    run: Callable[..., Outcome], tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.txt").write_text(texts["harbour"])
    batch = ("batch", "texts", "--no-back-translate", "--quiet", *SELECT)

    def rows(*options: str) -> list[tuple[str, str]]:
        run(*batch, "--out", "out", *options)
        with (tmp_path / "out" / "findings.csv").open(newline="") as file:
            return [(row["document"], row["text"]) for row in csv.DictReader(file)]

    assert len(rows("--write-baseline", "known.json")) == 4
    assert rows("--baseline", "known.json") == []
    assert json.loads((tmp_path / "out" / "run.json").read_text())["counts"]["findings"] == 0
    (tmp_path / "texts" / "b.txt").write_text(texts["harbour"].replace("piles", "piles piles"))
    assert rows("--baseline", "known.json") == [("b", "piles piles")]
    assert run(*batch, "--out", "out", "--baseline", "known.json", "--fail-on", "minor").code == 1
    (tmp_path / "mtaudit.toml").write_text("fail-on = 'minor'")
    assert run(*batch, "--out", "out", "--baseline", "known.json").code == 1


#: Written for these tests: what the English was made from, but for its fourth sentence.
SOURCE = (
    "Kantor pelabuhan Port Selan mengatakan pada hari Selasa bahwa dermaga lama akan ditutup pada "
    "bulan Mei.\n\n"
    "Para insinyur menemukan retakan pada 41 dari 60 tiang beton setelah badai. Rute utara Malaysia akan "
    "memakai dermaga lain, kata kantor itu.\n\n"
    '"Kami lebih suka menutupnya selama setahun daripada kehilangannya," kata kepala pelabuhan '
    "kepada wartawan.\n"
)


def test_the_source_is_told_of_and_its_rules_run(audit: Audit, harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "asal.txt").write_text(SOURCE, encoding="utf-8")
    loaded = report(audit, harbour, "--source", "asal.txt")
    assert loaded["source"] | {"sha256": ""} == {"id": "asal", "language": "id", "sha256": "", "words": 49}
    assert "SRC002" in loaded["rules"]["run"]
    assert [f["text"] for f in loaded["findings"] if f["code"].startswith("SRC")] == ["14"]
    assert "source asal (Indonesian, 49 words)" in " ".join(
        audit(harbour, "--source", "asal.txt").out.split()
    )
    without = report(audit, harbour)
    assert without["source"] is None
    assert {"code": "SRC002", "reason": "needs the source: --source FILE"} in without["rules"]["not_run"]


def test_a_source_that_cannot_be(
    mistake: Callable[..., str], harbour: Path, tmp_path: Path, texts: dict[str, str]
) -> None:
    (tmp_path / "same.txt").write_text(texts["harbour"] + "\n")
    assert mistake("audit", "harbour.txt", "--no-back-translate", "--source", "same.txt") == (
        "same.txt: the source is the same text as harbour.txt; give the text that it was translated from"
    )
    assert mistake("audit", harbour, "--no-back-translate", "--source", "native.txt") == (
        "native.txt: the source is in English; give the text before translation"
    )
    (tmp_path / "numbers.txt").write_text("1 2 3")
    assert mistake("audit", harbour, "--no-back-translate", "--source", "numbers.txt") == (
        "numbers.txt: there are no words in it; give the source text"
    )
    assert mistake("audit", "-", "--source", "-") == (
        "standard input can be read only once; name files for the others"
    )


def test_a_rule_is_explained_with_its_limit_its_options_and_its_needs(
    run: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mtaudit.rules import rule_named

    monkeypatch.setattr(type(rule_named("SRC001")), "options", {"allow": ("[b]", "two"), "reach": 3.0})
    monkeypatch.setattr(type(rule_named("SRC001")), "on", False)
    told = run("rules", "copied-source").out
    assert "smallest value that becomes a finding: 0.5" in told
    assert "needs the source: --source FILE" in told
    assert "off unless selected" in told
    assert 'option allow = ["[b]", "two"]' in told
    assert "option reach = 3" in told
    assert "petugas mengevakuasi penumpang kapal in both texts" in told
    row = json.loads(run("rules", "SRC001", "--format", "json").out)
    assert (row["on"], row["needs"]) == (False, ["source"])
    assert row["options"] == {"allow": ["[b]", "two"], "reach": 3.0}
    table = run("rules").out
    assert "(if selected, with --source)" in " ".join(table.split())
