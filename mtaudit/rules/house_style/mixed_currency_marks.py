from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMOUNT = re.compile(
    r"\b(?P<mark>(?:Rp\.?|IDR)\s?)\d+(?:[.,]\d+)*(?:\s(?:thousand|million|billion|trillion))?"
)


class MixedCurrencyMarks(Rule):
    """Rupiah written in several ways in one text.

    ## What it finds
    Two or more of `Rp5`, `Rp 5`, `Rp. 5`, `IDR 5` and `IDR5` in one text; each place with one of the
    rarer ways.

    ## Why it matters
    A desk keeps to one form; an engine renders *Rp* anew each time. It is a habit of a newsroom, dates
    and brands a text, and says nothing about its translation.

    ## Known false alarms
    Texts that quote another text with its own form.

    ## Example
    `IDR 886.9 trillion … Rp. 1,170.1 trillion`

    ## Source
    Unicode CLDR, currency formats of `id`.
    """

    code = "HOU006"
    name = "mixed-currency-marks"
    category = "Locale convention/Currency format"
    its_type = "locale-violation"
    severity = Severity.NEUTRAL
    house_style = True

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each amount in one of the rarer forms."""
        found = list(evidence.document.search(_AMOUNT, digits=True))
        forms = Counter(match.group("mark") for match in found)
        if len(forms) < 2:
            return
        # Of forms that are equally frequent the first in the text is taken for the rule.
        usual = max(forms, key=lambda form: forms[form])
        for match in found:
            if match.group("mark") != usual:
                yield Hit(
                    Span(*match.span()),
                    f"The text mostly writes rupiah as “{usual.strip()}”, and here otherwise.",
                    confidence=0.8,
                )
