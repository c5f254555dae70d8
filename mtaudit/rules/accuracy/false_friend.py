from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import false_friends, found_calques

if TYPE_CHECKING:
    from collections.abc import Iterator


class FalseFriend(Rule):
    """An English word in the sense of its Indonesian look-alike.

    ## What it finds
    Words of a lexicon in surroundings that prove the Indonesian sense: `socialization of the rule`
    (*sosialisasi*), `the situation remains conducive` (*kondusif*), `related instances` (*instansi*),
    `gratification money` (*gratifikasi*).

    ## Why it matters
    Most of these words came to Indonesian from Dutch and went their own way. English readers take them in
    their English sense, or in none.

    ## Known false alarms
    English written in Indonesia uses some of them (`local instances`, `residents domiciled in`); those have
    a lower confidence.

    ## Example
    `The ministry will hold a socialization of the new tariff in every district.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*; each entry of the
    lexicon names its Indonesian word.
    """

    code = "ACC010"
    name = "false-friend"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MINOR
    phrases = false_friends().phrases
    patterns = false_friends().patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the word with the surroundings that prove its sense."""
        for (segment, words), calque in found_calques(evidence, false_friends()):
            yield Hit(
                segment.span_of(words),
                f"“{words.text}” is Indonesian “{calque.indonesian}”; English says: {calque.means}.",
                confidence=calque.confidence,
            )
