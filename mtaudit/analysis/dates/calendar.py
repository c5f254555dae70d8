"""Dates: what is known of a day, month or year, the day that a text states of itself.

Names of months and weekdays are those of Unicode CLDR, English and Indonesian.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

__all__ = ["PartialDate", "find_date", "month_names", "weekday_names"]

_CANDIDATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\b"
)
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
#: Short forms that newspapers use and CLDR lacks.
_MORE_MONTHS = {"sept": 9}
_MORE_WEEKDAYS = {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3}
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """What is known of a date; None for what is not.

    :param year: of the Christian era.
    :param month: 1 to 12.
    :param day: of the month, 1 to 31.
    :param weekday: 0 for Monday to 6 for Sunday.
    :param decade: first year of it; then nothing else is known.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: int | None = None

    @property
    def canonical(self) -> str:
        """The date in ISO 8601: ``2021-11-26``, ``2014-03``, ``--11-27``; else ``Friday``, ``1990s``."""
        if self.decade is not None:
            return f"{self.decade}s"
        if self.month is None:
            if self.year is None:
                return _ENGLISH_DAYS[self.weekday or 0]
            return f"{self.year:04}"
        year = "-" if self.year is None else f"{self.year:04}"
        parts = [year, f"{self.month:02}", *([f"{self.day:02}"] if self.day is not None else [])]
        return "-".join(parts)

    @property
    def grain(self) -> str:
        """The smallest thing it names: ``day``, ``month``, ``year`` or ``decade``."""
        if self.day is not None or (self.weekday is not None and self.month is None):
            return "day"
        return "month" if self.month is not None else "year" if self.year is not None else "decade"

    @property
    def as_day(self) -> date | None:
        """The day, where year, month and day are known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def fits(self, other: PartialDate) -> bool:
        """Tell whether both can be of one date: nothing known of both is unlike, and something is alike."""
        if self.decade is not None or other.decade is not None:
            return self._decade is not None and self._decade == other._decade
        known = [
            (mine, theirs)
            for mine, theirs in (
                (self.year, other.year),
                (self.month, other.month),
                (self.day, other.day),
                (self._weekday, other._weekday),
            )
            if mine is not None and theirs is not None
        ]
        return bool(known) and all(mine == theirs for mine, theirs in known)

    @property
    def _decade(self) -> int | None:
        return self.year // 10 * 10 if self.year is not None and self.decade is None else self.decade

    @property
    def _weekday(self) -> int | None:
        day = self.as_day
        return day.weekday() if day is not None else self.weekday


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Numbers of the months by their names and short forms in small letters."""
    from babel.dates import get_month_names

    found = {
        name.lower().rstrip("."): number
        for language in ("id", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=language).items()
    }
    return found | _MORE_MONTHS


@lru_cache(maxsize=1)
def weekday_names() -> dict[str, int]:
    """Numbers of the weekdays, from 0 for Monday, by their English names and short forms in small letters."""
    from babel.dates import get_day_names

    found = {
        name.lower().rstrip("."): number
        for width in ("wide", "abbreviated")
        for number, name in get_day_names(width, locale="en").items()
    }
    return found | _MORE_WEEKDAYS


def find_date(text: str) -> date | None:
    """Return the first whole date of a line, or None.

    :param text: such as ``date 2021-11-27``, ``Published: 3 March 2022`` or ``Nov. 3, 2021``.
    """
    for found in _CANDIDATE.findall(text):
        plain = found.replace(",", "").replace(".", "")
        for form in _FORMATS:
            try:
                return datetime.strptime(plain, form).date()
            except ValueError:
                continue
    return None
