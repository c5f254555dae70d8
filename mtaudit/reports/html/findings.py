"""Findings as cards: one for each, but one for all places of a habit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.reports.console.findings import is_weightless
from mtaudit.reports.html.article import Mark
from mtaudit.reports.html.looks import Look, look_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.model import Finding, RuleInfo
    from mtaudit.reports.report import AuditedText

__all__ = ["Card", "RuleHelp", "cards_of", "finding_marks", "reference_marks", "rule_help"]


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """What a rule's docstring tells a reader.

    :param summary: its first sentence.
    :param why: why it matters.
    :param false_alarms: where it is known to be wrong.
    :param source: what it rests on.
    """

    summary: str
    why: str
    false_alarms: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding, or all findings of a habit, as the page lists them.

    :param id: of its element.
    :param finding: the first of them.
    :param places: all of them, in order.
    :param look: what it asks of a reader.
    :param help: what the rule says of itself, or None for a rule that is not in the catalogue.
    """

    id: str
    finding: Finding
    places: list[Finding]
    look: Look
    help: RuleHelp | None

    @property
    def sentences(self) -> list[int]:
        """Indices of the segments that they begin in, each once."""
        return list(dict.fromkeys(finding.segment for finding in self.places))


def cards_of(findings: Sequence[Finding]) -> list[Card]:
    """Return the cards, the gravest first, else in the order of the text.

    :param findings: in the order of their spans.
    """
    groups: dict[str, list[Finding]] = {}
    for at, finding in enumerate(findings):
        groups.setdefault(f"h-{finding.code}" if is_weightless(finding) else f"f-{at}", []).append(finding)
    made = [
        Card(name, places[0], places, look_of(places[0]), rule_help(places[0].code))
        for name, places in groups.items()
    ]
    return sorted(made, key=lambda card: -card.look.rank)


def finding_marks(cards: Iterable[Card]) -> list[Mark]:
    """Return where the document is marked.

    :param cards: what is to be marked.
    """
    return [Mark(finding.span, card.id, card.look) for card in cards for finding in card.places]


def reference_marks(cards: Iterable[Card], text: AuditedText) -> list[Mark]:
    """Return where a native report is marked: the places that findings hold the document against.

    :param cards: cards of the document's findings.
    :param text: the native report.
    """
    return [
        Mark(finding.reference_span, card.id, card.look)
        for card in cards
        for finding in card.places
        if finding.reference_span is not None
        and _stands(finding.reference_text, finding.reference_span.start, text)
    ]


def _stands(wording: str | None, start: int, text: AuditedText) -> bool:
    """Tell whether the native report has the wording there; a finding does not say which report it means."""
    return any(
        segment.span.start <= start < segment.span.end
        and wording is not None
        and segment.text[start - segment.span.start :].startswith(wording[: segment.span.end - start])
        for segment in text.segments
    )


def rule_help(code: str) -> RuleHelp | None:
    """Return what a rule says of itself, or None where there is no such rule.

    :param code: code of the rule.
    """
    info = _catalogue().get(code)
    if info is None:
        return None
    summary, *sections = info.description.split("\n## ")
    told = {head.strip(): body.strip() for head, _, body in (part.partition("\n") for part in sections)}
    return RuleHelp(
        summary.strip().replace("\n", " "),
        told.get("Why it matters", ""),
        told.get("Known false alarms", ""),
        told.get("Source", ""),
    )


@lru_cache(maxsize=1)
def _catalogue() -> dict[str, RuleInfo]:
    from mtaudit.rules import all_rules

    return {rule.code: rule.info() for rule in all_rules()}
