"""Findings in the text report, in the order of the text, each in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.reports.console.blocks import INDENT, Block, blank, heading, labelled, plural
from mtaudit.reports.marks import CLOSE, OPEN, mark_span, text_of

if TYPE_CHECKING:
    from mtaudit.model import Finding, Segment
    from mtaudit.reports.report import AuditReport

__all__ = ["SEVERITY_STYLES", "finding_blocks", "is_weightless"]

SEVERITY_STYLES = {
    Severity.NEUTRAL: "blue",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "red",
    Severity.CRITICAL: "bold red",
}

_INNER = INDENT * 2
_COLUMN = _INNER + len("native report") + 2


def finding_blocks(report: AuditReport) -> list[Block]:
    """Return the section on findings and the rules that did not run.

    :param report: what was audited.
    """
    blocks: list[Block] = []
    if report.findings:
        count = plural(len(report.findings), "finding")
        blocks += heading(count[0].upper() + count[1:])
        blocks.append(Block(text_of(f"A span is marked {OPEN}like this{CLOSE} in its sentence.")))
    segments = report.document.segments
    for finding in report.findings:
        if not is_weightless(finding):
            blocks += [blank(), *_finding(finding, segments)]
    blocks += _habits([finding for finding in report.findings if is_weightless(finding)])
    if report.rules_not_run:
        blocks += heading("Rules that did not run")
        for reason in dict.fromkeys(rule.reason for rule in report.rules_not_run):
            codes = ", ".join(rule.code for rule in report.rules_not_run if rule.reason == reason)
            blocks.append(Block(text_of((codes, "bold"), f"  {reason}")))
    return blocks


def is_weightless(finding: Finding) -> bool:
    """Tell whether a finding is a habit of the text; one that compares has its own words each time.

    :param finding: the finding.
    """
    return finding.reference_span is None and (finding.house_style or finding.severity is Severity.NEUTRAL)


def _habits(findings: list[Finding]) -> list[Block]:
    """One block a rule: a habit shows at every turn, and says the same each time."""
    blocks: list[Block] = []
    for code in sorted({finding.code for finding in findings}):
        members = [finding for finding in findings if finding.code == code]
        places = ", ".join(f"{f.span.start} to {f.span.end}" for f in members)
        kind = "house style" if members[0].house_style else "neutral"
        told = f" {members[0].name}, {plural(len(members), 'place')} ({kind}, outside the penalty)"
        blocks += [
            blank(),
            Block(text_of((code, "bold"), told)),
            labelled("reason", text_of(members[0].message), indent=_COLUMN, margin=_INNER),
            labelled("characters", text_of(places), indent=_COLUMN, margin=_INNER),
        ]
    return blocks


def _finding(finding: Finding, segments: tuple[Segment, ...]) -> list[Block]:
    facts = [
        finding.category,
        f"confidence {finding.confidence:.2f}",
        f"segment {finding.segment}",
        f"characters {finding.span.start} to {finding.span.end}",
    ]
    blocks = [
        Block(
            text_of(
                (finding.code, "bold"),
                f" {finding.name}, ",
                (finding.severity, SEVERITY_STYLES[finding.severity]),
                f" ({', '.join(facts)})",
            )
        ),
        Block(mark_span(segments, finding.span, finding.text), _INNER),
        labelled("reason", text_of(finding.message), indent=_COLUMN, margin=_INNER),
    ]
    if finding.suggestion is not None:
        wording = finding.suggestion or "leave it out"
        blocks.append(labelled("suggestion", text_of(wording), indent=_COLUMN, margin=_INNER))
    if finding.reference_text is not None:
        wording = finding.reference_text
        blocks.append(labelled("native report", text_of(wording), indent=_COLUMN, margin=_INNER))
    return blocks
