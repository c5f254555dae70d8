"""Every rule fires where its cases say, with exactly their spans, and is silent elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.analysis.source import analyse_source
from mtaudit.comparison import compare
from mtaudit.engines import open_language_model
from mtaudit.model import Document
from mtaudit.pipeline.findings import RuleRunner
from mtaudit.rules import Compared, all_rules, rule_named

CASES = {path.stem: path for path in sorted(Path(__file__).with_name("cases").glob("*.yaml"))}


def _load(kind: str) -> list[object]:
    """Cases of every rule; those of rules that ask the language model are slow and need it."""
    loaded = {name: yaml.safe_load(path.read_text(encoding="utf-8")) for name, path in CASES.items()}
    asking = {rule.name for rule in all_rules() if "surprisal" in rule.needs}
    marks = (pytest.mark.engine, pytest.mark.slow)
    return [
        pytest.param(name, case, marks=marks if name in asking else ())
        for name, cases in loaded.items()
        for case in cases[kind]
    ]


def _hits(name: str, case: dict[str, object]) -> list[str]:
    """What a rule finds in a case, beside its source or its native report where it has one."""
    rule = rule_named(name)
    document = Document("case", str(case["text"]))
    given = Document("source", str(case["source"])) if "source" in case else None
    source = analyse_source(given, document) if given else None
    model = open_language_model() if "surprisal" in rule.needs else None
    analysed = analyse(document)
    held = []
    if "reference" in case:
        native = analyse(Document("native", str(case["reference"])))
        held = [Compared("native", compare(analysed, native))]
    found = RuleRunner([rule]).run(analysed, source=source, model=model, comparisons=held)
    return [finding.text for finding in found]


@pytest.mark.parametrize(("name", "case"), _load("fires"))
def test_fires(name: str, case: dict[str, object]) -> None:
    assert _hits(name, case) == case["spans"]


@pytest.mark.parametrize(("name", "case"), _load("silent"))
def test_is_silent(name: str, case: dict[str, object]) -> None:
    assert _hits(name, case) == []


def test_every_rule_has_cases_and_every_case_file_a_rule() -> None:
    assert set(CASES) == {rule.name for rule in all_rules()}


@pytest.mark.parametrize("name", sorted(CASES))
def test_three_cases_of_either_kind(name: str) -> None:
    cases = yaml.safe_load(CASES[name].read_text(encoding="utf-8"))
    assert cases["rule"] == name
    assert len(cases["fires"]) >= 3
    assert len(cases["silent"]) >= 3
    assert all(case["why"] for case in cases["silent"])
