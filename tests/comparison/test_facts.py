"""Facts of both texts agree, differ or stay alone: single sentences, and ten pairs of short reports."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.comparison.facts import pair_facts
from mtaudit.model import Document, Link, Role, Span

if TYPE_CHECKING:
    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.model import FactPair

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))
PAIRS = yaml.safe_load((HERE / "fact_pairs.yaml").read_text(encoding="utf-8"))
#: A Saturday.
PUBLISHED = date(2021, 11, 27)


def body(document: AnalysedDocument) -> tuple[int, ...]:
    return tuple(s.segment.index for s in document.segments if s.segment.role is Role.BODY)


def facts_of(
    document: str, reference: str, day: date | None, reference_day: date | None
) -> tuple[FactPair, ...]:
    """Facts of two texts of a sentence each, which are linked."""
    one, other = analyse(Document("one", document, day)), analyse(Document("other", reference, reference_day))
    return pair_facts(one, other, [Link(body(one), body(other), 0.9, ())])


@pytest.mark.parametrize(
    "case", [case for cases in CASES.values() for case in cases], ids=lambda case: case[3]
)
def test_one_fact(case: list[Any]) -> None:
    document, reference, kind, text, reference_text, verdict = case
    found = [
        (pair.reference_text, pair.verdict.value)
        for pair in facts_of(document, reference, PUBLISHED, PUBLISHED)
        if (pair.kind.value, pair.text) == (kind, text)
    ]
    assert found == [(reference_text, verdict)]


@pytest.mark.parametrize(
    ("document", "reference"),
    [
        ("The mayor resigned on Friday after the vote.", "The mayor resigned on November 26 after the vote."),
        (
            "The mayor resigned on Friday, Nov. 26, after the vote.",
            "The mayor resigned on Friday after the vote.",
        ),
    ],
)
def test_a_date_without_the_day_of_one_article(document: str, reference: str) -> None:
    for days in ((PUBLISHED, None), (None, PUBLISHED)):
        assert [pair.verdict.value for pair in facts_of(document, reference, *days)] == ["agrees"]


def test_the_spans_quote_the_texts() -> None:
    for pair in PAIRS:
        for fact in compared(pair):
            if fact.span is not None:
                assert fact.span.of(pair["document"]) == fact.text
            if fact.reference_span is not None:
                assert fact.reference_span.of(pair["reference"]) == fact.reference_text


def compared(pair: dict[str, Any]) -> tuple[FactPair, ...]:
    from mtaudit.comparison.alignment import align

    one = analyse(Document("one", pair["document"], pair["date"]))
    other = analyse(Document("other", pair["reference"], pair["reference_date"]))
    return pair_facts(one, other, align(one, other))


def test_ten_pairs_of_reports() -> None:
    """A floor; on first contact, with the alignment of then, 159 of 178 facts were right."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for pair in PAIRS:
        found = compared(pair)
        for kind, text, reference_text, verdict in pair["facts"]:
            total[kind] += 1
            right[kind] += is_right(pair, found, kind, text, reference_text, verdict)
    print(dict(right), dict(total))
    assert right.total() / total.total() >= 0.93


def is_right(
    pair: dict[str, Any],
    found: tuple[FactPair, ...],
    kind: str,
    text: str,
    reference_text: str | None,
    verdict: str,
) -> bool:
    span = located(pair["document"], text)
    return any(
        fact.verdict.value == verdict and (verdict == "unmatched" or fact.reference_text == reference_text)
        for fact in found
        if fact.kind.value == kind and fact.span == span
    )


def located(text: str, wanted: str) -> Span:
    wanted, _, number = wanted.partition("#")
    places = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    start = places[int(number or 1) - 1]
    return Span(start, start + len(wanted))


def test_facts_in_sentences_that_are_not_linked() -> None:
    """Days named once and surnames that are a slip meet anywhere; weekdays of other things do not."""
    one = analyse(
        Document(
            "one",
            "The harbour will get a new crane, the firm said in a statement on Friday, November 26.\n\n"
            "Rukmini Sasono leads the dockers, who were not asked.\n\nSari Hutagalung sells fish.",
            PUBLISHED,
        )
    )
    other = analyse(
        Document(
            "other",
            "Dockers distrust the plan. Their leader, Rukmini Sasongko, fears for jobs.\n\n"
            "It was announced on Friday with little notice.\n\nDewi Hutagalung drives a lorry.",
            PUBLISHED,
        )
    )
    found = {
        (fact.text, fact.reference_text, fact.verdict.value)
        for fact in pair_facts(one, other, ())
        if fact.span is not None
    }
    assert ("Friday, November 26", "Friday", "agrees") in found
    assert ("Rukmini Sasono", "Rukmini Sasongko", "differs") in found
    assert ("Sari Hutagalung", None, "unmatched") in found


def test_an_event_told_in_the_sentence_after_the_linked_one() -> None:
    one = analyse(Document("one", "The members meet on July 9, and the merger takes effect on October 1."))
    other = analyse(Document("other", "Members vote on July 9. The two clubs hope to be one on November 1."))
    first = Link(body(one), body(other)[:1], 0.9, ())
    verdicts = [
        (fact.text, fact.reference_text, fact.verdict.value) for fact in pair_facts(one, other, [first])
    ]
    assert ("October 1", "November 1", "differs") in verdicts


def test_a_common_acronym_and_a_shorter_form_are_no_names_of_their_own() -> None:
    text = "The ATM of Bank Lautan Teduh was broken. Lautan Teduh said that the ATM would be mended."
    facts = pair_facts(analyse(Document("one", text)), analyse(Document("other", "It rained all day.")), ())
    assert [fact.text for fact in facts if fact.span is not None] == ["Bank Lautan Teduh"]
