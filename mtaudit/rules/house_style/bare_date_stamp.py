from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
#: The date, then the end of the clause; a year after it is another style.
_STAMP = re.compile(
    rf"[,)]\s(?P<date>{_DAY},?\s(?:{_MONTH}\s{_NUMBER}|{_NUMBER}\s{_MONTH}))"
    r"(?=[.;)]|,(?!\s\d{4})|,?[\"”]|$)"
)
_TELLING = frozenset(
    "say tell explain add state continue conclude reveal report quote write announce stress "
    "reply respond argue claim insist admit reiterate remark appeal hope affirm assert disclose interview "
    "emphasize confirm "
    "statement conference release meet contact reporter journalist hold describe note urge warn".split()
)


class BareDateStamp(Rule):
    """A weekday and date set off by commas, without `on`.

    ## What it finds
    An attribution or an event followed by `, Tuesday, April 19` and a full stop or comma, with no `on`
    and no year.

    ## Why it matters
    Indonesian news closes its attributions with the day and date (*…, Selasa, 19 April*). It is a habit
    of a newsroom, dates and brands a text, and says nothing about its translation.

    ## Known false alarms
    Listings, and agency copy with its own date style. US copy writes `on Monday, Jan. 3`.

    ## Example
    `he told reporters, Tuesday, April 19.`

    ## Source
    *The Associated Press Stylebook*, on dates; Unicode CLDR, date formats of `id` and `en`.
    """

    code = "HOU002"
    name = "bare-date-stamp"
    category = "Locale convention/Date format"
    its_type = "locale-violation"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the weekday with its date."""
        for found in evidence.document.search(_STAMP, digits=True):
            segment = evidence.document.segment_at(found.start())
            if segment and any(token.lemma_.lower() in _TELLING for token in segment.parsed):
                yield Hit(
                    Span(*found.span("date")),
                    "The date stands bare after the attribution; English news writes “on” before it.",
                    confidence=0.8,
                    suggestion="on " + found.group("date"),
                )
