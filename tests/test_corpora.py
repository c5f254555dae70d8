"""The corpora that ship with the repository: their gold is right, and the program does not get worse on it.

The texts were written by people who knew the rules, so the figures are no measure of the program; they are
floors that no change may lower. A floor that is passed by far should be raised.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from mtaudit.model import Span
from mtaudit.rules import rule_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mtaudit import AuditReport
    from mtaudit.model import Comparison, Segment

Gold = dict[str, Any]


@pytest.fixture(scope="module")
def gold(ferry_fire: Path) -> Gold:
    return json.loads((ferry_fire / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def comparison(ferry_report: AuditReport) -> Comparison:
    return ferry_report.references[0].comparison


@pytest.fixture
def reached(capsys: pytest.CaptureFixture[str]) -> Callable[..., None]:
    """Print precision, recall and F1 with what is missed and what is too much, and hold them to a floor."""

    def hold(what: str, found: set[object], wanted: set[object], *, precision: float, recall: float) -> None:
        right = len(found & wanted)
        p, r = right / len(found), right / len(wanted)
        with capsys.disabled():
            print(f"\n{what}: precision {p:.3f}, recall {r:.3f}, F1 {2 * p * r / (p + r):.3f}", end=" ")
        for name, rest in (("missed", wanted - found), ("too much", found - wanted)):
            print(name, *sorted(rest, key=repr), sep="\n  ")
        assert p >= precision
        assert r >= recall

    return hold


def quoting(gold: Gold, prefix: str) -> Iterator[tuple[int, int, str]]:
    """Every span of the gold with its text; those in the native report begin with ``reference_``."""
    places = ("disclosure", "findings", "links", "quotes", "quotes_only_in_native", "facts")
    for place in places:
        native = place == "quotes_only_in_native"
        entries = [gold[place]] if isinstance(gold[place], dict) else gold[place]
        for entry in entries:
            if place == "links":
                side = entry["reference" if prefix else "document"]
                yield from ((one["start"], one["end"], one["text"]) for one in side)
            elif native == bool(prefix) and native:
                yield entry["start"], entry["end"], entry["text"]
            elif not native and entry.get(f"{prefix}start") is not None:
                yield entry[f"{prefix}start"], entry[f"{prefix}end"], entry[f"{prefix}text"]


def test_the_gold_quotes_the_texts(gold: Gold, ferry_texts: tuple[str, str]) -> None:
    for text, prefix in zip(ferry_texts, ("", "reference_"), strict=True):
        spans = list(quoting(gold, prefix))
        assert len(spans) > 20
        assert [entry for entry in spans if text[entry[0] : entry[1]] != entry[2]] == []


def test_the_card_gives_the_digests(ferry_fire: Path) -> None:
    card = (ferry_fire / "README.md").read_text(encoding="utf-8")
    digests = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", card, re.MULTILINE))
    files = {path for path in ferry_fire.iterdir() if path.name != "README.md"}
    assert {digest: path.name for path in files if (digest := sha256(path))} == digests


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_note(gold: Gold, ferry_report: AuditReport) -> None:
    note, wanted = ferry_report.document.disclosure, gold["disclosure"]
    assert (note.span.start, note.span.end, note.text) == (wanted["start"], wanted["end"], wanted["text"])
    assert [note.source_language, note.provider, list(note.languages)] == [
        wanted[field] for field in ("source_language", "provider", "languages")
    ]


def test_findings(gold: Gold, ferry_report: AuditReport, reached: Callable[..., None]) -> None:
    found = {
        (finding.name, finding.span.start, finding.span.end)
        for finding in ferry_report.findings
        if finding.reference_span is None  # what two reports tell otherwise is no artifact
    }
    wanted = {(rule_named(one["rule"]).name, one["start"], one["end"]) for one in gold["findings"]}
    reached("findings", found, wanted, precision=1, recall=1)
    assert gold["native_findings"] == []
    assert ferry_report.scores.rule_penalty.control_per_100_words == 0


def test_links(
    gold: Gold, ferry_report: AuditReport, comparison: Comparison, reached: Callable[..., None]
) -> None:
    segments, others = ferry_report.document.segments, ferry_report.references[0].text.segments
    found = {(i, j) for link in comparison.links for i in link.segments for j in link.reference_segments}
    wanted = {
        (i, j)
        for link in gold["links"]
        for i in indices(segments, link["document"])
        for j in indices(others, link["reference"])
    }
    reached("links, pairs of segments", found, wanted, precision=0.93, recall=0.78)


def indices(segments: Sequence[Segment], places: Sequence[Gold]) -> list[int]:
    spans = [Span(place["start"], place["end"]) for place in places]
    return [one.index for one in segments if any(one.span.overlaps(span) for span in spans)]


def test_quotes(gold: Gold, comparison: Comparison, reached: Callable[..., None]) -> None:
    found = {paired(pair.span, pair.reference_span, pair.verdict.value) for pair in comparison.quotes}
    wanted = {paired(*spans(one), one["verdict"]) for one in gold["quotes"]} | {
        paired(None, Span(one["start"], one["end"]), "unmatched") for one in gold["quotes_only_in_native"]
    }
    reached("quotes with counterpart and verdict", found, wanted, precision=1, recall=1)


def test_facts_of_the_document(gold: Gold, comparison: Comparison, reached: Callable[..., None]) -> None:
    kinds = {one["kind"] for one in gold["facts"]}
    found = {
        paired(pair.span, pair.reference_span, pair.verdict.value)
        for pair in comparison.facts
        if pair.span and pair.kind.value in kinds
    }
    wanted = {paired(*spans(one), one["verdict"]) for one in gold["facts"]}
    reached("facts with counterpart and verdict", found, wanted, precision=0.82, recall=0.93)


def spans(entry: Gold) -> tuple[Span, Span | None]:
    native = None
    if entry["reference_start"] is not None:
        native = Span(entry["reference_start"], entry["reference_end"])
    return Span(entry["start"], entry["end"]), native


def paired(span: Span | None, native: Span | None, verdict: str) -> tuple[object, ...]:
    return (
        (span.start, span.end) if span else None,
        (native.start, native.end) if native else None,
        verdict,
    )
