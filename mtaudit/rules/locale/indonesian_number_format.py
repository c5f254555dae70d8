from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers import parse_digits
from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.locale._measures import COUNTS, FEW_COUNTS, LENGTHS, MEASURE_WORDS, SIGNS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedSegment

_RUPIAH = r"(?:Rp\.?|IDR)\s?"
_OTHER_MONEY = rf"(?:(?:[A-Z]{{1,3}}\$|[{SIGNS}]|USD|EUR|SGD|RM)\s?)?"
_SCALE = r"(?:ribu|juta|miliar|milyar|triliun|trilyun)"
#: Scales as short forms, which are sure behind rupiah.
_SHORT = r"(?:M|T|rb|jt)"
_GROUPED = r"\d{1,3}(?:\.\d{3})"
_DECIMAL = r"\d{1,3},\d{1,2}"
#: What is given as a figure with decimals and without a unit.
_RATED = r"(?:average|score|index|rate|ratio|grade|GPA|rating|pH|level|median|mean)"
_PATTERNS = (
    # Dots between groups of three: sure with two groups, with rupiah before one, or with decimals behind.
    re.compile(
        rf"(?<![\w.,]){_RUPIAH}{_GROUPED}{{1,5}}(?:,\d{{1,2}})?(?![\w]|[.,]\d)(?:\s{_SCALE}\b|\s?{_SHORT}\b)?"
    ),
    re.compile(rf"(?<![\w.,]){_GROUPED}{{2,5}}(?:,\d{{1,2}})?(?![\w]|[.,]\d)"),
    re.compile(rf"(?<![\w.,/-]){_GROUPED},\d{{1,2}}(?![\w]|[.,]\d)"),
    # One group: sure where it would end in a decimal zero, which nobody writes.
    re.compile(rf"(?<![\w.,/:{SIGNS}])(?!10\.000)[1-9]\d{{1,2}}\.000(?![\w%]|[.,:]\d|\s(?:{UNIT}|per)\b)"),
    re.compile(
        rf"(?<![\w.,])(?:[A-Z]{{1,3}}\$|[{SIGNS}])\s?(?:\d{{2,3}}\.\d\d0|\d\.000)"
        r"(?![\w]|[.,]\d|\s(?:thousand|million|billion|trillion|an?|per)\b)"
    ),
    # A comma before the decimals: sure with money before, after a nought, or with a scale or unit after.
    re.compile(rf"(?<![\w.,]){_RUPIAH}{_DECIMAL}(?![\w]|[.,]\d)(?:\s{_SCALE}\b|\s?{_SHORT}\b)?"),
    re.compile(rf"(?<![\w.,/-]){_OTHER_MONEY}{_DECIMAL}(?=[\s-]?{UNIT}\b|\s?[%°])"),
    re.compile(rf"(?<![\w.,])(?:[A-Z]{{1,3}}\$|[{SIGNS}])\s?{_DECIMAL}(?![\w]|[.,]\d)"),
    re.compile(r"(?<![\w.,/:(-])0,\d{1,3}(?![\w]|,? ?\d|[.,]\d)"),
    re.compile(
        rf"(?<![\w.,/-]){_OTHER_MONEY}{_DECIMAL}(?=\s?(?:to|and|or|until|[-–])\s?\d+(?:[,.]\d+)?(?:[\s-]?{UNIT}\b|\s?%))"
    ),
    re.compile(
        rf"\b{_RATED}\s(?:of|at|was|is|stood at|reached)\s(?P<n>\d{{1,2}},\d{{1,2}})(?![\w]|,? ?\d|[.,]\d)"
    ),
    # The magnitude of an earthquake.
    re.compile(r"(?<=\bmagnitude\s)\d,\d(?![\w]|[.,]\d)|(?<=\bmagnitude\sof\s)\d,\d(?![\w]|[.,]\d)"),
    # Scale words left in Indonesian, and short ones after rupiah.
    re.compile(rf"(?<![\w.,])(?:{_RUPIAH})?\d{{1,4}}(?:[.,]\d{{1,3}}){{0,5}}\s?{_SCALE}\b"),
    re.compile(rf"(?<![\w.,]){_RUPIAH}\d{{1,3}}(?:[.,]\d{{1,3}}){{0,5}}\s?{_SHORT}\b"),
    # The same number in both styles: a thousands dot and then a second one.
    re.compile(rf"(?<![\w.,]){_RUPIAH}\d{{1,3}}\.\d{{3}}\.\d{{1,2}}(?=\s{UNIT}\b)"),
)
#: One group of thousands, or three decimals: what stands beside it tells.
_ONE_GROUP = re.compile(
    rf"(?<![\w.,/:#{SIGNS}-])[1-9]\d{{0,2}}\.\d{{3}}(?![\w%]|[.,:]\d|-\d|\s?(?:%|per|thousand|million|billion|trillion)\b)"
)
#: Behind a count without a noun.
_GOES_ON = re.compile(r"\s(?:of (?:the|them|its|these|those|whom|their)|were|are|have|had|who|others|more)\b")
#: Whose lengths are measured to the metre.
_TRACK = re.compile(r"\b(?:circuits?|laps?|tracks?|racetracks?)\b", re.IGNORECASE)
_LENGTH = re.compile(rf"\s(?:{LENGTHS})\b")
#: Nouns of one form that are counted.
_PLURALS = frozenset("people personnel cattle livestock aircraft head species police troops poultry".split())
_AVERAGED = re.compile(r"\b(?:averages?|averaged|rate|ratio|scor(?:e|es|ed|ing)|index|per)\b")
_WORDS = {"ribu": "thousand", "juta": "million", "miliar": "billion", "milyar": "billion",
          "triliun": "trillion", "trilyun": "trillion", "M": "billion",
          "T": "trillion", "jt": "million", "rb": "thousand"}  # fmt: skip
#: Words whose numbers are labels, and how far before the number to look for them.
_LABEL = re.compile(
    r"(?i:\b(?:versions?|sections?|chapters?|rooms?|pages?|groups?|articles?|releases?|v)\.?\s*$)"
)
_REACH = 12
#: How far before a number stands what shows that it counts.
_FRAME = 90
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
            for span in _spans(evidence.document.view, segment):
                text = span.of(evidence.document.view)
                before = evidence.document.view[max(0, span.start - _REACH) : span.start]
                if not _is_address(text) and not _LABEL.search(before):
                    yield Hit(
                        span,
                        "The number is written the Indonesian way; English reads another value.",
                        suggestion=_english(text),
                    )


def _spans(view: str, segment: AnalysedSegment) -> list[Span]:
    """Every match, the longest where they overlap, in order."""
    within = segment.segment.span
    found = [
        Span(*match.span("n" if "n" in pattern.groupindex else 0))
        for pattern in _PATTERNS
        for match in pattern.finditer(view, within.start, within.end)
    ]
    found += [
        Span(*match.span())
        for match in _ONE_GROUP.finditer(view, within.start, within.end)
        if _is_count(view, segment, match)
    ]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept)


def _is_count(view: str, segment: AnalysedSegment, match: re.Match[str]) -> bool:
    """Tell *the number has reached 12.640* and *4.250 scooters* from three decimals."""
    span = segment.segment.span
    frame = view[max(span.start, match.start() - _FRAME) : match.start()]
    if _AVERAGED.search(frame) or _AVERAGED.match(view, match.end() + 1):
        return False
    if _LENGTH.match(view, match.end()):
        return match.group().endswith("0") and not _TRACK.search(view, span.start, span.end)
    after = [t for t in segment.parsed if segment.offset + t.idx >= match.end()][:5]
    if any(token.lower_ in ("per", "per-capita") for token in after):
        return False
    for token in after[:3]:
        if token.lower_ in MEASURE_WORDS or re.fullmatch(UNIT, token.lower_):
            return False
        if token.tag_ in ("NNS", "NNPS") or token.lower_ in _PLURALS:
            return True
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "VERB"):
            break
    if COUNTS.search(frame):
        return True
    return bool(FEW_COUNTS.search(frame) and _GOES_ON.match(view, match.end()))


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
