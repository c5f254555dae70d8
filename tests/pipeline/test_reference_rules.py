"""Rules that need a native report: when they run, what they weigh, and several reports at once."""

from __future__ import annotations

import pytest

import mtaudit
from mtaudit.model import Severity

TEXT = (
    "The storm killed three fishermen off the southern coast of Java on Monday, the agency said. "
    "The union accepted the offer of the mine on Friday, its chairman told reporters in Timika."
)
NATIVE = (
    "The storm injured three fishermen off the southern coast of Java on Monday, the agency said. "
    "The union accepted the offer of the mine on Friday, its chairman told reporters in Timika."
)
OTHER = (
    "The storm injured three fishermen off the southern coast of Java on Monday, the agency said. "
    "Farmers in the hills above the town began to plant rice again after the rain."
)


def test_without_a_native_report_they_do_not_run_and_say_why() -> None:
    report = mtaudit.audit(TEXT, select=["REF", "FLU"])
    reasons = {rule.reason for rule in report.rules_not_run if rule.code.startswith("REF")}
    assert reasons == {"needs a native report: --reference FILE"}
    assert not any(code.startswith("REF") for code in report.rules_run)


def test_one_finding_a_place_that_names_every_native_report() -> None:
    report = mtaudit.audit(TEXT, [NATIVE, OTHER], select=["REF"])
    (finding,) = report.findings
    assert (finding.code, finding.text, finding.severity) == ("REF005", "killed", Severity.NEUTRAL)
    assert finding.reference_text == "injured"
    assert finding.reference_span is not None
    assert finding.reference_span.of(NATIVE) == "injured"
    assert "reference-1, reference-2; either may be right" in finding.message
    assert "REF005" in report.rules_run


@pytest.mark.parametrize("severity", ["neutral", "major"])
def test_they_weigh_nothing_whatever_their_severity(severity: str) -> None:
    report = mtaudit.audit(TEXT, NATIVE, select=["REF"], severities={"REF005": severity})
    assert [finding.severity for finding in report.findings] == [severity]
    assert report.scores.rule_penalty.per_100_words == 0
    assert report.scores.rule_penalty.control_per_100_words == 0


def test_words_covered_stand_beside_segments_covered() -> None:
    covered = mtaudit.audit(TEXT, OTHER, select=["REF"]).references[0].comparison.coverage
    assert covered.words is not None
    assert covered.reference_words is not None
    assert 0 < covered.words < 1
    assert 0 < covered.reference_words < 1
