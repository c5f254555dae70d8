"""What a date in a text means, given the day of the article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mtaudit.analysis.dates.calendar import PartialDate, month_names, weekday_names

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["day_and_month", "relative", "resolved"]

#: A date this many days on the wrong side of the article's may still be meant: texts are dated when they
#: are put on the page.
_SLACK = 3


def resolved(stated: PartialDate, published: date | None, *, future: bool | None) -> PartialDate:
    """Return a date with what the article's own day adds: the day of a weekday, the year of a month.

    A weekday is the nearest such day up to the article's own, or after it where the tense is future. A
    month or a day of one is the nearest, unless tense rules it out.

    :param stated: what the words say.
    :param published: the day of the article, where it is known.
    :param future: whether the tense points ahead of the article; None where it does not tell.
    """
    if published is None or stated.decade is not None or stated.year is not None:
        return stated
    if stated.month is not None:
        return _in_year(stated, published, future)
    if stated.weekday is None:
        return stated
    return _known(_weekday(published, stated.weekday, 1 if future else -1), stated.weekday)


def _weekday(published: date, weekday: int, way: int) -> date:
    """Return the nearest day of that name, before or on the day itself (way -1) or after it (way 1)."""
    from dateutil.relativedelta import relativedelta, weekdays

    # dateutil's weekday(+1) would stay on the day itself.
    start = published + timedelta(days=1) if way > 0 else published
    found: date = start + relativedelta(weekday=weekdays[weekday](way))
    return found


def _known(day: date, weekday: int | None = None) -> PartialDate:
    return PartialDate(day.year, day.month, day.day, weekday)


def _in_year(stated: PartialDate, published: date, future: bool | None) -> PartialDate:
    """Give a month, or a day of one, the year that the article's day suggests."""
    candidates = list(_candidates(stated, published))
    fitting = [
        distance
        for distance in candidates
        if future is None or (distance[1] >= -_SLACK if future else distance[1] <= _SLACK)
    ]
    if stated.day is None and not future:
        # A month that has just begun, or begins soon, is told by the month, not by a day of it.
        fitting = [distance for distance in candidates if distance[1] <= 27 or future is None] or candidates
    pool = fitting or candidates
    return min(pool, key=lambda candidate: abs(candidate[1]))[0] if pool else stated


def _candidates(stated: PartialDate, published: date) -> Iterator[tuple[PartialDate, int]]:
    """Yield the date in the years around the article's with its distance in days."""
    for year in (published.year - 1, published.year, published.year + 1):
        full = replace(stated, year=year)
        try:
            day = replace(full, day=stated.day or 15).as_day
        except ValueError:
            continue
        if day is None or (stated.weekday is not None and day.weekday() != stated.weekday):
            continue
        yield full, (day - published).days


def relative(parts: dict[str, str], published: date | None) -> PartialDate | None:
    """Return what ``last year``, ``next Friday``, ``yesterday`` or the like means, or None.

    :param parts: words of the match by their part.
    :param published: the day of the article; nothing but weekdays and months means anything without it.
    """
    weekday = weekday_names().get(parts.get("weekday", "").lower())
    month = month_names().get(parts.get("month", "").lower())
    way = {"last": -1, "this": 0, "next": 1}.get(parts.get("relation", "").lower(), 0)
    if month is not None and parts.get("unit") == "year":
        # ``April 11 last year``.
        year = None if published is None else published.year + way
        return PartialDate(year, month, int(parts["day"]) if "day" in parts else None, weekday)
    if published is None:
        return PartialDate(month=month, weekday=weekday) if month or weekday is not None else None
    if "word" in parts:
        days = {"today": 0, "yesterday": -1, "tomorrow": 1}[parts["word"].lower()]
        return _known(published + timedelta(days=days))
    if parts.get("unit") == "year":
        return PartialDate(year=published.year + way)
    if parts.get("unit") == "month":
        number = published.year * 12 + published.month - 1 + way
        return PartialDate(year=number // 12, month=number % 12 + 1)
    if month is not None:
        return resolved(PartialDate(month=month), published, future=(way > 0) if way else None)
    if weekday is None:
        return None
    if way == 0:
        # ``this Friday`` may be the one before or the one to come.
        return PartialDate(weekday=weekday)
    from_day = published - timedelta(days=1) if way < 0 else published
    return _known(_weekday(from_day, weekday, way), weekday)


def day_and_month(first: int, second: int, stated: PartialDate, published: date | None) -> PartialDate | None:
    """Read ``7/3`` or ``7/3/2022``: day first as Indonesian has it, unless only the other order can be.

    :param first: the first number.
    :param second: the second number.
    :param stated: weekday and year, where they are given; they decide between the orders.
    :param published: the day of the article, which gives the year.
    """
    readings = []
    for day, month in ((first, second), (second, first)):
        value = replace(stated, day=day, month=month)
        if month > 12:
            continue
        try:
            replace(value, year=value.year or 2000).as_day  # noqa: B018
        except ValueError:
            continue
        full = resolved(value, published, future=None)
        known = full.as_day
        if known is not None and stated.weekday is not None and known.weekday() != stated.weekday:
            continue
        readings.append(value)
    return readings[0] if readings else None
