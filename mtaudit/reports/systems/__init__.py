"""The comparison of systems: text, JSON, CSV, LaTeX, WMT."""

from mtaudit.reports.systems.report import SystemReport

__all__ = ["SystemReport"]
