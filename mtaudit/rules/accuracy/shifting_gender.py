from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.accuracy._discourse import shifts
from mtaudit.rules.accuracy._gender_words import TELLING
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


class ShiftingGender(Rule):
    """One person who is he and then she.

    ## What it finds
    The first pronoun of the other gender for a named person: `Retno said he would fly to Geneva`, and later
    `She added`. Only pronouns count that can mean nobody else named in the text.

    ## Why it matters
    The reader looks for a second person. Indonesian *dia*, *ia* and *-nya* have no gender, and an engine that
    sees one sentence at a time guesses anew in each.

    ## Known false alarms
    A pronoun for somebody whose name the parser does not take for a person's, or who is told of far before.

    ## Example
    `Nurul Hidayanti said she had sent four teams. … He said the vaccine was safe.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on pronouns; Stanovsky, Smith and
    Zettlemoyer 2019, *Evaluating Gender Bias in Machine Translation*; Lappin and Leass 1994, *An Algorithm
    for Pronominal Anaphora Resolution*; MQM, Accuracy/Mistranslation.
    """

    code = "ACC004"
    name = "shifting-gender"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the first pronoun of the later gender of each person."""
        document = evidence.document
        told = {gender for gender, words in TELLING.items() if any(True for _ in document.tokens(*words))}
        if len(told) < len(TELLING):
            return
        for shift in shifts(document):
            yield Hit(
                shift.segment.span_of(shift.token),
                f"{shift.person.name} was “{shift.person.gender}” before and is “{shift.token.lower_}” here.",
                confidence=0.8 if shift.is_near else 0.7,
            )
