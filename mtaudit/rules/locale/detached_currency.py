from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:\s(?:thousand|million|billion|trillion))?"
#: What a number after a currency may count instead (*the rupiah 10 years ago*).
_TIME = r"[\s-](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|times|basis|points)\b"
_AMOUNT = re.compile(
    rf"(?:\b(?:US|USD|AUS?|S|HK|NZ|C)\s?)?[$€£¥]\s+{_DIGITS}{_SCALE}|\b(?:US|AU|HK|NZ|S)[$]\.\s?{_DIGITS}{_SCALE}|\b(?:US|AU|HK|NZ)\s\$\s?{_DIGITS}{_SCALE}"
    rf"|(?<![$€£¥\d.,])\b{_DIGITS}{_SCALE}\s?(?:(?:US|USD|A|S|AU|HK)?\s?[$€£](?!\s?\d))"
    rf"|(?<![\d]\s)\b(?:[Dd]ollars?|[Rr]upiahs?|euros?|ringgits?|pounds?|yen|yuan|baht|pesos?|rupees?)\s(?=\d){_DIGITS}{_SCALE}\b(?!\s(?:people|percent|per)|{_TIME})"
    rf"|\b{_DIGITS}{_SCALE}\s(?:Rupiahs?|Dollars|Euros|Ringgits?)\b(?!\s[A-Z])"
)


class DetachedCurrency(Rule):
    """A currency sign or name in the wrong place.

    ## What it finds
    A sign apart from its number or after it (`US $ 5`, `$ 41`, `15 $`), a currency name before its
    number (`dollars 4 million`, `rupiah 2 million`), and a capitalised plural (`900 Rupiahs`).

    ## Why it matters
    English sets the sign before the number without a space, and the name after it; Indonesian names the
    currency first.

    ## Known false alarms
    Tables in which sign and number stand in columns.

    ## Example
    `paid US $ 250,000`

    ## Source
    Unicode CLDR, currency formats of `en` and `id`.
    """

    code = "LOC004"
    name = "detached-currency"
    category = "Locale convention/Currency format"
    its_type = "locale-violation"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the amount."""
        for found in evidence.document.search(_AMOUNT, digits=True):
            yield Hit(
                Span(*found.span()),
                "English sets the sign right before the number, and the currency's name after it.",
                confidence=0.85,
            )
