"""Figures that were reached and may not get worse."""

from __future__ import annotations

import gzip
import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mtaudit.analysis import analyse
from mtaudit.comparison.alignment.evidence import Describer
from mtaudit.model import Document, Severity
from mtaudit.pipeline.findings import find_all
from mtaudit.rules import rule_named
from tests.benchmarks import alignment

FLOORS = tomllib.loads(Path(__file__).with_name("floors.toml").read_text(encoding="utf-8"))

pytestmark = pytest.mark.shared_data


def _checked(shared_data: Path, floor: dict[str, Any]) -> Path:
    """Return the data of a floor, refusing other data than it was pinned on."""
    path = shared_data / floor["data"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == floor["sha256"]
    return path


def test_rules_are_quiet_on_native_english(shared_data: Path) -> None:
    floor = FLOORS["native_english"]
    words, findings = 0, []
    rules = [rule_named(code) for code in floor["rules"]]
    with gzip.open(_checked(shared_data, floor), "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            text = "\n\n".join(" ".join(paragraph) for paragraph in entry["paragraphs"])
            document = analyse(Document(entry["doc"], text))
            words += document.words
            findings += [f for f in find_all(document, rules) if not f.house_style]
    print(f"{len(findings)} findings in {words} words: {[f.text for f in findings]}")
    assert words == floor["words"]
    assert len(findings) <= floor["most_findings"]
    assert sum(f.severity is Severity.MAJOR for f in findings) <= floor["most_major"]


@pytest.mark.slow
def test_alignment_finds_the_known_links(shared_data: Path) -> None:
    floor = FLOORS["alignment"]
    _checked(shared_data, floor)
    measured = alignment.measure(floor["every"], Describer())
    linked, segments = measured.stray
    print(measured)
    assert measured.f1 >= floor["f1"]
    assert linked <= floor["most_unrelated"] * segments
