from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.locale._measures import CODES, COUNTS, CURRENCIES, FEW_COUNTS, SIGNS, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedSegment

_NUMBER = re.compile(
    rf"(?<![\w.,/:#+-])(?P<money>(?:(?:{CODES}|[A-Z]{{0,3}}[{SIGNS}])\s?|(?:{CURRENCIES})\s))?"
    r"(?P<digits>[1-9]\d{4,8})(?P<decimals>\.\d{1,2})?"
    rf"(?:(?![\w/:-]|[.,]\d)|(?=-(?:{UNIT}|seat|seater|strong|member|man|person|student|word|step|acre|bed|room|"
    r"capacity|household|unit|vote|page)\b))"
)
#: Words whose numbers are names.
_LABEL = re.compile(
    r"(?i:\b(?:no|number|nr|room|flight|code|id|box|article|case|model|asteroid|hotline|zip|page|postcode)\.?\s*$)"
)
_REACH = 12
#: Words between a number and the plural that it counts (*20000 of the residents*).
_PARTITIVE = frozenset({"of", "the", "its", "his", "her", "their", "these", "those", "our", "'s", "’s", "-"})
#: Whom a number counts without a noun.
_PRONOUNS = frozenset({"them", "us", "whom", "which"})
_COUNTED = re.compile(rf"(?:{UNIT}|people|head|cattle|livestock|personnel|police|troops|staff|m2|m3|km2)")
_ERA = re.compile(r"\s(?:BCE?|AD|CE)\b")
_FRAME = 90


class UngroupedNumber(Rule):
    """A long number without separators.

    ## What it finds
    A whole number of five to nine digits in running text that counts or measures: before a plural noun,
    a unit or a scale, or after a currency.

    ## Why it matters
    English groups digits by threes from 10,000 on; a number copied from a source that does not is hard
    to read.

    ## Known false alarms
    Identifiers that happen to stand before a plural noun. Postcodes, model numbers and room numbers are
    left alone.

    ## Example
    `about 40000 years ago`

    ## Source
    Unicode CLDR, number formats of `en`; *The Chicago Manual of Style*, 17th ed., on commas in numbers.
    """

    code = "LOC003"
    name = "ungrouped-number"
    category = "Locale convention/Number format"
    its_type = "locale-violation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the number."""
        for found in evidence.document.search(_NUMBER, digits=True):
            segment = evidence.document.segment_at(found.start())
            digits = found.group("digits")
            if segment is None:
                continue
            view, start = evidence.document.view, segment.segment.span.start
            if not (
                found.group("money")
                or view[found.end() : found.end() + 1] == "-"
                or _counts(segment, found.end())
                or _is_framed(
                    view[max(start, found.start() - _FRAME) : found.start()], view[found.end() :][:4]
                )
            ):
                continue
            before = view[max(0, found.start() - _REACH) : found.start()]
            if not _LABEL.search(before):
                yield Hit(
                    Span(found.start("digits"), found.end()),
                    "English groups the digits of a long number.",
                    confidence=0.85,
                    suggestion=f"{int(digits):,}{found.group('decimals') or ''}",
                )


def _is_framed(before: str, after: str) -> bool:
    """Tell *about 15000 fled* and *the number rose to 34500*."""
    return bool(COUNTS.search(before) or FEW_COUNTS.search(before)) and not _ERA.match(after)


def _counts(segment: AnalysedSegment, end: int) -> bool:
    """Tell a number that counts what follows."""
    after = [t for t in segment.parsed if segment.offset + t.idx >= end and not t.is_space][:5]
    for place, token in enumerate(after):
        if token.tag_ in ("NNS", "NNPS") or _COUNTED.fullmatch(token.lower_):
            return True
        if token.lower_ in _PRONOUNS and place == 1 and after[0].lower_ == "of":
            return True
        if token.lower_ in _PARTITIVE:
            continue
        if token.pos_ == "VERB" and token.tag_ in ("VBN", "VBG"):
            # *40000 displaced people*
            continue
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "ADV", "ADP") or token.is_punct:
            return False
    return False
