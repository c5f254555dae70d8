"""Running rules: their patterns matched once, their hits held against the limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from mtaudit.analysis.patterns import PatternSet, find_matches
from mtaudit.model import Finding
from mtaudit.rules import Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.source import SourceText
    from mtaudit.model import Severity
    from mtaudit.rules import Hit, Option, Rule

__all__ = ["RuleRunner", "find_all"]

_KINDS = ("patterns", "phrases", "lemma_phrases")


@dataclass(frozen=True)
class RuleRunner:
    """Rules with what the configuration changes of them.

    :param rules: the rules to run.
    :param limits: smallest value that becomes a finding, by code; the rule's own where none is given.
    :param severities: by code; the rule's own where none is given.
    :param options: options of the configuration, by code and name.
    """

    rules: Sequence[Rule]
    limits: Mapping[str, float] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Option]] = field(default_factory=dict)

    @cached_property
    def _patterns(self) -> PatternSet:
        """All that the rules want matched, under ``code/name``."""
        gathered = (
            {
                f"{rule.code}/{name}": wanted
                for rule in self.rules
                for name, wanted in getattr(rule, kind).items()
            }
            for kind in _KINDS
        )
        return PatternSet(*gathered)

    def run(self, document: AnalysedDocument, *, source: SourceText | None = None) -> tuple[Finding, ...]:
        """Run the rules on a document; those whose evidence is not there are left out.

        :param document: the analysed document.
        :param source: the text that the document was made from.
        :returns: findings in the order of their spans.
        """
        there = {"source"} if source is not None else set()
        matches = find_matches(document, self._patterns)
        findings: list[Finding] = []
        for rule in self.rules:
            if not rule.needs <= there:
                continue
            own = {
                name: matches.get(f"{rule.code}/{name}", [])
                for kind in _KINDS
                for name in getattr(rule, kind)
            }
            options = {**rule.options, **self.options.get(rule.code, {})}
            evidence = Evidence(document, own, options, source if "source" in rule.needs else None)
            limit = self.limits.get(rule.code, rule.limit)
            severity = self.severities.get(rule.code, rule.severity)
            hits = rule.find(evidence)
            findings.extend(_finding(document, rule, severity, hit) for hit in hits if hit.value >= limit)
        return tuple(sorted(findings, key=lambda f: (f.span, f.code)))


def find_all(
    document: AnalysedDocument, rules: Sequence[Rule], limits: Mapping[str, float] | None = None
) -> tuple[Finding, ...]:
    """Run rules on one document; for many, keep a :class:`RuleRunner`."""
    return RuleRunner(rules, limits or {}).run(document)


def _finding(document: AnalysedDocument, rule: Rule, severity: Severity, hit: Hit) -> Finding:
    held = document.segment_at(hit.span.start)
    return Finding(
        rule.code,
        rule.name,
        rule.category,
        rule.its_type,
        severity,
        hit.confidence,
        hit.value,
        held.segment.index if held else 0,
        hit.span,
        hit.span.of(document.text),
        hit.message,
        hit.suggestion,
        rule.house_style,
    )
