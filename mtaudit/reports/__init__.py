"""Reports of audits and comparisons, and their renderings. Importing this loads neither pandas nor rich."""

from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult, Scores, SourceSummary
from mtaudit.reports.systems import SystemReport

__all__ = ["AuditReport", "AuditedText", "ReferenceResult", "Scores", "SourceSummary", "SystemReport"]
