"""What issue 2 asks of the article pair. It is not in the repository; places are found by a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mtaudit
from mtaudit.model import FactVerdict, QuoteVerdict, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit import AuditReport
    from mtaudit.model import Comparison, Finding, Segment

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def report(seed_pair: tuple[str, str]) -> AuditReport:
    return mtaudit.audit(*seed_pair)


@pytest.fixture(scope="module")
def native_report(seed_pair: tuple[str, str]) -> AuditReport:
    return mtaudit.audit(seed_pair[1])


@pytest.fixture(scope="module")
def comparison(report: AuditReport) -> Comparison:
    return report.references[0].comparison


def artifacts(report: AuditReport) -> list[Finding]:
    """Findings but for those of house style and of the comparison, which say nothing of a machine."""
    return [f for f in report.findings if not f.house_style and f.reference_span is None]


def the_one(segments: Sequence[Segment], words: str) -> Segment:
    (segment,) = (segment for segment in segments if words in segment.text)
    return segment


def test_the_note_is_read(report: AuditReport, seed_pair: tuple[str, str]) -> None:
    note = report.document.disclosure
    assert note is not None
    assert (note.source_language, note.provider) == ("id", "DigitalSiber.id")
    assert note.languages == ("ar", "en", "fr", "ja", "zh")
    assert note.span.of(seed_pair[0]) == note.text == seed_pair[0].strip().splitlines()[-1].strip()
    noted = {segment.role for segment in report.document.segments if segment.span.overlaps(note.span)}
    assert noted == {"disclosure"}


def test_the_faults_of_the_text_are_found_and_nothing_else(report: AuditReport) -> None:
    assert [(finding.name, finding.severity) for finding in artifacts(report)] == [
        ("untranslated-text", Severity.MAJOR),
        ("double-determiner", Severity.MINOR),
        ("misplaced-modifier", Severity.MAJOR),
        ("calqued-connective", Severity.MINOR),
        ("verb-frame", Severity.MINOR),
    ]


def test_the_caption_left_in_indonesian_is_one_finding_of_exactly_its_line(
    report: AuditReport, seed_pair: tuple[str, str]
) -> None:
    text = seed_pair[0]
    (line,) = (line for line in text.splitlines() if "perbatasan ukraina" in line)
    span = Span(text.index(line), text.index(line) + len(line))
    (finding,) = (finding for finding in report.findings if finding.span.overlaps(span))
    assert (finding.name, finding.severity, finding.span) == ("untranslated-text", "major", span)


def test_each_fault_is_found_where_it_stands(report: AuditReport) -> None:
    segments = report.document.segments
    by_name = {finding.name: finding for finding in artifacts(report)}
    annexation = the_one(segments, "in 2014 after")
    assert by_name["double-determiner"].segment == annexation.index
    assert by_name["double-determiner"].text.endswith("'s the")
    assert by_name["misplaced-modifier"].segment == annexation.index
    assert "friendly country" in by_name["misplaced-modifier"].text
    body = [segment for segment in segments if segment.role == "body"]
    assert by_name["verb-frame"].segment == body[-1].index
    assert by_name["verb-frame"].text.startswith("incur ")
    assert by_name["calqued-connective"].segment == the_one(segments, "2015 peace").index
    assert by_name["calqued-connective"].text == "To note"


def test_the_native_report_is_left_alone(native_report: AuditReport, report: AuditReport) -> None:
    for name, one in (("machine", report), ("native", native_report)):
        found, words = len(artifacts(one)), one.document.words
        print(f"{name}: {found} findings on {words} words, {100 * found / words:.2f} per 100 words")
    assert native_report.document.disclosure is None
    assert native_report.findings == ()


@pytest.mark.parametrize(
    ("words", "native_words"),
    [
        ("90,000 troops", "90,000 troops"),
        ("Yelnya", "Yelnya"),
        ("Russia uses force", "Russia uses force"),
        ("buildup is unwarranted", "unprovoked or"),
    ],
)
def test_sentences_that_say_the_same_are_linked(
    report: AuditReport, comparison: Comparison, words: str, native_words: str
) -> None:
    segment = the_one(report.document.segments, words).index
    native_segment = the_one(report.references[0].text.segments, native_words).index
    linked = [link for link in comparison.links if segment in link.segments]
    assert [native_segment in link.reference_segments for link in linked] == [True]


@pytest.mark.parametrize(
    ("words", "native_words"),
    [("that will incur", "that will have costs"), ("unwarranted and", "unprovoked or")],
)
def test_quotes_that_drifted_are_held_against_their_counterparts(
    comparison: Comparison, seed_pair: tuple[str, str], words: str, native_words: str
) -> None:
    (pair,) = (
        pair for pair in comparison.quotes
        if pair.reference_text and native_words in pair.reference_text
    )  # fmt: skip
    assert pair.verdict is QuoteVerdict.DRIFTED
    assert words in pair.text == pair.span.of(seed_pair[0])
    assert pair.reference_text == pair.reference_span.of(seed_pair[1])


@pytest.mark.parametrize("value", ["90000 troop", "260 kilometer", "30 nation"])
def test_facts_that_both_give_agree(comparison: Comparison, value: str) -> None:
    pairs = [pair for pair in comparison.facts if pair.value == value and pair.span]
    assert [pair.verdict for pair in pairs] == [FactVerdict.AGREES]
