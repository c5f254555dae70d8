from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_calques import found_calques, literal_idioms

if TYPE_CHECKING:
    from collections.abc import Iterator


class LiteralIdiom(Rule):
    """An Indonesian idiom or set expression, word for word in English.

    ## What it finds
    Renderings of a lexicon: `hand arrest operation` (*operasi tangkap tangan*), `find a bright spot` (*titik
    terang*), `black goat` (*kambing hitam*), `went down to the field` (*turun ke lapangan*). Where the
    English words exist in their own sense too, the sentence must hold another word that tells.

    ## Why it matters
    The words are English and the meaning is lost: a `green table` is a court, and `measurable firm action`
    is a shot fired by police.

    ## Known false alarms
    The words meant literally (`the black goat` of a farmer without milk or horns in the sentence).

    ## Example
    `The regent was named a suspect after a hand arrest operation in Medan.`

    ## Source
    Stevens and Schmidgall-Tellings 2010, *A Comprehensive Indonesian-English Dictionary*; each entry of the
    lexicon names its Indonesian expression.
    """

    code = "ACC011"
    name = "literal-idiom"
    category = "Accuracy/Mistranslation"
    its_type = "mistranslation"
    severity = Severity.MAJOR
    phrases = literal_idioms().phrases
    patterns = literal_idioms().patterns

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the rendering."""
        for (segment, words), calque in found_calques(evidence, literal_idioms()):
            yield Hit(
                segment.span_of(words),
                f"“{words.text}” renders Indonesian “{calque.indonesian}” word for word; "
                f"English says: {calque.means}.",
                confidence=calque.confidence,
            )
