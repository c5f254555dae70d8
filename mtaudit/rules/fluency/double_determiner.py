from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mtaudit.analysis.patterns import TokenPattern

_ARTICLES = ["the", "a", "an"]
_POSSESSIVES = ["my", "your", "his", "her", "its", "our", "their"]
_DEMONSTRATIVES = ["this", "that", "these", "those"]


class DoubleDeterminer(Rule):
    """Two determiners on one noun.

    ## What it finds
    A possessive followed by an article or another determiner (`Malaysia's the …`, `their a …`), and two
    articles or an article and a possessive side by side (`the a`, `the his`).

    ## Why it matters
    An English noun takes one central determiner. Indonesian has no article, and possessor and `tersebut`
    follow the noun, so an engine that adds `the` may add it to a noun that has its determiner already.

    ## Known false alarms
    Titles that begin with an article in lower case, and possessives without a noun before an adverbial
    (`at her mother's the next day`), which the rule avoids where a time word follows.

    ## Example
    `Malaysia's the Melaka Strait`.

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 5 on central determiners;
    MQM, Fluency/Grammar.
    """

    code = "FLU001"
    name = "double-determiner"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "possessor": [
            [
                {"POS": {"IN": ["PROPN", "NOUN"]}},
                {"TAG": "POS"},
                {"TEXT": {"IN": [*_ARTICLES, *_POSSESSIVES, *_DEMONSTRATIVES]}},
            ]
        ],
        "pronoun": [
            [{"LOWER": {"IN": _POSSESSIVES}, "TAG": "PRP$"}, {"TEXT": {"IN": _ARTICLES}}],
            [
                {"LOWER": {"IN": _ARTICLES}, "POS": "DET"},
                {"TEXT": {"IN": [*_POSSESSIVES, "these", "those"]}},
            ],
            [{"LOWER": {"IN": ["a", "an"]}, "POS": "DET"}, {"TEXT": "the"}],
            [{"LOWER": "the", "POS": "DET"}, {"TEXT": {"IN": ["a", "an"]}}],
        ],
    }

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield pairs whose second determiner is followed by a noun phrase."""
        for name in ("possessor", "pronoun"):
            for segment, tokens in evidence.matches.get(name, ()):
                second = tokens[-1]
                if not _has_noun(tokens):
                    continue
                kept = tokens[:-1].text if name == "possessor" else second.text
                yield Hit(
                    segment.span_of(tokens),
                    f"“{tokens[:-1].text}” and “{second.text}” both determine the noun that follows.",
                    suggestion=kept,
                )


#: Words that begin an adverbial of time after a possessive without a noun.
_TIME = frozenset(
    "next same previous following other first last whole night day week month year morning evening "
    "afternoon moment minute time way".split()
)


def _has_noun(tokens: Sequence[object]) -> bool:
    """Tell whether a noun phrase that is no adverbial of time follows the second determiner."""
    second = tokens[-1]
    doc, place = second.doc, second.i + 1  # type: ignore[attr-defined]
    if place >= len(doc) or doc[place].lower_ in _TIME or doc[place].is_punct:
        return False
    for token in doc[place : place + 4]:
        if token.pos_ in ("NOUN", "PROPN"):
            return True
        if token.pos_ not in ("ADJ", "NUM", "ADV", "VERB") and token.text not in ("-", "'s"):
            return False
    return False
