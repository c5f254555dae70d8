"""The rule penalty: MQM's weights over findings, capped by segment.

Weights after Freitag et al. 2021, *Experts, Errors, and Context*, table 2; the severities are ours and
nobody annotated, so the sum is a rule penalty and not an MQM score.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mtaudit.model import Finding, RulePenalty, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

__all__ = ["rule_penalty", "segment_penalties", "weight"]

_WEIGHTS = {Severity.NEUTRAL: 0.0, Severity.MINOR: 1.0, Severity.MAJOR: 5.0, Severity.CRITICAL: 25.0}
_MINOR_PUNCTUATION = 0.1
_NON_TRANSLATION = 25.0
_SEGMENT_CAP = 25.0


def weight(finding: Finding) -> float:
    """Return what a finding weighs, 0 to 25; house style weighs nothing.

    Nor does what differs from a native report: it is no standard of correctness, and has no control.
    """
    if finding.house_style or finding.reference_span is not None:
        return 0.0
    if finding.category == "Non-translation":
        return _NON_TRANSLATION
    if finding.category == "Fluency/Punctuation" and finding.severity is Severity.MINOR:
        return _MINOR_PUNCTUATION
    return _WEIGHTS[finding.severity]


def segment_penalties(findings: Iterable[Finding]) -> dict[int, float]:
    """Return the weight of each segment that has findings, at most 25 a segment."""
    sums: defaultdict[int, float] = defaultdict(float)
    for finding in findings:
        sums[finding.segment] += weight(finding)
    return {segment: min(total, _SEGMENT_CAP) for segment, total in sums.items()}


def rule_penalty(
    findings: Collection[Finding],
    words: int,
    control_findings: Collection[Finding] | None = None,
    control_words: int = 0,
) -> RulePenalty:
    """Sum weights per 100 words, for a document and for the native report beside it.

    :param findings: of the document.
    :param words: of the document's prose.
    :param control_findings: of the native report, by rules that ran on both texts; None without one.
    :param control_words: of the native report's prose.
    """
    by_category: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_category[finding.category].append(finding)
    return RulePenalty(
        _per_100(findings, words),
        None if control_findings is None else _per_100(control_findings, control_words),
        tuple((name, _per_100(members, words)) for name, members in sorted(by_category.items())),
    )


def _per_100(findings: Iterable[Finding], words: int) -> float:
    return 100 * sum(segment_penalties(findings).values()) / words if words else 0.0
