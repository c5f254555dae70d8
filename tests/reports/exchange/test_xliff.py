"""XLIFF with ITS: the same text and spans again, whatever overlaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from mtaudit.model import Span, Why
from mtaudit.reports.exchange.places import parts_by_segment
from mtaudit.reports.exchange.xliff import _marked, to_xliff

if TYPE_CHECKING:
    from types import SimpleNamespace

XLF = "{urn:oasis:names:tc:xliff:document:2.0}"
ITS = "{http://www.w3.org/2005/11/its}"


def walk(source: etree._Element) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text of an element and its annotations: start, end, reference."""
    text: list[str] = []
    found: list[tuple[int, int, str]] = []
    open_at: dict[str, tuple[int, str]] = {}

    def length() -> int:
        return sum(map(len, text))

    def visit(element: etree._Element) -> None:
        start, reference = length(), element.get(f"{ITS}locQualityIssuesRef", "")
        text.append(element.text or "")
        match element.tag.removeprefix(XLF):
            case "cp":
                text.append(chr(int(element.get("hex"), 16)))
            case "sm":
                open_at[element.get("id")] = (start, reference)
            case "em":
                begun, its = open_at.pop(element.get("startRef"))
                found.append((begun, start, its))
        for child in element:
            visit(child)
            text.append(child.tail or "")
        if element.tag == f"{XLF}mrk":
            found.append((start, length(), reference))

    visit(source)
    assert not open_at
    return "".join(text), sorted(found)


def reopened(written: str) -> list[tuple[etree._Element, str, list[tuple[int, int, list[etree._Element]]]]]:
    """Return each unit, its text, and its annotations with their issues."""
    root = etree.fromstring(written.encode())
    units = []
    for unit in root.iter(f"{XLF}unit"):
        issues = {
            f"#its={held.get('{http://www.w3.org/XML/1998/namespace}id')}": list(held)
            for held in unit.iter(f"{ITS}locQualityIssues")
        }
        text, spans = walk(unit.find(f"{XLF}segment/{XLF}source"))
        assert {reference for _, _, reference in spans} == issues.keys()
        units.append((unit, text, [(start, end, issues[its]) for start, end, its in spans]))
    return units


def test_it_reopens_with_the_same_text_and_spans(exchange: SimpleNamespace) -> None:
    one = exchange.audited()
    units = reopened(to_xliff(exchange.run(one)))
    segments = one.report.document.segments
    assert [text for _, text, _ in units] == [segment.text for segment in segments]
    assert [unit.get("name") for unit, _, _ in units] == [f"{s.span.start}-{s.span.end}" for s in segments]
    for (_, _, found), parts in zip(units, parts_by_segment(segments, one.report.findings), strict=True):
        listed = sorted(
            (start, end, issue.get("locQualityIssueType"), issue.get("locQualityIssueComment")[:6])
            for start, end, issues in found
            for issue in issues
        )
        assert listed == sorted((p.start, p.end, p.finding.its_type, p.finding.code) for p in parts)


def test_translate_toolkit_reads_the_same_text(exchange: SimpleNamespace) -> None:
    store = Xliff2File.parsestring(to_xliff(exchange.run(exchange.audited())).encode())
    assert [unit.source for unit in store.units] == list(exchange.segments)
    assert store.sourcelanguage == "en"


@given(st.text(st.sampled_from("ab<&\r\t👩\x1b\x00\ud800\uffff\u202e "), min_size=1, max_size=12), st.data())
def test_any_spans_in_any_text_reopen(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text))
    spans = sorted(
        {tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(ends, ends), max_size=7))},
        key=lambda span: (span[0], -span[1]),
    )
    references = [f"#its=q{n}" for n in range(len(spans))]
    source = etree.fromstring(
        f'<source xmlns="{XLF[1:-1]}" xmlns:its="{ITS[1:-1]}">{_marked(text, spans, references)}</source>'
    )
    expected = sorted((*span, reference) for span, reference in zip(spans, references, strict=True))
    assert walk(source) == (text, expected)


def test_hostile_text_is_text(exchange: SimpleNamespace, hostile: str) -> None:
    run = exchange.hostile(hostile)
    written = to_xliff(run)
    assert [text for _, text, _ in reopened(written)] == [
        segment.text for segment in run.audits[0].report.document.segments
    ]
    assert not [c for c in written if not c.isprintable() and c not in "\n\t\u200c\u200d\u3000"]


def test_suppressed_findings_are_issues_that_are_not_enabled(exchange: SimpleNamespace) -> None:
    span = exchange.spans[0][1]
    one = exchange.audited([("FLU003", span)], suppressed=(("FLU001", span, Why.INLINE),))
    (unit, _, [(_, _, issues)]), *_ = reopened(to_xliff(exchange.run(one)))
    assert [issue.get("locQualityIssueEnabled") for issue in issues] == ["yes", "no"]
    assert len(unit.findall(f"{XLF}notes/{XLF}note")) == 1


def test_files_and_identifiers_are_apart(exchange: SimpleNamespace) -> None:
    written = to_xliff(exchange.run(exchange.audited(), exchange.audited([("FLU003", Span(0, 3))])))
    root = etree.fromstring(written.encode())
    assert [file.get("id") for file in root.iter(f"{XLF}file")] == ["f1", "f2"]
    ids = root.xpath("//@xml:id")
    assert len(ids) == len(set(ids)) > 5


def test_severities_run_from_0_to_100(exchange: SimpleNamespace) -> None:
    written = to_xliff(exchange.run(exchange.audited()))
    root = etree.fromstring(written.encode())
    assert {issue.get("locQualityIssueSeverity") for issue in root.iter(f"{ITS}locQualityIssue")} == {
        "0", "33", "67",
    }  # fmt: skip
