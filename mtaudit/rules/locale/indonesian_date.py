from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID_MONTH = (
    r"(?:D?[JY]an[ou]?ari|[FP]ebr[ou]ari|Maret|Mei|D?[JY]uni|D?[JY]uli|Agustus|Oktober|Okt|"
    r"[NP]opember|Agt|Desember)"
)
#: Months that are neither English nor often names.
_SURE_MONTH = r"(?:Jan[ou]?ari|[FP]ebr[ou]ari|Agustus|Oktober|Nopember|Desember)"
#: Those that are names of people and words of other languages too.
_NAME_MONTH = r"(?:Maret|Mei|Juni|Juli)"
_SHORT_MONTH = r"(?:Peb|Mrt|Agt|Agu|Ags|Okt|Nop|Des)"
_EN_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_ID_DAY = r"(?:Senin|Selasa|Rabu|Kamis|Jumat|Jum['’]at|Sabtu|Minggu|Ahad)"
_EN_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s(?:morning|noon|afternoon|evening|night|dawn|early morning|midnight))?"
_BEFORE_MONTH = "|".join(
    rf"(?<=\b{word}\s)"
    for word in (
        "in since until till by before after during from through throughout last next this early late every "
        "each of between to mid and the"
    ).split()
)
_FIGURES = r"(?:[12]?\d|3[01])[/.-](?:1[0-2]|0?[1-9])(?:[/.-](?:\d{4}|\d{2}))?"
#: The day of a date in figures that can be no month.
_DAY = r"(?:1[3-9]|2\d|3[01])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_NO_NAME = r"(?!\s[A-Z])"
_NO_DIGITS = r"(?![\d/-]|\.\d)"
_DATE = re.compile(
    rf"\b(?:{_ID_DAY}|{_EN_DAY}){_PART},?\s\({_FIGURES}\)"
    rf"|\b(?:{_ID_DAY},\s)?\d{{1,2}}(?:st|nd|rd|th)?\s{_ID_MONTH}(?:,?\s\d{{4}})?\b"
    rf"|\b\d{{1,2}}\s{_SHORT_MONTH}\b\.?(?:\s\d{{4}})?{_NO_NAME}"
    rf"|\b{_ID_MONTH}\s(?:\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?)\b"
    rf"|(?P<month>\b{_SURE_MONTH}\b{_NO_NAME})"
    rf"|(?=[MJ])(?:{_BEFORE_MONTH}|(?<=\bmid-))(?<!by\s){_NAME_MONTH}\b(?![\w-])(?!\s(?:[A-Z]|said|says|told))"
    rf"|(?=[SRKJM])(?<=[a-z0-9,)\"A]\s)(?<!\bby\s)(?P<day>{_ID_DAY}\b{_NO_NAME}(?!\s(?:said|says|told)))"
    rf"|(?=[SRKJM])(?<=\bby\s){_ID_DAY}\b{_NO_NAME}|(?<=\b[Oo]n\s){_ID_DAY}\b"
    rf"|\b{_ID_DAY},\s(?=\d|{_ID_MONTH})|\b{_ID_DAY}\s(?:morning|afternoon|evening|night|noon)\b"
    rf"|\btanggal\s\d{{1,2}}\b(?:\s{_EN_MONTH}\b)?"
    rf"|(?<![\d/.-]){_DAY}(?P<mark>[/.-]){_MONTH}(?P=mark)(?:19|20)\d\d{_NO_DIGITS}"
    rf"|(?<![\d/.-]){_DAY}/{_MONTH}/\d\d{_NO_DIGITS}"
    rf"|(?<=\b[Oo]n\s)(?!24/7){_DAY}/{_MONTH}(?![\d/])|(?:(?<=\bsince\s)|(?<=\buntil\s))(?!24/7){_DAY}/{_MONTH}(?![\d/])"
    rf"|\b{_EN_DAY},?\s(?:{_DAY}/{_MONTH})(?:/\d{{2,4}})?(?![\d/])"
    rf"|(?<=\()(?:[12]?\d|3[01])/(?:1[0-2]|0?[1-9])(?:/(?:\d{{4}}))?(?=\)(?!\s(?:of|the)\b))"
)
#: Texts of which every match holds one: most segments are searched for nothing.
_TRACES = (
    *"0123456789", "Senin", "Selasa", "Rabu", "Kamis", "Jum", "Sabtu", "Minggu", "Ahad", "Jan", "Yan", "Feb",
    "Peb", "Maret", "Mei", "Jun", "Yun", "Jul", "Yul", "Agustus", "Agt", "Okt", "opember", "Desember",
    "tanggal",
)  # fmt: skip
#: A capitalised word right before, and those that are no names.
_BEFORE = re.compile(r"\b([A-Z][\w’'-]*) $")
_OPENERS = frozenset(
    "A An The On In Since Until By Last Next This Every Each From Before After During".split()
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
        for found in evidence.document.search(_DATE, holding=_TRACES):
            if (found.group("month") or found.group("day")) and _is_in_name(evidence.document.view, found):
                continue
            yield Hit(Span(*found.span()), "The date is written the Indonesian way.", confidence=0.85)


def _is_in_name(view: str, found: re.Match[str]) -> bool:
    """Tell *Pasar Minggu* and *Sepuluh Nopember*, names behind another capital."""
    before = _BEFORE.search(view[max(0, found.start() - 24) : found.start()])
    return before is not None and before.group(1) not in _OPENERS
