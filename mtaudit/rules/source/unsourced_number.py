from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers import parse_digits
from mtaudit.analysis.parallel import align_source
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.parallel import Bead
    from mtaudit.analysis.source_numbers import SourceNumber

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
#: Smaller whole numbers are written as words, articles and pairs too often to be held together.
_TELLING = 13


class UnsourcedNumber(Rule):
    """A number that is not the source's.

    ## What it finds
    A number in the English text whose value stands nowhere in the source, in a sentence whose counterpart
    has a number that stands nowhere in the English text. Values are compared, not spellings: `1,5 juta` is
    1.5 million. Small numbers, years and dates are left alone.

    ## Why it matters
    The reader gets another figure than the source gives.

    ## Known false alarms
    Amounts and measures that the translator converted, and slips in the source that the translator mended.

    ## Example
    `1.250 orang` and `125 people`.

    ## Source
    Unicode CLDR, locale `id`: decimal comma, grouping dot, scales. MQM, Accuracy/Mistranslation; Freitag et
    al. 2021.
    """

    code = "SRC002"
    name = "unsourced-number"
    category = "Accuracy/Mistranslation"
    its_type = "numbers"
    severity = Severity.MINOR
    needs = frozenset({"source"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield numbers without a source beside a number of the source that is missing."""
        source, document = evidence.source, evidence.document
        if source is None or source.language != "id":
            return
        there = source.values
        unsourced = [m for m in document.numbers if m.value not in there and _is_telling(abs(m.value))]
        here = _values(document)
        missing = [n for n in source.numbers if here.isdisjoint(n.values) and _is_telling(n.values[0])]
        if not unsourced or not missing:
            return
        for bead in align_source(document, source):
            indices = {held.segment.index for held in bead.segments}
            lost = [n for n in missing if n.sentence in {s.index for s in bead.sentences}]
            for mention in unsourced:
                if mention.segment in indices and lost and bead.is_anchored:
                    told = ", ".join(n.span.of(source.document.text) for n in lost[:3])
                    yield Hit(
                        mention.span,
                        f"The source has no such number; in its place it says: {told}.",
                        confidence=0.8,
                    )


def _is_telling(value: Decimal) -> bool:
    return value >= _TELLING or value != value.to_integral_value()


def _values(document: AnalysedDocument) -> set[Decimal]:
    """Return everything that the English text gives in digits or words, years and dates included."""
    digits = {parse_digits(found) for found in _DIGITS.findall(document.view)}
    return digits | {abs(mention.value) for mention in document.numbers}
