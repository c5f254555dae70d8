from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers import parse_digits
from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUPIAH = r"(?:Rp\.?|IDR)\s?"
_OTHER_MONEY = r"(?:(?:[A-Z]{1,3}\$|[$€£¥]|USD|EUR|SGD)\s?)?"
_SCALE = r"(?:ribu|juta|miliar|milyar|triliun|trilyun)"
#: English scale words and units that a decimal comma can stand before.
_UNIT = (
    r"(?:per\s?cent|percent|%|thousand|million|billion|trillion|km|kilomet(?:er|re)s?|met(?:er|re)s?|"
    r"times|inch(?:es)?|years|months|days|minutes|seconds|feet|miles|cm|mm|centimet(?:er|re)s?|millimet(?:er|re)s?|"
    r"megawatts?|MW|GB|grams?|gigabytes?|square|cubic|dollars?|rupiah|euros?|ringgit|yen|yuan|"
    r"on\sthe\sRichter|°C|ha|"
    r"kg|kilograms?|tons?|tonnes?|hectares?|lit(?:er|re)s?|hours?|magnitude|points?|degrees?)"
)
_GROUPED = r"\d{1,3}(?:\.\d{3})"
_COUNTED = (
    r"(?:people|persons|residents|victims|families|households|houses|homes|students|pupils|teachers|workers|"
    r"employees|officers|personnel|soldiers|passengers|voters|patients|doses|cases|deaths|refugees|villagers|"
    r"farmers|visitors|tourists|pilgrims|schools|villages|units|vehicles|cars|motorcycles|trucks|buses|ships|"
    r"boats|men|women|children|migrants|citizens|customers|subscribers|shares|tickets|votes|jobs|samples|tests|"
    r"applications|islands|applicants|recipients|beneficiaries|fishermen|traders|drivers|guests|fans|spectators|"
    r"inhabitants|evacuees|survivors|civilians|troops|policemen|prisoners|inmates|detainees|protesters|demonstrators|"
    r"graduates|candidates|companies|shops|kiosks|rooms|seats|beds|graves|bags|boxes|cartons|packs|pieces|copies|"
    r"books|documents|complaints|reports|incidents|accidents|infections|injuries|vaccines|tablets|pills|livestock|"
    r"cattle|cows|goats|chickens|ducks|pigs|birds|species|mosques|churches|bridges|hospitals|hotels|cities|"
    r"districts|regencies|flights|trips|planes|aircraft|containers|machines|computers|laptops|phones|employers|"
    r"boats|trees|seedlings|sacks|packages|participants|supporters|members|buildings|bottles|heads?)"
)
#: Measures, which English writes with three decimals only where the last of them tells something.
_MEASURED = (
    r"(?:hectares?|tons?|tonnes?|kilograms?|lit(?:er|re)s?|megawatts?|barrels?|square\s\w+|feet|miles|m|"
    r"met(?:er|re)s?)"
)
_PATTERNS = (
    # Dots between groups of three: sure with two groups, or with rupiah before one.
    re.compile(
        rf"(?<![\w.,]){_RUPIAH}{_GROUPED}{{1,5}}(?:,\d{{1,2}})?(?![\w]|[.,]\d)(?:\s{_SCALE}\b|\s?M\b)?"
    ),
    re.compile(rf"(?<![\w.,]){_GROUPED}{{2,5}}(?:,\d{{1,2}})?(?![\w]|[.,]\d)"),
    # One group: sure before what is counted whole, or where it would end in a decimal zero.
    re.compile(rf"(?<![\w.,/$€£¥]){_GROUPED}(?=\s(?:[a-z]+\s)?{_COUNTED}\b)"),
    re.compile(rf"(?<![\w.,/$€£¥])\d{{1,3}}\.\d\d0(?=\s{_MEASURED}\b)"),
    # A comma before the decimals: sure with rupiah before, or a scale or unit after.
    re.compile(rf"(?<![\w.,]){_RUPIAH}\d{{1,3}},\d{{1,2}}(?![\w]|[.,]\d)(?:\s{_SCALE}\b|\s?M\b)?"),
    re.compile(rf"(?<![\w.,/-]){_OTHER_MONEY}\d{{1,3}},\d{{1,2}}(?=[\s-]?{_UNIT}\b|\s?%)"),
    # The magnitude of an earthquake.
    re.compile(r"(?<=\bmagnitude\s)\d,\d(?![\w]|[.,]\d)|(?<=\bmagnitude\sof\s)\d,\d(?![\w]|[.,]\d)"),
    # Scale words left in Indonesian, and M for miliar after rupiah.
    re.compile(rf"(?<![\w.,])(?:{_RUPIAH})?\d{{1,3}}(?:[.,]\d{{1,3}}){{0,5}}\s{_SCALE}\b"),
    re.compile(rf"(?<![\w.,]){_RUPIAH}\d{{1,3}}(?:[.,]\d{{1,3}}){{0,5}}\s?M\b"),
    # The same number in both styles: a thousands dot and then a second one.
    re.compile(rf"(?<![\w.,]){_RUPIAH}\d{{1,3}}\.\d{{3}}\.\d{{1,2}}(?=\s{_UNIT}\b)"),
)
_WORDS = {"ribu": "thousand", "juta": "million", "miliar": "billion", "milyar": "billion",
          "triliun": "trillion", "trilyun": "trillion", "M": "billion"}  # fmt: skip
#: Words whose numbers are labels, and how far before the number to look for them.
_LABEL = re.compile(
    r"(?i:\b(?:versions?|sections?|chapters?|rooms?|pages?|groups?|articles?|releases?|v)\.?\s*$)"
)
_REACH = 12
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")


class IndonesianNumberFormat(Rule):
    """A number or an amount of money in Indonesian form.

    ## What it finds
    Dots between thousands (`1.250.000`), a comma before decimals where a unit or scale follows
    (`12,5 percent`), rupiah with either, and Indonesian scale words (`5 miliar`, `Rp 400 M`).

    ## Why it matters
    An English reader takes `Rp 1.500` for one and a half rupiah; the value changes by a thousand.

    ## Known false alarms
    Text for readers on the continent of Europe that keeps the decimal comma, and section numbers with
    three digits in every part.

    ## Example
    `Rp 2,5 trillion` for `Rp 2.5 trillion`.

    ## Source
    Unicode CLDR, locale `id`: decimal comma, grouping dot; long and short forms of 10^9 (*miliar*, *M*).
    MQM core, Locale convention/Number format; Freitag et al. 2021 have no leaf for plain numbers.
    """

    code = "LOC001"
    name = "indonesian-number-format"
    category = "Locale convention/Number format"
    its_type = "locale-violation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each number with its currency and its Indonesian scale word."""
        for segment in evidence.document.with_digits:
            for span in _spans(evidence.document.view, segment.segment.span):
                text = span.of(evidence.document.view)
                before = evidence.document.view[max(0, span.start - _REACH) : span.start]
                if not _is_address(text) and not _LABEL.search(before):
                    yield Hit(
                        span,
                        "The number is written the Indonesian way; English reads another value.",
                        suggestion=_english(text),
                    )


def _spans(view: str, within: Span) -> list[Span]:
    """Every match, the longest where they overlap, in order."""
    found = [
        Span(*match.span())
        for pattern in _PATTERNS
        for match in pattern.finditer(view, within.start, within.end)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _is_address(text: str) -> bool:
    """Tell an internet address, four parts up to 255."""
    parts = text.split(".")
    return len(parts) == 4 and all(part.isdigit() and int(part) <= 255 for part in parts)


def _english(text: str) -> str:
    """Write the number the English way; the scale word becomes English, the currency stays."""

    def digits(found: re.Match[str]) -> str:
        number = found.group()
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", number):
            return f"{int(number.replace('.', '')):,}"
        return f"{parse_digits(number):,f}"

    for word, english in _WORDS.items():
        text = re.sub(rf"(?<=[\d\s]){word}\b", f" {english}", text)
    return re.sub(r"\s+", " ", _DIGITS.sub(digits, text))
