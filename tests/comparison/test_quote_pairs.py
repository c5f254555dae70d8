"""Quotes of two reports are held against each other, with what became of their words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.comparison.alignment import align
from mtaudit.comparison.quotes import pair_quotes
from mtaudit.model import Document, QuotePair, QuoteVerdict

HERE = Path(__file__).parent
CASES = [
    case
    for name in ("quote_pairs.yaml", "quote_pairs_held.yaml")
    for case in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
]


@cache
def held(text: str, other: str) -> tuple[QuotePair, ...]:
    document, reference = analyse(Document("document", text)), analyse(Document("reference", other))
    return pair_quotes(document, reference, align(document, reference))


def paired(case: dict[str, Any]) -> tuple[QuotePair, ...]:
    return held(case["document"], case["reference"])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_pairs(case: dict[str, Any]) -> None:
    found = {(one.text, one.reference_text): one for one in paired(case)}
    wanted = {(one.get("text"), one.get("reference")): one for one in case["quotes"]}
    assert {key: one.verdict.value for key, one in found.items()} == {
        key: one["verdict"] for key, one in wanted.items()
    }
    for key, one in wanted.items():
        if "speaker" in one:
            assert found[key].speaker == one["speaker"]
        if "reference_speaker" in one:
            assert found[key].reference_speaker == one["reference_speaker"]
        if "changes" in one:
            changes = [[change.text, change.reference_text] for change in found[key].changes]
            assert changes == one["changes"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_spans_quote_their_texts(case: dict[str, Any]) -> None:
    for one in paired(case):
        for span, text, whole in (
            (one.span, one.text, case["document"]),
            (one.reference_span, one.reference_text, case["reference"]),
        ):
            assert (span is None) == (text is None)
            assert span is None or span.of(whole) == text
        assert bool(one.changes) <= (one.verdict is QuoteVerdict.DRIFTED)
        for change in one.changes:
            assert change.span.of(case["document"]) == change.text
            assert change.reference_span.of(case["reference"]) == change.reference_text
            assert change.text or change.reference_text


def test_a_text_against_itself_is_the_same_throughout() -> None:
    text = next(case["document"] for case in CASES if case["name"] == "election")
    assert {one.verdict for one in paired({"document": text, "reference": text})} == {QuoteVerdict.SAME}


def test_texts_without_quotes_have_no_pairs() -> None:
    case = {"document": "The bridge is closed.", "reference": "“It is closed,” said Ana Tirta."}
    assert [one.verdict for one in paired(case)] == [QuoteVerdict.UNMATCHED]
    assert paired({"document": "The bridge is closed.", "reference": "It is shut."}) == ()
