"""Running rules: their patterns matched once, their hits held against the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.patterns import find_matches
from mtaudit.model import Finding
from mtaudit.rules import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.rules import Hit, Rule

__all__ = ["find_all"]


def find_all(
    document: AnalysedDocument, rules: Sequence[Rule], limits: Mapping[str, float]
) -> tuple[Finding, ...]:
    """Run rules on a document.

    :param document: the analysed document.
    :param rules: the rules to run.
    :param limits: smallest value that becomes a finding, by code; the rule's own where none is given.
    :returns: findings in the order of their spans.
    """
    named = {f"{rule.code}/{name}": patterns for rule in rules for name, patterns in rule.patterns.items()}
    matches = find_matches(document, named)
    findings: list[Finding] = []
    for rule in rules:
        own = {name: matches.get(f"{rule.code}/{name}", []) for name in rule.patterns}
        limit = limits.get(rule.code, rule.limit)
        hits = rule.find(Evidence(document, own))
        findings.extend(_finding(document, rule, hit) for hit in hits if hit.value >= limit)
    return tuple(sorted(findings, key=lambda f: (f.span, f.code)))


def _finding(document: AnalysedDocument, rule: Rule, hit: Hit) -> Finding:
    held = document.segment_at(hit.span.start)
    return Finding(
        rule.code,
        rule.name,
        rule.category,
        rule.its_type,
        rule.severity,
        hit.confidence,
        hit.value,
        held.segment.index if held else 0,
        hit.span,
        hit.span.of(document.text),
        hit.message,
        hit.suggestion,
        rule.house_style,
    )
