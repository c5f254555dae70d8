"""Many documents from Python: reports in order, frames with the index of their documents."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, ClassVar

import pandas as pd
import pytest

import mtaudit
from mtaudit.errors import InputError, UsageError
from mtaudit.model import Document, Severity
from mtaudit.rules import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def documents(texts: dict[str, str]) -> list[object]:
    """A text, an empty one, one with a native report, and one in Indonesian."""
    return [
        texts["harbour"],
        " ",
        {"text": texts["harbour"], "reference": texts["native"], "id": "pair", "date": "2026-05-01"},
        Document("indonesian", texts["indonesian"]),
    ]


@pytest.mark.parametrize("jobs", [0, pytest.param(2, marks=pytest.mark.slow)])
def test_reports_come_in_order_and_failures_are_told(documents: list[object], jobs: int) -> None:
    failed, steps = {}, []
    reports = list(
        mtaudit.audit_many(
            documents,
            jobs=jobs,
            failed=lambda name, error: failed.update({name: error.problem}),
            progress=lambda *step: steps.append(step),
        )
    )
    assert [report.document.id for report in reports] == ["document-1", "pair"]
    assert [len(report.references) for report in reports] == [0, 1]
    assert [report.document.date for report in reports] == [None, date(2026, 5, 1)]
    assert failed == {
        "document-2": "there are no words in it",
        "indonesian": "its language is 'id', not English",
    }
    assert steps == [("auditing", done, 4) for done in range(1, 5)]


def test_a_report_is_that_of_audit(texts: dict[str, str]) -> None:
    (report,) = mtaudit.audit_many([{"text": texts["harbour"], "id": "text"}], select=["FLU"])
    assert report == mtaudit.audit(texts["harbour"], select=["FLU"])


class Harbours(Rule):
    """Every harbour is a finding."""

    code = "OWN002"
    name = "harbours"
    category = "Style"
    its_type = "style"
    severity = Severity.MINOR
    lemma_phrases: ClassVar = {"harbour": ["harbour"]}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        for segment, words in evidence.matches["harbour"]:
            yield Hit(segment.span_of(words), "There it is.")


@pytest.mark.parametrize("jobs", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_a_rule_of_ones_own_runs_on_every_document(texts: dict[str, str], jobs: int) -> None:
    own = [Harbours()]
    alone = mtaudit.audit(texts["harbour"], extra_rules=own, select=["OWN"])
    assert [finding.code for finding in alone.findings] == ["OWN002"] * len(alone.findings) != []
    two = [{"text": texts["harbour"], "id": "text"}] * 2
    many = list(mtaudit.audit_many(two, extra_rules=own, select=["OWN"], jobs=jobs))
    assert many == [alone, alone]
    frame = mtaudit.audit_frame(pd.DataFrame(two), id="id", table="findings", extra_rules=own, jobs=jobs)
    assert list(frame.code).count("OWN002") == 2 * len(alone.findings)


def test_a_rule_that_no_process_can_import_is_told_of_before_one_starts(texts: dict[str, str]) -> None:
    class Local(Harbours):
        pass

    with pytest.raises(UsageError, match="a process cannot import the rule Local"):
        mtaudit.audit_many([texts["harbour"]], extra_rules=[Local()], jobs=1)


def test_a_notebooks_rule_is_told_of_too(texts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Harbours()
    monkeypatch.setattr(Harbours, "__module__", "__main__")
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    monkeypatch.setattr(sys.modules["__main__"], "Harbours", Harbours, raising=False)
    with pytest.raises(UsageError, match="a process cannot import the rule Harbours"):
        mtaudit.audit_many([texts["harbour"]], extra_rules=[rule], jobs=1)


def test_documents_are_taken_as_they_are_needed(texts: dict[str, str]) -> None:
    def endless():
        while True:
            yield texts["harbour"]

    reports = mtaudit.audit_many(endless())
    assert [next(reports).document.id for _ in range(3)] == ["document-1", "document-2", "document-3"]
    reports.close()


def test_without_anybody_to_tell_an_error_is_raised(documents: list[object]) -> None:
    reports = mtaudit.audit_many(documents)
    assert next(reports).document.id == "document-1"
    with pytest.raises(InputError, match="document-2: there are no words in it"):
        next(reports)


def test_a_native_report_that_cannot_be_used_is_left_out(texts: dict[str, str]) -> None:
    pair = {"text": texts["harbour"], "reference": texts["indonesian"]}
    (report,) = mtaudit.audit_many([pair])
    assert report.references == ()
    assert [(failure.stage, failure.reason) for failure in report.failures] == [
        ("reference", "its language is 'id', not English")
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"text": "x", "txt": "y"}, "document-1 has the key 'txt'; give texts, or mappings with date, id"),
        ({"reference": "x"}, "document-1 has no text"),
        ({"text": "x", "date": "May"}, "the date of document-1 is 'May'; give YYYY-MM-DD"),
    ],
)
def test_what_is_no_document_is_refused(given: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        list(mtaudit.audit_many([given]))


def test_a_timeout_needs_a_process() -> None:
    with pytest.raises(UsageError, match="a timeout needs a process that can be stopped; give jobs=1"):
        mtaudit.audit_many([], timeout=5)


@pytest.fixture
def frame(texts: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "english": [texts["harbour"], None, texts["harbour"]],
            "native": [texts["native"], texts["native"], None],
            "day": pd.to_datetime(["2026-05-01", None, None]),
        },
        index=["a", "b", "c"],
    )


def test_a_frame_of_scores_has_a_row_for_every_document(frame: pd.DataFrame) -> None:
    scores = mtaudit.audit_frame(frame, text="english", reference="native", date="day")
    assert list(scores.index) == list(scores.document) == ["a", "b", "c"]
    assert scores.failure.fillna("").tolist() == ["", "there are no words in it", ""]
    assert scores.references.tolist() == [1, pd.NA, 0]
    assert scores.date.fillna("").tolist() == ["2026-05-01", "", ""]
    assert list(scores.columns)[-2:] == ["signature", "failure"]


def test_a_frame_of_findings_has_those_of_all_documents(frame: pd.DataFrame) -> None:
    findings = mtaudit.audit_frame(frame, text="english", table="findings", select=["repeated-word"])
    assert findings[["document", "text"]].values.tolist() == [["a", "the the"], ["c", "the the"]]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "the frame has no column 'text'; name one of its columns"),
        ({"text": "english", "reference": "nativ"}, "the frame has no column 'nativ'"),
        ({"text": "english", "table": "failures"}, "there is no table 'failures'; choose scores"),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(
    frame: pd.DataFrame, options: dict[str, str], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        mtaudit.audit_frame(frame, **options)
