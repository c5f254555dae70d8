"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import mtaudit
from mtaudit.reports.console import render

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_report_in_the_readme_is_current() -> None:
    pair = ROOT / "corpora" / "ferry_fire"
    report = mtaudit.audit(
        (pair / "machine_translated.txt").read_text(encoding="utf-8"),
        (pair / "native.txt").read_text(encoding="utf-8"),
        id="machine_translated",
    )
    printed = {re.sub(r"\s+", " ", line).strip() for line in render(report).splitlines()}
    shown = README[README.index("\nmachine_translated (English") : README.index("\nBack-translation through")]
    # The native report has the file's name there, and the line on back-translation needs the engine.
    start = shown.index("\n14 findings")
    lines = [re.sub(r"\s+", " ", line).strip() for line in shown[start:].splitlines()]
    missing = [line for line in lines if line not in {*printed, "[…]"} and "held against native" not in line]
    assert missing == []


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"(?:tests|corpora|notebooks|mtaudit)/[\w./-]+\w", README)
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []
