"""Quotations are found whatever their marks, and apostrophes are none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from mtaudit.analysis.layout.blocks import find_blocks
from mtaudit.analysis.quotes import find_quotes

CASES = yaml.safe_load((Path(__file__).parent / "quotes.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We are late," he said.', ["We are late,"]),
        ("“We are late,” he said. “Very late.”", ["We are late,", "Very late."]),
        ('He said it "will be done" .', ["will be done"]),
        ("It was 'more important than ever', the states' joint letter said.", ["more important than ever"]),
        ("\"That will incur 'costs', you know\", she said.", ["That will incur 'costs', you know"]),
        ("The men's team's bus isn't here.", []),
        ('A 12" pipe and a 10" pipe burst.', []),
        ('A "risky" plan.', []),
        ('"It begins here.\n\n"And it ends here," she said.', ["It begins here.", "And it ends here,"]),
        ('A stray " mark. Nothing follows.', []),
        ("She called it “a big lie, and then said “it is true” to us.", ["it is true"]),
    ],
)
def test_quotations(text: str, found: list[str]) -> None:
    assert [quote.text for quote in find_quotes(text, find_blocks(text))] == found


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_marks_of_every_shape(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [quote.span.of(text) for quote in find_quotes(text, find_blocks(text))] == case["quotes"]


@pytest.mark.parametrize("mark", ['"', "“", "'", "‘a ", "s' a ", "''", '" ', "« ", "„a“ "])
def test_a_block_of_marks_takes_linear_time(mark: str) -> None:
    def taken(count: int) -> float:
        text = mark * count
        start = time.perf_counter()
        list(find_quotes(text, find_blocks(text)))
        return time.perf_counter() - start

    taken(1000)
    assert taken(20_000) < 2
