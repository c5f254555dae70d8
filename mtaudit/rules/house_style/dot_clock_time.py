from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOCK = r"(?:[01]?\d|2[0-3])\.[0-5]\d"
_WORDS = (
    "at around until from before after by approximately exactly since till past precisely At "
    "By From Around Until Since"
).split()
_ZONE = (
    r"(?:WIB|WITA|WIT|GMT|UTC|(?:(?:W|C|E)(?:estern|entral|astern)\sIndonesian?(?:\sStandard)?|"
    r"[A-Z][a-z]+)\s[Tt]ime)"
)
_HOUR = r"(?:[01]\d|2[0-3])\.[0-5]\d"
#: From one hour to another, of which one is a full hour or begins with a nought: sums seldom do.
_RANGE = rf"(?=0\d|\d\d\.00|[\d.]{{5}}\D{{1,7}}(?:0\d|\d\d\.00)){_HOUR}\s?(?:to|until|till|and|-|–)\s?{_HOUR}"
_BEFORE = "|".join(rf"(?<=\b{word}\s)" for word in _WORDS)
#: What native news writes before a dot too, so that only an hour after noon counts.
_BEFORE += r"|(?<=\babout\s)(?=1[3-9]|2)"
_UNIT = (
    r"%|per\s?cent|million|billion|trillion|points?|km|kilomet|met|tons?|kg|degrees?|a\.?m|p\.?m|to\s\d|"
    r"dollars|euros|rupiah"
)
_TIME = re.compile(
    rf"(?=\d\d?\.\d)(?<![\d.,$€£])(?P<time>(?:{_BEFORE}|(?<=\b[Bb]etween\s)){_RANGE}|{_CLOCK}\s{_ZONE}\b|(?:{_BEFORE})(?:0\d|1\d|2[0-3])\.[0-5]\d)"
    rf"(?![\d.]*\d)(?!\s?(?:{_UNIT}))"
)


class DotClockTime(Rule):
    """A clock time with a dot.

    ## What it finds
    `15.30 WIB`, and `at 15.30` of the twenty-four-hour clock.

    ## Why it matters
    Indonesian writes *pukul 15.30*; most English news writes 3:30 p.m. or 15:30. It is a habit of a
    newsroom, dates and brands a text, and says nothing about its translation.

    ## Known false alarms
    British newspapers that write `9.15am` and `at 15.30`.

    ## Example
    `at around 15.30 WIT`

    ## Source
    Unicode CLDR, time formats of `id` and `en`.
    """

    code = "HOU007"
    name = "dot-clock-time"
    category = "Locale convention/Time format"
    its_type = "locale-violation"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the time with its zone."""
        for found in evidence.document.search(_TIME, digits=True):
            yield Hit(
                Span(*found.span("time")),
                "The hours and minutes are parted by a dot, as Indonesian does.",
                confidence=0.8,
                suggestion=found.group("time").replace(".", ":", 1),
            )
