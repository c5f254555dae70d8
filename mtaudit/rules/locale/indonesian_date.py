from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID_MONTH = (
    r"(?:Januari|Jan[ou]ari|[FP]ebruari|Maret|Mei|Juni|Juli|Agustus|Oktober|Okt|Nopember|Agt|Desember)"
)
_ID_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Jum'at|Sabtu|Minggu|Ahad)"
_EN_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_BEFORE_DAY = "|".join(
    rf"(?<=\b{word}\s)" for word in "by until till since before after from every last next this".split()
)
_FIGURES = r"(?:[12]?\d|3[01])[/-](?:1[0-2]|0?[1-9])(?:[/-](?:\d{4}|\d{2}))?"
_DATE = re.compile(
    rf"\b(?:{_ID_DAY}|{_EN_DAY}),?\s\({_FIGURES}\)"
    rf"|\b(?:{_ID_DAY},\s)?\d{{1,2}}\s{_ID_MONTH}(?:\s\d{{4}})?\b"
    rf"|\b{_ID_MONTH}\s(?:\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?)\b"
    rf"|(?<=\bin\s){_ID_MONTH}\b|(?<=\b[Oo]n\s){_ID_DAY}\b|(?=[SRKJM])(?:{_BEFORE_DAY}){_ID_DAY}\b(?!\s[A-Z])"
    rf"|\b{_ID_DAY},\s(?=\d|{_ID_MONTH})"
    rf"|(?<![\d/-])(?:1[3-9]|2\d|3[01])/(?:1[0-2]|0?[1-9])/(?:19|20)\d\d(?![\d/-])"
    rf"|(?<=\()(?:[12]?\d|3[01])/(?:1[0-2]|0?[1-9])(?:/(?:\d{{4}}))?(?=\)(?!\s(?:of|the)\b))"
)


class IndonesianDate(Rule):
    """A date with Indonesian names or in Indonesian form.

    ## What it finds
    Indonesian names of months and days (`21 Agustus`, `4 Pebruari 2023`, `Sabtu`), days with a
    bracketed date (`Saturday (27/11)`), and all-figure dates whose first number must be the day
    (`17/11/2021`).

    ## Why it matters
    A reader of English takes 5/7 for another day, and does not know *Agustus*.

    ## Known false alarms
    British and Australian texts write `17/11/2021` in forms and tables.

    ## Example
    `arrived on Jumat (3/6)`

    ## Source
    Unicode CLDR, date formats and month names of `id`.
    """

    code = "LOC002"
    name = "indonesian-date"
    category = "Locale convention/Date format"
    its_type = "locale-violation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the date."""
        for found in evidence.document.search(_DATE):
            yield Hit(Span(*found.span()), "The date is written the Indonesian way.", confidence=0.85)
