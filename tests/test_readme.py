"""What the README shows is what the program prints."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
    # The command calls the native report by the name of its file.
    words = re.sub(r"\s+", " ", render(report)).replace("eld against reference", "eld against native")
    shown = README[README.index("\nmachine_translated (English") : README.index("\nBack-translation through")]
    start = shown.index("\n17 findings")
    lines = [re.sub(r"\s+", " ", line).strip() for line in shown[start:].splitlines()]
    assert [line for line in lines if line not in words and line != "[…]"] == []


def test_every_file_that_the_readme_names_is_there() -> None:
    named = re.findall(r"(?:tests|corpora|notebooks|mtaudit)/[\w./-]+\w", README)
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_comparison_in_the_readme_is_current(tmp_path: Path) -> None:
    section = README[README.index("## Which system is better") :]
    commands, printed = re.findall(r"^```\n(.*?)^```", section, re.MULTILINE | re.DOTALL)[:2]
    program = f"'{sys.executable}' -m mtaudit compare"
    script = commands.replace("corpora/", f"'{ROOT}'/corpora/").replace("mtaudit compare", program)
    done = subprocess.run(
        ["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=True,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.stdout.startswith(printed)


@pytest.mark.slow
def test_the_batch_in_the_readme_is_current(tmp_path: Path) -> None:
    section = README[README.index("## Batch") : README.index("## Which system is better")]
    blocks = re.findall(r"^```(?:python)?\n(.*?)^```", section, re.MULTILINE | re.DOTALL)
    commands, summary, script, printed = blocks
    (tmp_path / "corpora").symlink_to(ROOT / "corpora")
    program = f"'{sys.executable}' -m mtaudit batch"
    done = subprocess.run(
        ["bash", "-euc", commands.replace("mtaudit batch", program)],
        cwd=tmp_path, capture_output=True, text=True, check=True, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    # The last line has times.
    assert done.stderr.splitlines()[:2] == summary.splitlines()[:2]
    read = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert [line.rstrip() for line in read.stdout.splitlines()] == printed.splitlines()
