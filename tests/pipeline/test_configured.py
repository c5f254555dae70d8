"""Settings of rules: severities, options, limits, and what is said of those that name nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import mtaudit
from mtaudit.config import Settings, load_settings
from mtaudit.errors import UsageError
from mtaudit.model import Severity
from mtaudit.pipeline.configured import configured, not_run
from mtaudit.rules import all_rules, rule_named

if TYPE_CHECKING:
    from pathlib import Path

    from mtaudit.pipeline.findings import RuleRunner


def read(path: Path, content: str) -> RuleRunner:
    path.write_text(content, encoding="utf-8")
    return configured(load_settings(path))


@pytest.fixture
def optional(monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a rule options of either type, and return its code."""
    options = {"allow": ("one",), "reach": 3.0}
    monkeypatch.setattr(type(rule_named("FLU003")), "options", options)
    return "FLU003"


def test_severities_limits_and_options_go_by_code_or_name(tmp_path: Path, optional: str) -> None:
    runner = read(
        tmp_path / "mine.toml",
        '[tool.mtaudit]\nseverities = {FLU001 = "Major", repeated-word = "critical"}\n'
        "limits = {double-determiner = 0.75}\n"
        f'[tool.mtaudit.rules.{optional}]\nallow = ["very", "bye"]\nreach = 2\n',
    )
    assert runner.severities == {"FLU001": Severity.MAJOR, "FLU003": Severity.CRITICAL}
    assert runner.limits == {"FLU001": 0.75}
    assert runner.options == {"FLU003": {"allow": ("very", "bye"), "reach": 2.0}}


@pytest.mark.usefixtures("optional")
@pytest.mark.parametrize(
    ("content", "line"),
    [
        (
            "severities = {repeated-wort = 'major'}",
            "there is no rule 'repeated-wort'; did you mean repeated-word?",
        ),
        (
            "severities = {FLU001 = 'mayor'}",
            "there is no severity 'mayor'; choose one of neutral, minor, major, critical",
        ),
        ("severities = {FLU001 = 3}", "there is no severity 3; choose one of"),
        ("severities = 'major'", "severities is str, not dict; change its value"),
        ("limits = {repeated-wort = 0.5}", "there is no rule 'repeated-wort'; did you mean repeated-word?"),
        ("limits = {FLU003 = 0.5, repeated-word = 0.6}", "FLU003 is given twice; give it once"),
        ("select = ['repeated-wort']", "there is no rule 'repeated-wort'; did you mean repeated-word?"),
        ("ignore = ['repeated-wort']", "there is no rule 'repeated-wort'; did you mean repeated-word?"),
        (
            "[rules.repeated-wort]\nallow = []",
            "there is no rule 'repeated-wort'; did you mean repeated-word?",
        ),
        ("[rules.FLU003]\nalow = []", "FLU003 has no option 'alow'; did you mean allow?"),
        ("[rules.FLU003]\nzzz = 1", "FLU003 has no option 'zzz'; it has allow, reach"),
        ("[rules.FLU001]\nallow = []", "FLU001 has no option 'allow'; it has none"),
        ("[rules.FLU003]\nallow = 1", "the option allow of FLU003 is 1.0; give a list of words"),
        ("[rules.FLU003]\nreach = ['x']", "the option reach of FLU003 is ('x',); give a number"),
        ("[rules.FLU003]\nreach = true", "rules.FLU003: reach is True; give a number, or a list of words"),
        ("[rules.FLU003]\nreach = inf", "rules.FLU003: reach is inf; give a number, or a list of words"),
        ("[rules.FLU003]\nallow = [1]", "rules.FLU003: allow is [1]; give a number, or a list of words"),
        ("[rules]\nFLU003 = 1", "rules.FLU003 is no table; write [tool.mtaudit.rules.FLU003]"),
        ("fail-on = 'awful'", "there is no severity 'awful'; choose one of"),
        ("fail_on = 'major'", "unknown key 'fail_on'; did you mean fail-on?"),
        ("surprisal = 1", "surprisal is int, not bool; change its value"),
        ("baseline = 1", "baseline is int, not str; change its value"),
        ("pivot = '12'", "the pivot is '12'; give a language code such as id"),
    ],
)
def test_a_mistake_names_the_file_and_the_nearest_name(tmp_path: Path, content: str, line: str) -> None:
    path = tmp_path / "mine.toml"
    with pytest.raises(UsageError) as raised:
        read(path, content)
    assert raised.value.file == str(path)
    assert line in str(raised.value)


def test_an_option_of_the_command_line_is_no_mistake_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("select = ['FLU']\nseed = 3\n", encoding="utf-8")
    settings = load_settings(path).over(select=("repeated-wort",), seed=None)
    assert (settings.seed, settings.file_of("seed")) == (3, str(path))
    with pytest.raises(UsageError) as raised:
        configured(settings)
    assert raised.value.file is None


def test_everything_that_changes_findings_changes_the_digest(optional: str) -> None:
    text = "The council said on Tuesday that the bridge would close in May."

    def rules(**options: object) -> str:
        return mtaudit.audit(text, **options).signature.split("|")[2]

    variants = [
        rules(),
        rules(limits={optional: 0.9}),
        rules(severities={optional: "major"}),
        rules(options={optional: {"allow": ["two"]}}),
        rules(options={optional: {"reach": 4}}),
        rules(ignore=[optional]),
    ]
    assert len(set(variants)) == len(variants)
    assert rules(severities={optional: "minor"}) == rules(options={optional: {"reach": 3}}) == rules()


def test_a_severity_of_the_configuration_is_that_of_the_findings() -> None:
    text = "The council said on Tuesday that the the bridge would close in May."
    plain = mtaudit.audit(text, select=["FLU003"])
    changed = mtaudit.audit(text, select=["FLU003"], severities={"repeated-word": "critical"})
    assert [f.severity.value for f in (*plain.findings, *changed.findings)] == ["minor", "critical"]
    assert changed.scores.rule_penalty.per_100_words == 25 * plain.scores.rule_penalty.per_100_words
    with pytest.raises(UsageError, match="there is no severity 'awful'; choose one of neutral, minor"):
        mtaudit.audit(text, severities={"FLU003": "awful"})


def test_rules_that_do_not_run_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(rule_named("FLU001")), "on", False)

    def reasons(settings: Settings, given: set[str]) -> dict[str, str]:
        return {rule.code: rule.reason for rule in not_run(configured(settings).rules, given)}

    plain = reasons(Settings(), set())
    assert plain["FLU001"] == "off unless selected"
    assert plain["SRC001"] == "needs the source: --source FILE"
    assert "FLU003" not in plain
    assert "FLU001" not in reasons(Settings(select=("FLU",)), set())
    assert reasons(Settings(select=("FLU",)), set())["ACC001"] == "not selected"
    assert "SRC001" not in reasons(Settings(), {"source"})
    needing = {rule.code for rule in all_rules() if rule.needs and rule.on}
    assert needing <= set(plain)


@dataclass
class Case:
    """What a file says, and what is read."""

    content: str
    name: str
    value: object


@pytest.mark.parametrize(
    "case",
    [
        Case("fail-on = 'MAJOR'", "fail_on", Severity.MAJOR),
        Case("surprisal = true", "surprisal", True),
        Case("limits = {FLU003 = 1}", "limits", (("FLU003", 1.0),)),
    ],
    ids=lambda case: case.name,
)
def test_what_a_file_says_is_read(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(case.content, encoding="utf-8")
    assert getattr(load_settings(path), case.name) == case.value


def test_a_baseline_is_looked_for_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("baseline = 'known.json'", encoding="utf-8")
    assert load_settings(path).baseline == tmp_path / "known.json"
