from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MEDIUM = (
    r"(?:Antara|ANTARA|Tempo|Kompas|Detik|Bisnis|Kontan|Reuters|AFP|Xinhua|Bernama|AP|Anadolu|CNN|BBC|"
    r"Republika|Tribun|Liputan6)"
)
_TAG = re.compile(
    rf"(?P<tag>\bquoted\s(?:on\s)?{_DAY}\b|(?<=\bsaid\s)as\squoted\s(?:by|from)\b"
    rf"|(?:\A|(?<=\n)|(?<=[.,\"”]\s))(?:[Aa]s\s)?[Qq]uoted\sfrom\b(?=\s\w)"
    rf"|\b[Ll]aunch(?:ing|ed)\s(?:from\s)?(?:the\s)?{_MEDIUM}\b|\b[Rr]eporting\sfrom\s{_MEDIUM}\b(?=,))"
    rf"|\b(?:said|explained|added|stated|continued|wrote|told\s\w+)\b[^.\"]{{0,40}}?\s?(?P<agency>"
    rf"quoting\s(?:{_MEDIUM}\b|(?:a|the)\s(?:\w+\s){{0,2}}(?:release|statement|report|agency|page|website)\b)"
    rf"|(?<=,\s){_MEDIUM},\s(?:on\s)?{_DAY}\b)"
)


class DanglingSource(Rule):
    """A source or medium hung on to the attribution without a link.

    ## What it finds
    `quoted Monday` with no agent, `said as quoted by` without a comma, `said quoting Antara`, `Quoted from
    Tempo,` and `launching Antara` (*dikutip dari*, *melansir*), and an agency between commas before the day
    (`he said in Jakarta, Antara, Friday`).

    ## Why it matters
    *Dikutip dari Antara, Jumat* loses its preposition. It is a habit of a newsroom, dates and brands a
    text, and says nothing about its translation.

    ## Known false alarms
    `quoting` with an object that is a person, in criticism and essays.

    ## Example
    `said Djati quoted Monday, September 30.`

    ## Source
    Freitag et al. 2021, Style/Awkward; read off one publisher's English pages of 2020 to 2024.
    """

    code = "HOU004"
    name = "dangling-source"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the tag."""
        for found in evidence.document.search(_TAG):
            name = "tag" if found.group("tag") else "agency"
            yield Hit(
                Span(*found.span(name)), "The source hangs on the sentence without a link.", confidence=0.7
            )
