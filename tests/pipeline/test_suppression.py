"""Comments in a text and a baseline keep findings from being counted, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

import mtaudit
from mtaudit.config import Settings
from mtaudit.errors import UsageError
from mtaudit.model import Document
from mtaudit.pipeline import Auditor, report_fingerprints
from mtaudit.pipeline.baseline import baseline_json, read_baseline
from mtaudit.reports.console import render
from mtaudit.reports.json_format import schema

if TYPE_CHECKING:
    from pathlib import Path

    from mtaudit import AuditReport

#: Written for these tests; a doubled word in each paragraph.
PARAGRAPHS = (
    "The council said on Tuesday that the the old bridge would close in May.",
    "Engineers found cracks in the northern northern pier after the storm.",
    "Buses will take another road until the the work is done.",
)
TEXT = "\n\n".join(PARAGRAPHS) + "\n"


def audit(text: str) -> AuditReport:
    return mtaudit.audit(text, select=["FLU003"])


def found(report: AuditReport) -> list[str]:
    return [finding.text for finding in report.findings]


def suppressed(report: AuditReport) -> list[tuple[str, str]]:
    return [(held.finding.text, held.why.value) for held in report.suppressed]


@pytest.mark.parametrize(
    "words",
    ["FLU003", "repeated-word", "flu", "ACC001,FLU003", "  ACC001 ,, FLU003  ", ""],
)
def test_a_comment_on_its_own_line_holds_for_the_next_block(words: str) -> None:
    text = TEXT.replace("Engineers", f"<!-- mtaudit: ignore {words} -->\nEngineers")
    report = audit(text)
    assert found(report) == ["the the", "the the"]
    assert suppressed(report) == [("northern northern", "inline")]
    assert report.failures == ()


@pytest.mark.parametrize("where", ["{} <!-- mtaudit: ignore -->", "<!-- mtaudit: ignore --> {}"])
def test_a_comment_in_a_paragraph_holds_for_that_paragraph(where: str) -> None:
    report = audit(TEXT.replace(PARAGRAPHS[1], where.format(PARAGRAPHS[1])))
    assert suppressed(report) == [("northern northern", "inline")]


def test_a_comment_inside_a_sentence_is_no_word_of_it() -> None:
    text = TEXT.replace("northern northern", "northern <!-- mtaudit: ignore FLU003 --> northern")
    report = audit(text)
    assert suppressed(report) == [("northern <!-- mtaudit: ignore FLU003 --> northern", "inline")]
    assert audit(TEXT).document.words == report.document.words


def test_a_comment_for_the_whole_text_holds_from_anywhere() -> None:
    report = audit(TEXT + "\n<!-- mtaudit: ignore-file FLU003 -->\n")
    assert found(report) == []
    assert [why for _, why in suppressed(report)] == ["inline"] * 3


def test_several_comments_hold_together() -> None:
    lines = "<!-- mtaudit: ignore ACC -->\n<!-- mtaudit: ignore FLU003 -->\n"
    assert suppressed(audit(TEXT.replace("Engineers", f"{lines}Engineers"))) == [
        ("northern northern", "inline")
    ]


def test_another_rule_is_not_ignored() -> None:
    report = audit(TEXT.replace("Engineers", "<!-- mtaudit: ignore ACC STY001 -->\nEngineers"))
    assert (len(report.findings), report.suppressed) == (3, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"], ids=ascii)
def test_spans_and_digest_are_those_of_the_text_as_it_was_read(end: str) -> None:
    text = TEXT.replace("Engineers", "<!-- mtaudit: ignore ACC -->\nEngineers").replace("\n", end)
    report = audit(text)
    assert report.document.sha256 == Document("x", text).sha256
    for part in (*report.findings, *report.document.segments):
        assert part.span.of(text) == part.text
    (comment,) = [s for s in report.document.segments if s.text.startswith("<!--")]
    assert comment.role.value == "boilerplate"
    assert len(report.findings) == 3


def test_a_comment_changes_no_role_around_it() -> None:
    title = "Bridge Closed in Port Selan\n\n"
    plain = [s.role for s in audit(title + TEXT).document.segments]
    marked = audit(f"{title}<!-- mtaudit: ignore ACC -->\n{TEXT}<!-- mtaudit: ignore ACC -->\n")
    assert [s.role for s in marked.document.segments if not s.text.startswith("<!--")] == plain


def test_a_text_of_comments_alone_has_no_words() -> None:
    with pytest.raises(mtaudit.InputError, match="there are no words in it"):
        mtaudit.audit("<!-- mtaudit: ignore-file -->\n")


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("ignore FLU999", "says 'FLU999': there is no such rule"),
        ("ignore repeated-wort", "there is no such rule; did you mean repeated-word?"),
        ("ignroe FLU003", "says 'ignroe': there is no such order; write ignore or ignore-file"),
        ("", "says '': there is no such order"),
        ("ignore " + "x" * 300, f"says {'x' * 40 + '…'!r}: there is no such rule"),
        ("ignore \x1b[31m\u202e'\"{0}%s", "there is no such rule"),
    ],
    ids=ascii,
)
def test_what_a_comment_gets_wrong_is_a_failure_and_no_error(comment: str, reason: str) -> None:
    report = audit(f"{TEXT}\n<!-- mtaudit: {comment} -->\n")
    assert (len(report.findings), report.suppressed) == (3, ())
    assert {failure.stage for failure in report.failures} == {"rules"}
    assert reason in report.failures[0].reason
    jsonschema.validate(json.loads(report.to_json()), schema())
    assert "\x1b" not in render(report)


def test_failures_of_hostile_comments_are_few() -> None:
    report = audit(TEXT + "".join(f"\n<!-- mtaudit: ignore X{n} Y{n} Z{n} -->" for n in range(200)))
    assert len(report.failures) == 21
    assert report.failures[-1].reason == "580 more words of comments name no rule"
    assert len(report.findings) == 3


@pytest.mark.parametrize(
    "text",
    ["<!-- mtaudit: ignore", "<!-- mtaudit: ignore\n-->", "<!-- ignore FLU003 -->", "mtaudit: ignore FLU003"],
    ids=ascii,
)
def test_what_is_no_comment_of_ours_ignores_nothing(text: str) -> None:
    assert len(audit(f"{TEXT}\n{text}\n").findings) == 3


def test_suppressed_findings_count_nowhere_and_are_told() -> None:
    report = audit(TEXT + "\n<!-- mtaudit: ignore-file -->\n")
    assert report.scores.rule_penalty.per_100_words == 0
    assert len(report.to_frame("findings")) == 0
    assert "3 findings, not counted: 3 by comments in the text" in " ".join(render(report).split())
    loaded = json.loads(report.to_json())
    jsonschema.validate(loaded, schema())
    assert loaded["findings"] == []
    assert [held["why"] for held in loaded["suppressed"]] == ["inline"] * 3
    assert loaded["suppressed"][0]["text"] == "the the"


def with_baseline(path: Path, text: str, name: str = "text") -> AuditReport:
    settings = Settings(select=("FLU003",), back_translate=False, baseline=path)
    return Auditor(settings).audit(Document(name, text))


@pytest.mark.parametrize("kind", ["report", "list"])
def test_a_baseline_leaves_the_new_findings(tmp_path: Path, kind: str) -> None:
    report = audit(TEXT)
    path = tmp_path / "known.json"
    path.write_text(report.to_json() if kind == "report" else baseline_json(report_fingerprints(report)))
    again = with_baseline(path, TEXT)
    assert (found(again), [why for _, why in suppressed(again)]) == ([], ["baseline"] * 3)
    edited = TEXT.replace("Engineers found", "On Monday, divers reported that they had seen").replace(
        "The council", "The bad bad news came on Friday.\n\nThe council"
    )
    assert found(with_baseline(path, edited)) == ["bad bad"]
    # A report made with a baseline is as good a baseline as the first.
    path.write_text(with_baseline(path, edited).to_json())
    assert found(with_baseline(path, edited)) == []


def test_equal_findings_are_counted_through(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(audit(TEXT).to_json())
    assert found(with_baseline(path, f"{TEXT}\n{PARAGRAPHS[0]}\n")) == ["the the"]


def test_a_baseline_is_of_one_document(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    path.write_text(audit(TEXT).to_json())
    assert len(with_baseline(path, TEXT, name="other").findings) == 3


def test_what_a_comment_suppresses_is_not_of_the_baseline(tmp_path: Path) -> None:
    marked = TEXT.replace("Engineers", "<!-- mtaudit: ignore -->\nEngineers")
    report = audit(marked)
    assert len(report_fingerprints(report)) == 2
    path = tmp_path / "known.json"
    path.write_text(report.to_json())
    assert read_baseline(path) == set(report_fingerprints(report))
    assert found(with_baseline(path, TEXT)) == ["northern northern"]


@pytest.mark.parametrize(
    "content",
    [
        "", "{", "1", '"text"', "[1]", '["xyz"]', "{}", '{"document": 1}', "[" * 100_000,
        '{"document": {"id": "x", "segments": [1]}, "findings": []}',
        '{"document": {"id": 1, "segments": []}, "findings": []}',
        '{"document": {"id": "x", "segments": []}, "findings": [{"code": "X", "start": "1", "end": 2}]}',
        '{"document": {"id": "x", "segments": []}, "findings": null}',
        '{"document": {"id": "x", "segments": []}, "findings": [], "suppressed": [{}]}',
        "1" * 5000,
    ],
    ids=lambda content: ascii(content)[:40],
)  # fmt: skip
def test_what_is_no_baseline_is_a_clear_mistake(tmp_path: Path, content: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"bad\.json: .*baseline.*; give what `mtaudit audit"):
        read_baseline(path)


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file or directory; name a baseline that can be read"):
        read_baseline(tmp_path / "none.json")
