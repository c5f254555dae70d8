from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.locale._measures import CURRENCIES, LENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion)s?"
_SHORT = r"(?:bn|mn|tn|m|b|k|mio)"
#: What shows that figures are one amount: a share, a scale or a unit after them.
_UNIT = (
    rf"(?:{LENGTHS}|per ?cent|percentage|kilos?|kilo\w+|mega\w+|giga\w+|degrees?|°|knots?|inch(?:es)?|"
    rf"carats?|times|magnitude|points?|volts?|decibels?|on the Richter|{CURRENCIES})"
)
_AFTER = rf"(?=[ -]?(?:%|{_SCALE}\b|{_SHORT}\b|{_UNIT}\b))"
#: Two marks where one is due, or a mark that stands before its digits: ``.. `` but no ellipsis.
_MARKS = r"(?:[.,] ?, ?|, ?\. ?|\. \. ?|\.\. ?(?!\.))"
_MONEY = r"(?:(?:Rp\.?|IDR|USD?|SGD|EUR|US ?\$|[$€£¥]) ?)"
_END = r"(?![\d]|[.,]\d)"
#: In each, the amount without what shows it.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        # 3. .85   3.. 4   11, .400   2.,5   but no ellipsis
        (
            "The decimal or grouping marks of this figure are doubled.",
            rf"{_MONEY}?(?<![\d.,])\d[\d.,]{{0,12}}?{_MARKS}\d[\d.,]{{0,12}}(?<=\d)",
        ),
        # 41 , 44   3 , 15   3 . 5
        (
            "A space parts the digits of this figure.",
            rf"{_MONEY}?(?<![\d.,:/-])\d{{1,4}}(?:[.,]\d{{3}})* (?:,|\.) ?\d{{1,3}}(?![\d:/]|st|nd|rd|th)",
        ),
        # 2,5.3 million   1.138.3 trillion   1,7.5
        (
            "This figure has more than one decimal mark.",
            rf"{_MONEY}?(?<![\w.,])\d{{1,3}}(?:[.,]\d{{1,3}})+[.,]\d{{1,2}}{_END}{_AFTER}",
        ),
        (
            "This figure has more than one decimal mark.",
            rf"{_MONEY}(?<![\d.,])\d{{1,3}}(?:[.,]\d{{1,3}})+[.,]\d{{1,2}}{_END}",
        ),
        # Rp 1.500,000
        (
            "This figure is grouped in two ways.",
            rf"{_MONEY}?(?<![\w.,])\d{{1,3}}\.\d{{3}},\d{{3}}(?:,\d{{3}})*{_END}",
        ),
        # 12, 5 percent   Rp 4, 500
        (
            "A space parts the digits of this figure.",
            rf"(?<![\d.,:/-])(?<!\d, )\d{{1,3}}[.,] \d{{1,3}}(?:[.,]\d{{1,3}})?{_END}{_AFTER}",
        ),
        (
            "A space parts the digits of this figure.",
            rf"{_MONEY}(?<![\d.,])\d{{1,3}}(?:[.,]\d{{3}})*, \d{{1,3}}{_END}(?! (?:of|and|or|in)\b)",
        ),
        # Rp 8.4. 3 billion
        (
            "A space parts the digits of this figure.",
            rf"{_MONEY}(?<![\d.,])\d{{1,3}}(?:[.,]\d{{1,3}})+[.,] \d{{1,3}}{_END}{_AFTER}",
        ),
        # 5 million billion
        (
            "The scale of this figure is given twice.",
            rf"{_MONEY}?(?<![\d.,])\d[\d.,]*[ -]?(?:{_SCALE}|{_SHORT})[ -]{_SCALE}(?: {_SCALE})*\b",
        ),
        ("The scale of this figure is given twice.", rf"{_MONEY}?(?<![\d.,])\d{{1,3}}(?:,000)+ {_SCALE}\b"),
        (
            "The share is given twice.",
            r"(?<![\d.,])\d[\d.,]* ?(?:%|per ?cent) (?:%|per ?cent\b)",
        ),
    )
)
#: What stands in every match: marks among digits, or scales or shares beside each other.
_SUSPECT = re.compile(
    rf"\d ?[.,] ?[\d.,]|(?:{_SCALE}|[\d -]{_SHORT})[ -]{_SCALE}|(?:%|per ?cent) (?:%|per ?cent)"
)
#: English pairs of scales: *two hundred thousand*, the old *thousand million*.
_PAIRED = re.compile(
    r"\bhundred[ -](?:thousand|million|billion|trillion)|\bthousand[ -]million",
    re.IGNORECASE,
)

#: Whole figures in the format of either language.
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+[.,]\d+")
_MONTH = re.compile(
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|No|Nos|Article|Section|Chapter|Page|"
    r"Table|Figure|Version|v|aged?|ages)\.? $",
    re.IGNORECASE,
)
#: A number before the first one, or a list, makes them two.
_LISTED = re.compile(r"\d(?:,| and| or| to) $")


class GarbledNumber(Rule):
    """A figure whose marks or scale are broken.

    ## What it finds
    Doubled or detached decimal marks (`3. .85 percent`, `12, 5 percent`, `$41 , 44`), more than one decimal
    mark (`Rp 1.138.3 trillion`, `2,5.3 million`), two ways of grouping in one figure (`Rp 1.500,000`), and
    a scale or share given twice (`5 million billion`, `40,000 thousand`, `5% percent`).

    ## Why it matters
    The reader cannot tell the amount. Indonesian writes the comma where English writes the point and the
    reverse, and an engine that cuts sentences or words at the marks puts them together wrongly.

    ## Known false alarms
    Statistics in thousands (`12,000 thousand tonnes`), and two numbers side by side of which the second has
    a unit (`Of 12, 5 percent stayed`). Plain Indonesian formats (`Rp 1.500.000`, `2,5 percent`) are another
    rule's.

    ## Example
    `Inflation slowed to 3. .85 percent in May.`

    ## Source
    Unicode CLDR, number symbols of Indonesian and English; MQM, Accuracy/Mistranslation, on numbers.
    """

    code = "ACC005"
    name = "garbled-number"
    category = "Accuracy/Mistranslation"
    its_type = "numbers"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each broken figure with the scale or unit that belongs to it."""
        document = evidence.document
        hits: list[Hit] = []
        for segment in _pieces(evidence):
            for reason, pattern in _PATTERNS:
                for match in pattern.finditer(document.view, segment.start, segment.end):
                    span = _whole(document.view, match)
                    if _is_sound(document.view, match) or any(hit.span.overlaps(span) for hit in hits):
                        continue
                    hits.append(Hit(span, reason, confidence=0.9))
        yield from sorted(hits, key=lambda hit: hit.span)


def _pieces(evidence: Evidence) -> Iterator[Span]:
    """Yield the paragraphs of English prose: a broken figure may look like the end of a sentence."""
    document = evidence.document
    english = {segment.segment.index for segment in document.english}
    for block in document.blocks:
        held = [s.segment for s in document.segments_over(block)]
        inside = [s.span for s in held if s.index in english]
        if not inside:
            continue
        piece = Span(max(block.start, inside[0].start), min(block.end, inside[-1].end))
        if _SUSPECT.search(document.view, piece.start, piece.end):
            yield piece


def _whole(view: str, match: re.Match[str]) -> Span:
    """Return the figure with its scale or share sign."""
    end = match.end()
    after = re.compile(rf"[ -]?(?:%|per ?cent\b|{_SCALE}\b|{_SHORT}\b)").match(view, end)
    return Span(match.start(), after.end() if after else end)


def _is_sound(view: str, match: re.Match[str]) -> bool:
    """Tell two numbers side by side, a date before a number, and pairs of scales that English has."""
    text, before = match.group(), view[max(0, match.start() - 14) : match.start()]
    if _PAIRED.search(text) or _PLAIN.fullmatch(re.sub(rf"^{_MONEY}", "", text)):
        return True
    parted = re.search(r"\d ?[.,] \d", text)
    return bool(
        parted
        and (_MONTH.search(before) or _LISTED.search(before) or re.search(r"\b(?:19|20)\d\d ?[.,] ", text))
    )
