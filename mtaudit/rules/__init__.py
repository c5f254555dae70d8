"""The rules: what betrays the machine. One rule, one file; families are folders."""

from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.catalogue import all_rules, choose, digest, rule_named

__all__ = ["Evidence", "Hit", "Rule", "all_rules", "choose", "digest", "rule_named"]
