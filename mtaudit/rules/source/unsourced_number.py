from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers import parse_digits
from mtaudit.analysis.source.parallel import align_source, held_beads
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.numbers import NumberMention
    from mtaudit.analysis.source.parallel import Bead

#: Digits that no scale follows: those of ``2 million`` say nothing of a 2.
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?![\d.,]*\d)(?![ -]?(?:hundred|thousand|[mbtr]+illion|mn?|bn|tn)\b)")
_GLUED = re.compile(r"(\d+(?:[.,]\d+)*)[a-z]{1,2}")
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
        unsourced = [m for m in document.numbers if there.isdisjoint(_worth(document, m)) and _is_telling(m)]
        if not unsourced:
            return
        beads = align_source(document, source)
        held = held_beads(beads)
        for place, bead in enumerate(beads):
            indices = {held.segment.index for held in bead.segments}
            odd = [mention for mention in unsourced if mention.segment in indices]
            if not odd or place not in held:
                continue
            here = _values(document, beads[max(0, place - 1) : place + 2])
            sentences = {sentence.index for sentence in bead.sentences}
            lost = [
                number
                for number in source.numbers
                if number.sentence in sentences
                and here.isdisjoint(number.values)
                and _tells(number.values[0])
            ]
            for mention in odd:
                if lost:
                    told = ", ".join(n.span.of(source.document.text) for n in lost[:3])
                    yield Hit(
                        mention.span,
                        f"The source has no such number; in its place it says: {told}.",
                        confidence=0.8,
                    )


def _worth(document: AnalysedDocument, mention: NumberMention) -> set[Decimal]:
    """Return what a number can be worth: ``50m`` is fifty metres as well as fifty million."""
    glued = _GLUED.fullmatch(mention.span.of(document.view))
    return {abs(mention.value)} | ({parse_digits(glued[1])} if glued else set())


def _is_telling(mention: NumberMention) -> bool:
    return _tells(abs(mention.value))


def _tells(value: Decimal) -> bool:
    return value >= _TELLING or value != value.to_integral_value()


def _values(document: AnalysedDocument, beads: Sequence[Bead]) -> set[Decimal]:
    """Return all that the English sentences give in digits or words, years and dates included."""
    spans = [held.segment.span for bead in beads for held in bead.segments]
    digits = {parse_digits(found) for span in spans for found in _DIGITS.findall(span.of(document.view))}
    indices = {held.segment.index for bead in beads for held in bead.segments}
    return digits | {abs(m.value) for m in document.numbers if m.segment in indices}
