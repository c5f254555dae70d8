"""Dates: found in running text and resolved against the day of the article."""

from mtaudit.analysis.dates.calendar import PartialDate, find_date, month_names, weekday_names

__all__ = ["PartialDate", "find_date", "month_names", "weekday_names"]
