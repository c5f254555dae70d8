"""What every rule keeps to, so that its page in the catalogue can be trusted."""

from __future__ import annotations

import inspect
import re

import pytest

from mtaudit.model import Severity
from mtaudit.rules import NEEDS, DensityRule, Rule, all_rules

HEADINGS = ["What it finds", "Why it matters", "Known false alarms", "Example", "Source"]
FAMILIES = {
    "ACC": "accuracy", "CON": "contrast", "DEN": "density", "FLU": "fluency", "HOU": "house_style",
    "LOC": "locale", "REF": "reference", "SRC": "source", "STY": "style",
}  # fmt: skip

#: Internationalization Tag Set 2.0 (W3C 2013), values of the localization quality issue type.
ITS_TYPES = set(
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal "
    "register locale-specific-content locale-violation style characters misspelling typographical "
    "formatting inconsistent-entities numbers markup pattern-problem whitespace internationalization "
    "length non-conformance uncategorized other".split()
)
#: Freitag et al. 2021, table 12.
CATEGORIES = {
    "Accuracy": {"Addition", "Omission", "Mistranslation", "Untranslated text"},
    "Fluency": {
        "Punctuation", "Spelling", "Grammar", "Register", "Inconsistency", "Character encoding",
    },
    "Terminology": {"Inappropriate for context", "Inconsistent use of terminology"},
    "Style": {"Awkward"},
    "Locale convention": {
        "Address format", "Currency format", "Date format", "Name format", "Telephone format",
        "Time format",
        "Number format",  # of MQM itself; Freitag et al. have no kind for plain numbers
    },
    "Non-translation": set(),
}  # fmt: skip

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


@RULES
def test_its_docstring_has_the_five_headings_in_order(rule: Rule) -> None:
    description = rule.info().description
    assert re.findall(r"^## (.+)$", description, re.MULTILINE) == HEADINGS
    sections = re.split(r"^## .+$", description, flags=re.MULTILINE)
    assert all(section.strip() for section in sections)
    assert sections[0].strip().endswith(".")


@RULES
def test_its_code_tells_its_family_and_its_file_its_name(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    *_, family, module = type(rule).__module__.split(".")
    assert family == FAMILIES[rule.code[:3]]
    assert module == rule.name.replace("-", "_")


@RULES
def test_its_category_type_and_severity_are_known(rule: Rule) -> None:
    branch, _, kind = rule.category.partition("/")
    assert kind in CATEGORIES[branch]
    assert rule.its_type in ITS_TYPES
    assert isinstance(rule.severity, Severity)
    assert 0 <= rule.limit <= 1
    assert rule.house_style == (rule.code[:3] == "HOU")
    assert isinstance(rule, DensityRule) == (rule.code[:3] == "DEN")
    assert rule.severity is Severity.NEUTRAL or rule.code[:3] not in ("DEN", "HOU", "REF")
    assert rule.needs <= set(NEEDS)
    assert (rule.code[:3] == "REF") == ("reference" in rule.needs)


@RULES
def test_it_is_the_only_rule_of_its_module(rule: Rule) -> None:
    module = inspect.getmodule(type(rule))
    own = [v for v in vars(module).values() if inspect.isclass(v) and v.__module__ == module.__name__]
    assert [value for value in own if issubclass(value, Rule)] == [type(rule)]


def test_codes_and_names_are_unique() -> None:
    rules = all_rules()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules) >= 40
