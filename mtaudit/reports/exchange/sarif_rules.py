"""What a SARIF file says of each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mtaudit.reports.exchange.words import importance, level

if TYPE_CHECKING:
    from mtaudit.model import RuleInfo

__all__ = ["descriptor"]

_HEADING = re.compile(r"^## +", re.MULTILINE)
#: GitHub's own names for levels in the properties of a rule.
_PROBLEMS = {"note": "recommendation", "warning": "warning", "error": "error"}


def descriptor(rule: RuleInfo) -> dict[str, Any]:
    """Return a rule as SARIF's ``reportingDescriptor``; its help is the docstring with all headings.

    :param rule: what the rule says of itself.
    """
    default = level(rule.severity, house_style=rule.house_style)
    short, _, rest = rule.description.partition("\n")
    whole = {"text": _HEADING.sub("", rule.description), "markdown": rule.description}
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": _first_section(rest) or short},
        "help": whole,
        "defaultConfiguration": {
            "enabled": rule.on,
            "level": default,
            "rank": importance(rule.severity, 0),
        },
        "properties": {
            "category": rule.category,
            "itsType": rule.its_type,
            "severity": rule.severity,
            "houseStyle": rule.house_style,
            "problem.severity": _PROBLEMS[default],
            "tags": ["translation", *rule.category.split("/")],
        },
    }


def _first_section(text: str) -> str:
    """Return what stands under the first heading, *What it finds*, on one line."""
    sections = _HEADING.split(text)
    return " ".join(sections[1].split("\n", 1)[1].split()) if len(sections) > 1 else ""
