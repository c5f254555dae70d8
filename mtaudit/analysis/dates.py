"""Dates that a text states of itself, in the forms that mastheads use."""

from __future__ import annotations

import re
from datetime import date, datetime

__all__ = ["find_date"]

_CANDIDATE = re.compile(
    r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})\b"
)
_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


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
