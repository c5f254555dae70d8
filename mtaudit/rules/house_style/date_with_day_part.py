from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)"
_DATE = re.compile(
    rf"\b(?:(?:{_DAY},?\s)?{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?"
    rf"|(?:{_DAY},?\s)?\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?"
    rf"|{_DAY},?\s\(\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\))"
    rf"(?:,?\s(?:yesterday|today|ago|tonight|tomorrow)|,\s(?:last\sweek|this\sweek|(?:the\sday|two\sdays|a\sday|"
    rf"three\sdays)\s(?:ago|before\syesterday)|last\s{_DAY}|this\s{_DAY})"
    rf"|,?\s(?:in\sthe\s)?(?:early\s|late\s)?(?:this\s|last\s)?{_PART}(?!\s\w+s\b)"
    rf")\b(?!['-])"
)


class DateWithDayPart(Rule):
    """A date with the part of the day, or a relative day, after it.

    ## What it finds
    `Sunday, November 7, yesterday`, `Sunday, July 5 night`, `March 3, this morning`.

    ## Why it matters
    Indonesian puts *malam* or *kemarin* after the date. It is a habit of a newsroom, dates and brands a
    text, and says nothing about its translation.

    ## Known false alarms
    Logs and tickers.

    ## Example
    `on Sunday, November 7, yesterday`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on time adjuncts.
    """

    code = "HOU008"
    name = "date-with-day-part"
    category = "Locale convention/Date format"
    its_type = "locale-violation"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the date with what follows it."""
        for found in evidence.document.search(_DATE, digits=True):
            yield Hit(
                Span(*found.span()),
                "The part of the day follows the date, as in Indonesian.",
                confidence=0.8,
            )
