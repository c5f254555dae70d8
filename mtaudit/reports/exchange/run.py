"""What the formats are written from: audits with what their reports do not hold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.model import Document, Finding, RuleInfo
    from mtaudit.reports.report import AuditReport

__all__ = ["Audited", "Run"]


@dataclass(frozen=True, slots=True)
class Audited:
    """An audit with the texts that it read.

    :param report: what was audited.
    :param document: the text, and where it was read from.
    :param references: the native reports, in the report's order.
    :param marks: a fingerprint for each of :attr:`findings`, in their order.
    """

    report: AuditReport
    document: Document
    references: tuple[Document, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that count, and after them the suppressed ones."""
        return (*self.report.findings, *(held.finding for held in self.report.suppressed))

    def without_suppressed(self) -> Audited:
        """Return the audit with the findings that count and no others."""
        report = replace(self.report, suppressed=())
        return replace(self, report=report, marks=self.marks[: len(report.findings)])

    @property
    def system(self) -> str:
        """Who translated, where the text says so."""
        disclosure = self.report.document.disclosure
        return (disclosure.provider if disclosure else None) or "unknown"

    @property
    def source_language(self) -> str:
        """ISO 639-1 code of the language translated from, Indonesian where nothing says otherwise."""
        source, disclosure = self.report.source, self.report.document.disclosure
        told = (source.language if source else None) or (disclosure.source_language if disclosure else None)
        return told or "id"


@dataclass(frozen=True, slots=True)
class Run:
    """The audits of one command.

    :param audits: in the order of the command line.
    :param rules: what the rules that ran say of themselves, in the order of their codes.
    :param known: fingerprints of the baseline; None where none was given.
    :param exit_code: what the command ends with: 0, 1 for findings, 2 for failures.
    """

    audits: tuple[Audited, ...]
    rules: tuple[RuleInfo, ...]
    known: frozenset[str] | None = None
    exit_code: int = 0
