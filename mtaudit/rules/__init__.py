"""The rules: what betrays the machine. One rule, one file; families are folders."""

from mtaudit.rules.base import (
    NEEDS,
    Alternative,
    Compared,
    ContrastRule,
    DensityRule,
    Evidence,
    Hit,
    Option,
    Rule,
)
from mtaudit.rules.catalogue import all_rules, choose, digest, fitting, known_rules, rule_named

__all__ = [
    "NEEDS",
    "Alternative",
    "Compared",
    "ContrastRule",
    "DensityRule",
    "Evidence",
    "Hit",
    "Option",
    "Rule",
    "all_rules",
    "choose",
    "digest",
    "fitting",
    "known_rules",
    "rule_named",
]
