"""The publisher's note is found with its span, source language, provider and languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.model import Document

CASES = yaml.safe_load(Path(__file__).with_name("disclosures.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: (case["note"] or case["text"])[:40])
def test_disclosure(case: dict[str, Any]) -> None:
    note = analyse(Document("case", case["text"])).disclosure
    if case["note"] is None:
        assert note is None
        return
    assert note is not None
    assert note.text == case["note"]
    assert note.span.of(case["text"]) == note.text
    assert note.source_language == case["source_language"]
    assert note.provider == case["provider"]
    assert list(note.languages) == case["languages"]
