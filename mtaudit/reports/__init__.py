"""The audit report and its renderings. Importing this loads neither pandas nor rich."""

from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult, Scores, SourceSummary

__all__ = ["AuditReport", "AuditedText", "ReferenceResult", "Scores", "SourceSummary"]
