from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

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
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: Other names of the same day, which a date may stand beside (*the last day, Sunday, May 3*).
_TIMELY = frozenset(
    "today tomorrow yesterday tonight noon midnight day days date deadline night morning afternoon evening "
    "weekend week anniversary birthday holiday eve doomsday election vote".split()
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
    Agency copy with its own date style; US copy writes `on Monday, Jan. 3`. Listings and programmes, and
    dates that name a day or an hour again (`the last day, Sunday, May 3,`), are left alone.

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
            if segment is None:
                continue
            start = found.start("date") - segment.offset
            comma = found.group().startswith(",")
            if any(t.lemma_.lower() in _TELLING for t in segment.parsed) or (
                comma and _is_event(segment, start)
            ):
                yield Hit(
                    Span(*found.span("date")),
                    "The date stands bare after the clause; English news writes “on” before it.",
                    confidence=0.8,
                    suggestion="on " + found.group("date"),
                )


def _is_event(segment: AnalysedSegment, start: int) -> bool:
    """Tell a clause that happens before the one date of its sentence, and no listing."""
    tokens = segment.parsed
    before: list[Token] = [t for t in tokens if t.idx < start]
    stamps = sum(t.ent_type_ == "DATE" and t.lower_.endswith("day") and t.is_title for t in tokens)
    last = next((t for t in reversed(before) if not t.is_punct), None)
    if last is None or stamps > 1 or any(t.text in (":", ";", "•") for t in before):
        return False
    timed = last.like_num or last.lower_ in _TIMELY or last.lower_.rstrip(".") in ("a.m", "p.m", "am", "pm")
    return not timed and any(t.tag_ in _FINITE for t in before)
