from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.locale._measures import CURRENCIES, SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument

_DIGITS = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:\s(?:hundred|thousand|million|billion|trillion))?"
#: What a number after a currency may count instead (*the rupiah 10 years ago*).
_TIME = (
    r"[\s-](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|times|basis|points|to|of|"
    r"(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Septem|Octo|Novem|Decem)ber|[ap]\.?m)\b"
)
_BEHIND = rf"(?!\s(?:people|percent|per)|{_TIME})"
#: Names with a capital, which English writes without one.
_CAPITAL = "|".join(
    name.capitalize() for name in CURRENCIES.split("|") if name not in ("euros?", "pounds", "marks", "crowns")
)
#: The tournament is Euro with a year.
_EURO = r"[Ee]uro(?=\s(?:\d{1,3}(?:,\d{3})+|\d[\d.,]*\s(?:thousand|million|billion)))"
#: *Won* is a verb too.
_WON = "|".join(
    rf"(?<=\b{word}\s)" for word in "of at to by for worth cost costs paid than about nearly another".split()
)
_OF_COUNTRY = (
    r"(?:(?:US|U\.S\.|American|Australian|Singapore|Hong Kong|Canadian|New Zealand|Brunei|Taiwan)\s)?"
)
_AMOUNT = re.compile(
    rf"(?:\b(?:US|USD|AUS?|S|HK|NZ|C|R|NT)\s?)?[{SIGNS}]\s+{_DIGITS}{_SCALE}"
    rf"|\b(?:US|AU|HK|NZ|S)[$]\.\s?{_DIGITS}{_SCALE}|\b(?:US|AU|HK|NZ|S)\s\$\s?{_DIGITS}{_SCALE}"
    rf"|(?<![{SIGNS}\d.,])\b{_DIGITS}{_SCALE}\s?(?:(?:US|USD|A|S|AU|HK)?\s?[{SIGNS}](?!\s?\d))"
    rf"|(?<!\d\s)(?<!\d\d,\s)\b(?:{CURRENCIES}|{_EURO}|{_CAPITAL})\s(?=\d){_DIGITS}{_SCALE}\b{_BEHIND}"
    rf"|(?=w)(?:{_WON})won\s{_DIGITS}\s(?:thousand|million|billion|trillion)\b"
    rf"|\b{_DIGITS}{_SCALE}\s{_OF_COUNTRY}(?:{_CAPITAL}|Euros?|Pounds?|Won)\b(?!\s[A-Z])"
)
_WORD = re.compile(r"\w[\w’'-]*")
#: Words without a capital in a headline: *Thieves Take 300 Pesos from the Till*.
_SMALL = frozenset("a an the of in on for to and from at by with as".split())


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
            if found.group()[-1].isalpha() and _is_headline(evidence.document, found.start()):
                continue
            yield Hit(
                Span(*found.span()),
                "English sets the sign right before the number, and the currency's name after it.",
                confidence=0.85,
            )


def _is_headline(document: AnalysedDocument, place: int) -> bool:
    """Tell capitals of a headline, where a currency has one too."""
    segment = document.segment_at(place)
    words = _WORD.findall(segment.segment.text) if segment is not None else []
    return bool(words) and all(not word[0].islower() or word in _SMALL for word in words)
