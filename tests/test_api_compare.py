"""Comparing systems from Python."""

from __future__ import annotations

import json

import jsonschema
import pytest
from sacrebleu.metrics.bleu import BLEU

import mtaudit
from mtaudit.reports.systems.json import comparison_schema


def test_systems_against_a_reference(outputs: dict[str, list[str]]) -> None:
    systems = {name: outputs[name] for name in ("good", "near", "poor")}
    report = mtaudit.compare(
        outputs["reference"], systems, metrics=["BLEU", "ter"], paired="bootstrap", samples=200, jobs=1,
        documents=["d1"] * 12 + ["d2"] * 12, segments=True,
    )  # fmt: skip
    assert isinstance(report, mtaudit.SystemReport)
    jsonschema.validate(json.loads(report.to_json()), comparison_schema())
    frame = report.to_frame().set_index(["measure", "system"])
    score = BLEU().corpus_score(systems["near"], [outputs["reference"]]).score
    assert frame.loc[("bleu", "near"), "score"] == pytest.approx(score, rel=1e-5)
    assert len(report.to_frame("segments")) == 2 * 3 * 24
    assert len(report.to_frame("documents")) == 2 * 3 * 2
    assert len(report.differences) == 6
    assert report.to_latex().startswith("%")


def test_several_references_options_and_other_scores(outputs: dict[str, list[str]]) -> None:
    references = {"A": outputs["reference"], "B": outputs["good"]}
    systems = {"near": outputs["near"], "poor": outputs["poor"]}
    report = mtaudit.compare(
        references, systems, metrics=["bleu"], options={"tokenize": "intl"}, jobs=1,
        scores={"errors": {"near": [0.0] * 24, "poor": [1.0] * 23 + [None]}}, lower_is_better=["errors"],
        human={"da": {"near": [0.5] * 24, "poor": [0.25] * 24}},
    )  # fmt: skip
    assert report.references == ("A", "B")
    assert "nrefs:2" in report.measures[0].signature
    assert "tok:intl" in report.measures[0].signature
    values = {(row.measure, row.system): row.score for row in report.scores}
    expected = BLEU(tokenize="intl").corpus_score(systems["poor"], list(references.values())).score
    assert values["bleu", "poor"] == pytest.approx(expected)
    assert values["errors", "poor"] == 1
    assert [(one.name, one.higher_is_better, one.human) for one in report.measures[1:]] == [
        ("errors", False, False),
        ("da", True, True),
    ]
    assert report.correlations


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"paired": "t-test"}, "no test is called 't-test'; choose among bootstrap, randomisation"),
        ({"correction": "bonferroni"}, "no correction is called 'bonferroni'; choose among holm"),
        ({"metrics": ["rouge"]}, "no metric is called 'rouge'"),
        ({"options": {"tokeniser": "13a"}}, "an option of sacrebleu's is not known"),
        ({"options": {"tokenize": "14a"}}, "BLEU has no tokeniser '14a'"),
        ({"baseline": "x", "paired": "bootstrap"}, "the baseline 'x' is no system"),
        ({"systems": {}}, "there is no system"),
        ({"systems": {"a": "one text"}}, "a is one text; give a list with one text a segment"),
        ({"systems": {"a": ["x"]}}, "a: 1 segment, but reference has 24 segments"),
        ({"scores": {"bleu": {"near": [1.0] * 24}}}, "a measure is called 'bleu' already"),
    ],
)
def test_mistakes(outputs: dict[str, list[str]], changes: dict[str, object], told: str) -> None:
    arguments = {"systems": {"near": outputs["near"], "poor": outputs["poor"]}, "jobs": 1} | changes
    with pytest.raises(mtaudit.MtauditError, match=told):
        mtaudit.compare(outputs["reference"], **arguments)
