"""The report in a terminal."""

from mtaudit.reports.console.printing import lines_of, print_report, render

__all__ = ["lines_of", "print_report", "render"]
