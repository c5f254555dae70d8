"""Findings: a rule fired on a span."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mtaudit.model.text import Span


class Severity(StrEnum):
    """MQM severities, mildest first."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Place in the order of severities, 0 for neutral."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a rule says of itself; the row of the catalogue.

    :param code: stable code, three letters and three digits.
    :param name: kebab-case name of the fault, never of the cure.
    :param category: MQM branch, as in Freitag et al. 2021, ``Fluency/Grammar``.
    :param its_type: localisation quality issue type of ITS 2.0.
    :param severity: severity of its findings unless configuration changes it.
    :param limit: smallest measured value, 0 to 1, that becomes a finding.
    :param house_style: True keeps its findings out of every penalty and every separation.
    :param description: the rule's docstring, headings included.
    :param on: False for a rule that runs only where it is selected.
    :param needs: evidence beyond the text that it does not run without: ``surprisal``, ``source``,
        ``reference``.
    :param options: names of what a configuration may change, with their values.
    """

    code: str
    name: str
    category: str
    its_type: str
    severity: Severity
    limit: float
    house_style: bool
    description: str
    on: bool = True
    needs: tuple[str, ...] = ()
    options: tuple[tuple[str, float | tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that fired.

    :param code: the rule's code.
    :param name: the rule's name.
    :param category: MQM branch.
    :param its_type: ITS 2.0 issue type.
    :param severity: how bad.
    :param confidence: 0 to 1, how sure the rule is that this is a fault.
    :param value: what the rule measured, 0 to 1; it reached the rule's limit.
    :param segment: index of the segment that holds the start of the span.
    :param span: where the fault is.
    :param text: the text at ``span``.
    :param message: the reason, one sentence.
    :param suggestion: a better wording of the span, or None.
    :param house_style: True keeps the finding out of every penalty and every separation.
    :param reference_span: where the native report words it otherwise, for rules that compare.
    :param reference_text: the text at ``reference_span``.
    """

    code: str
    name: str
    category: str
    its_type: str
    severity: Severity
    confidence: float
    value: float
    segment: int
    span: Span
    text: str
    message: str
    suggestion: str | None = None
    house_style: bool = False
    reference_span: Span | None = None
    reference_text: str | None = None


class Why(StrEnum):
    """What keeps a finding from being counted."""

    INLINE = "inline"
    BASELINE = "baseline"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is listed and counts nowhere.

    :param finding: the finding.
    :param why: a comment in the text, or a baseline of known findings.
    """

    finding: Finding
    why: Why


@dataclass(frozen=True, slots=True)
class NotRun:
    """A rule that did not run, and why."""

    code: str
    reason: str
