"""Running rules: their patterns matched once, their hits held against the limits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from mtaudit.analysis.patterns import PatternSet, find_matches
from mtaudit.engines import Replacement
from mtaudit.model import Finding, Span
from mtaudit.rules import ContrastRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.patterns import Match
    from mtaudit.analysis.source import SourceText
    from mtaudit.engines import LanguageModel
    from mtaudit.model import Severity
    from mtaudit.rules import Compared, Hit, Option, Rule

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

    @cached_property
    def _wanted(self) -> Mapping[str, Mapping[str, str]]:
        """Names of each rule's patterns with what they are matched under, for rules that have any."""
        named = {rule.code: [name for kind in _KINDS for name in getattr(rule, kind)] for rule in self.rules}
        return {code: {name: f"{code}/{name}" for name in names} for code, names in named.items() if names}

    @cached_property
    def _options(self) -> Mapping[str, Mapping[str, Option]]:
        """Options of each rule, those that were set before its own."""
        return {rule.code: {**rule.options, **self.options.get(rule.code, {})} for rule in self.rules}

    def run(
        self,
        document: AnalysedDocument,
        *,
        source: SourceText | None = None,
        model: LanguageModel | None = None,
        comparisons: Sequence[Compared] = (),
    ) -> tuple[Finding, ...]:
        """Run the rules on a document; those whose evidence is not there are left out.

        :param document: the analysed document.
        :param source: the text that the document was made from.
        :param model: scores the document's words, and what could stand in their place.
        :param comparisons: the document held against each native report.
        :returns: findings in the order of their spans.
        :raises EngineError: when the model fails.
        """
        there = {"source"} if source is not None else set()
        if model is not None:
            there.add("surprisal")
        if comparisons:
            there.add("reference")
        matches = find_matches(document, self._patterns)
        ready = [
            (rule, self._evidence(rule, document, matches, source, comparisons))
            for rule in self.rules
            if rule.needs <= there
        ]
        if model is not None:
            ready = _scored(ready, document, model)
        findings: list[Finding] = []
        for rule, evidence in ready:
            limit = self.limits.get(rule.code, rule.limit)
            severity = self.severities.get(rule.code, rule.severity)
            hits = rule.find(evidence)
            findings.extend(_finding(document, rule, severity, hit) for hit in hits if hit.value >= limit)
        return tuple(sorted(findings, key=lambda f: (f.span, f.code)))

    def _evidence(
        self,
        rule: Rule,
        document: AnalysedDocument,
        matches: Mapping[str, Sequence[Match]],
        source: SourceText | None,
        comparisons: Sequence[Compared],
    ) -> Evidence:
        wanted = self._wanted.get(rule.code, {})
        own = {name: matches.get(key, ()) for name, key in wanted.items()}
        return Evidence(
            document,
            own,
            self._options[rule.code],
            source if "source" in rule.needs else None,
            comparisons=comparisons if "reference" in rule.needs else (),
        )


def _scored(
    ready: Sequence[tuple[Rule, Evidence]], document: AnalysedDocument, model: LanguageModel
) -> list[tuple[Rule, Evidence]]:
    """Add what the language model says, asked once for the alternatives of all rules."""
    proposed = [list(r.alternatives(e)) if isinstance(r, ContrastRule) else [] for r, e in ready]
    wanted = dict.fromkeys(one for alternatives in proposed for one in alternatives)
    replacements = [Replacement(one.span.start, one.span.end, one.replacement) for one in wanted]
    scored = model.contrast(document.view, replacements)
    gains = {one: gain for one, gain in zip(wanted, scored.gains, strict=True) if gain is not None}
    surprisal = [(Span(token.start, token.end), -token.log_prob) for token in scored.tokens]
    return [
        (
            rule,
            replace(evidence, gains={a: gains[a] for a in own if a in gains}, surprisal=surprisal)
            if "surprisal" in rule.needs
            else evidence,
        )
        for (rule, evidence), own in zip(ready, proposed, strict=True)
    ]


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
        hit.reference_span,
        hit.reference_text,
    )
