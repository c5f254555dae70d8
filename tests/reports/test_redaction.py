"""A report without text: nothing of the articles is left but what findings flag, in every format."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING

import jsonschema
import pytest

from mtaudit.reports.console import render
from mtaudit.reports.html import document_page
from mtaudit.reports.json_format import schema
from mtaudit.reports.redaction import MASK
from mtaudit.reports.tables import write_report

if TYPE_CHECKING:
    from pathlib import Path


def formats(report, folder: Path) -> dict[str, str]:
    """The report in every format that `--no-text` is for."""
    write_report(report, folder, raw=True)
    return {
        "html": unescape(document_page(report)),
        "json": json.dumps(json.loads(report.to_json()), ensure_ascii=False),
        "csv": "".join(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())),
        "text": render(report, width=10_000),
    }


def runs(text: str, words: int = 5) -> set[str]:
    """Every run of neighbouring words, as long as none of our own sentences has by chance."""
    split = re.findall(rf"\w+|{MASK}+", text)
    return {" ".join(split[at : at + words]) for at in range(len(split) - words + 1)}


def left(report, outputs: dict[str, str]) -> dict[str, set[str]]:
    """Runs of words of either article that an output has and that stand in nothing flagged."""
    findings = [*report.findings, *(held.finding for held in report.suppressed)]
    flagged = {
        run
        for f in findings
        for part in (f.text, f.reference_text, f.message, f.suggestion)
        for run in runs(part or "")
    }
    texts = [report.document, *(reference.text for reference in report.references)]
    wanted = {run for text in texts for segment in text.segments for run in runs(segment.text)}
    for back in report.back_translations:
        wanted |= {run for trip in back.segments for run in runs(trip.pivot_text) | runs(trip.text)}
    return {name: (wanted - flagged) & runs(output) for name, output in outputs.items()}


def test_only_what_is_flagged_is_left(make, tmp_path: Path) -> None:
    report = make.report()
    assert all(left(report, formats(report, tmp_path)).values())
    outputs = formats(report.without_text(), tmp_path)
    assert left(report, outputs) == {name: set() for name in outputs}
    assert all("The river's the" in output for output in outputs.values())


def test_only_what_is_flagged_is_left_of_a_real_pair(ferry_report, tmp_path: Path) -> None:
    outputs = formats(ferry_report.without_text(), tmp_path)
    assert left(ferry_report, outputs) == {name: set() for name in outputs}
    assert all("prime minister of the Canberra-backed country" in output for output in outputs.values())


def test_spans_still_point_to_what_they_name(make) -> None:
    report = make.report()
    masked = report.without_text()
    for finding, before in zip(masked.findings, report.findings, strict=True):
        segment = masked.document.segments[finding.segment]
        start = finding.span.start - segment.span.start
        assert finding == before
        assert segment.text[start:].startswith(finding.text)
    for segment in masked.document.segments:
        assert len(segment.text) == segment.span.end - segment.span.start
    assert set(masked.document.segments[5].text) == {MASK}


def test_figures_stay(make) -> None:
    report = make.report()
    masked = report.without_text()
    assert masked.scores == report.scores
    assert [fact.verdict for fact in masked.references[0].comparison.facts] == [
        fact.verdict for fact in report.references[0].comparison.facts
    ]
    assert masked.document.sha256 == report.document.sha256
    assert masked.without_text() == masked


def test_each_format_says_that_text_is_missing(make) -> None:
    report, masked = make.report(), make.report().without_text()
    laid_out = json.loads(masked.to_json())
    jsonschema.validate(laid_out, schema())
    assert (json.loads(report.to_json())["masked"], laid_out["masked"]) == (False, True)
    for whole, held in ((render(report), render(masked)), (document_page(report), document_page(masked))):
        assert "left out" in held
        assert "left out," not in whole


@pytest.mark.parametrize("name", ["html", "csv"])
def test_the_command_leaves_text_out(run, ferry_fire: Path, tmp_path: Path, name: str) -> None:
    command = ("audit", ferry_fire / "machine_translated.txt", "--no-back-translate", "--no-text")
    outcome = run(*command, "--format", name, "--output", tmp_path / "out", "--select", "FLU,ACC")
    assert outcome.code == 0
    out = tmp_path / "out"
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    assert "Canberra-backed" in written
    assert "passenger ferry" not in written
