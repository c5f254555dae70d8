from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedSegment

_NUMBER = re.compile(
    r"(?<![\w.,/:#+-])(?P<money>(?:Rp\.?|IDR|USD|US\$|EUR|[$€£¥])\s?)?(?P<digits>[1-9]\d{4,8})(?![\w/:-]|[.,]\d)"
)
#: Words whose numbers are names.
_LABEL = re.compile(
    r"(?i:\b(?:no|number|nr|room|flight|code|id|box|article|case|model|asteroid|hotline|zip|page|in)\.?\s*$)"
)
_REACH = 12
#: Words between a number and the plural that it counts (*20000 of the residents*).
_PARTITIVE = frozenset({"of", "the", "its", "his", "her", "their", "these", "those", "our"})
_UNITS = frozenset(
    "percent people km kg m rupiah baht yen yuan won hectares feet metres miles usd eur head".split()
)


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
            if segment is None or not _counts(segment, found.end("digits"), bool(found.group("money"))):
                continue
            before = evidence.document.view[max(0, found.start() - _REACH) : found.start()]
            if not _LABEL.search(before):
                yield Hit(
                    Span(*found.span("digits")),
                    "English groups the digits of a long number.",
                    confidence=0.85,
                    suggestion=f"{int(digits):,}",
                )


def _counts(segment: AnalysedSegment, end: int, money: bool) -> bool:
    """Tell a number that counts what follows."""
    if money:
        return True
    after = [t for t in segment.parsed if segment.offset + t.idx >= end and not t.is_space][:4]
    for token in after:
        if token.tag_ in ("NNS", "NNPS") or token.lower_ in _UNITS:
            return True
        if token.lower_ in _PARTITIVE:
            continue
        if token.pos_ not in ("ADJ", "NOUN", "ADV", "VERB", "ADP") or token.is_punct:
            return False
    return False
