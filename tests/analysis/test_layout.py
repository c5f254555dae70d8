"""Texts fall into the segments and roles that a reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.model import Document

CASES = yaml.safe_load(Path(__file__).with_name("layout.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"].strip()[:30])
def test_segments_and_roles(case: dict[str, object]) -> None:
    segments = analyse(Document("case", str(case["text"]))).segments
    found = [{"text": s.segment.text, "role": s.segment.role.value} for s in segments]
    assert found == case["segments"]
