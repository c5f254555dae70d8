from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from mtaudit.analysis.folding import plain_word
from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.source import SourceText

#: Shorter words are particles and initials, or too few letters to tell a slip from another name.
_SHORTEST = 3
_SHORTEST_ALONE = 5
#: Similarity from which a word on its own is the same name misspelt.
_MISSPELT = 0.75
#: Titles have translations of their own.
_TITLES = frozenset(
    "pope prince princess king queen emperor empress sultan sheikh saint sir lord lady duke duchess "
    "president minister chancellor senator judge justice governor mayor general admiral colonel major "
    "captain lieutenant sergeant inspector doctor professor father brother sister bishop archbishop cardinal "
    "rabbi imam mr mrs ms miss dr junior senior ambassador secretary chairman spokesman spokeswoman "
    "commissioner grandfather grandmother uncle aunt "
    "bapak ibu pak bu tuan nyonya nona raja ratu pangeran putri presiden menteri jenderal kolonel mayor "
    "letnan kapten komisaris hakim jaksa dokter profesor paus uskup kardinal santo santa pastor pendeta haji "
    "hajah kiai ustaz kakek nenek paman bibi saudara gubernur bupati wali kepala ketua juru "
    "sekretaris".split()
)
#: Endings that English puts to names.
_ENDINGS = frozenset({"s", "es", "n", "an", "ian", "ese", "ish"})
#: Letters that Indonesian writes otherwise (*Madagaskar*).
_RESPELLED = (
    ("ph", "f"),
    ("th", "t"),
    ("x", "ks"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("v", "f"),
    ("y", "i"),
)


class UnsourcedName(Rule):
    """A person's name that the source spells otherwise.

    ## What it finds
    A person's name in English with one word that stands nowhere in the source, where the source has the rest
    of the name with another word, which the English text lacks: a name that was translated or misspelt. A
    single word counts where the source has one much like it that the English text lacks.

    ## Why it matters
    The reader cannot look the person up; a name taken for a common noun is nonsense.

    ## Known false alarms
    Names that the two languages spell differently: those of rulers and popes, and names from other alphabets.

    ## Example
    `Bunga Citra Lestari` and `Flower Citra Lestari`.

    ## Source
    MQM, Accuracy/Mistranslation; Freitag et al. 2021.
    """

    code = "SRC003"
    name = "unsourced-name"
    category = "Accuracy/Mistranslation"
    its_type = "inconsistent-entities"
    severity = Severity.MAJOR
    needs = frozenset({"source"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield names whose word in the source stands nowhere in the English text."""
        source, document = evidence.source, evidence.document
        if source is None or source.language != "id":
            return
        here = {plain_word(token.text) for held in document.prose for token in held.parsed}
        for segment in document.english:
            for entity in segment.parsed.ents:
                if entity.label_ != "PERSON":
                    continue
                word, expected = _odd_word(entity, source, here)
                if word is not None:
                    yield Hit(
                        segment.span_of(word),
                        f"The source has “{expected}” in the person's name.",
                        confidence=0.8,
                        suggestion=expected,
                    )


def _odd_word(entity: TokenSpan, source: SourceText, here: set[str]) -> tuple[Token | None, str]:
    """Return the word of a name that the source has not, and the source's word for it."""
    words = [t for t in entity if len(t.text) >= _SHORTEST and t.text[0].isupper() and t.text.isalpha()]
    words = [token for token in words if plain_word(token.text) not in _TITLES]
    unknown = [token for token in words if plain_word(token.text) not in source.vocabulary]
    if len(unknown) != 1 or unknown[0].is_stop:
        return None, ""
    odd, place = unknown[0], words.index(unknown[0])
    for name in source.names:
        theirs = [word.folded for word in name.words]
        for other, known in enumerate(words):
            folded = plain_word(known.text)
            if known is odd or folded not in theirs:
                continue
            wanted = theirs.index(folded) + place - other
            if (
                0 <= wanted < len(theirs)
                and name.words[wanted].is_capital
                and _differ(plain_word(odd.text), theirs[wanted], here)
            ):
                return odd, name.words[wanted].text
    if len(words) == 1 and len(odd.text) >= _SHORTEST_ALONE:
        for name in source.names:
            for word in name.words:
                alike = DamerauLevenshtein.normalized_similarity(plain_word(odd.text), word.folded)
                if alike >= _MISSPELT and _differ(plain_word(odd.text), word.folded, here):
                    return odd, word.text
    return None, ""


def _differ(odd: str, wanted: str, here: set[str]) -> bool:
    """Tell two names from two forms of one, and from a title and a name."""
    if wanted in here or len(wanted) < _SHORTEST or wanted in _TITLES:
        return False
    formed = odd.startswith(wanted) and odd.removeprefix(wanted) in _ENDINGS
    return not formed and _respelled(odd) != _respelled(wanted)


def _respelled(word: str) -> str:
    for letters, others in _RESPELLED:
        word = word.replace(letters, others)
    return word
