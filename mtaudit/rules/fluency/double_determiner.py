from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan

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
    (`at her mother's the next day`), which the rule avoids where a time word follows. `thanked her the
    staff` is missed: `her` may be an object.

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
        # *in her the refrigerator*: after a preposition of place `her` is no object of a verb.
        "placed": [
            [
                {"LOWER": {"IN": ["in", "inside", "into", "at", "on", "from", "under", "near", "behind"]}},
                {"LOWER": "her"},
                {"TEXT": {"IN": ["the", "a", "an"]}},
            ]
        ],
        "demonstrative": [
            [
                {"LOWER": {"IN": ["these", "those"]}},
                {"TEXT": {"IN": ["the", "my", "your", "his", "its", "our", "their"]}},
            ],
        ],
    }

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield pairs whose second determiner is followed by a noun phrase."""
        for name in ("possessor", "pronoun", "placed", "demonstrative"):
            for segment, matched in evidence.matches.get(name, ()):
                tokens = matched[1:] if name == "placed" else matched
                second = tokens[-1]
                owned = name == "pronoun" and tokens[0].lower_ in _ARTICLES and second.lower_ in _POSSESSIVES
                if not (owned or _has_noun(tokens)):
                    continue
                if name == "demonstrative" and _is_relative(tokens):
                    continue
                if name == "possessor" and (_is_clause(tokens) or _is_place(tokens)):
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
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _has_noun(words: TokenSpan) -> bool:
    """Tell whether a noun phrase that is no adverbial of time follows the second determiner."""
    following = words.doc[words.end : words.end + 5]
    if not len(following) or following[0].lower_ in _TIME:
        return False
    for token in following:
        if token.pos_ in ("NOUN", "PROPN"):
            after = words.doc[token.i + 1 : token.i + 2]
            # *after the women's the men's final*: the first possessive stands without its noun.
            return not len(after) or after[0].tag_ != "POS"
        if token.pos_ not in ("ADJ", "NUM", "ADV", "VERB") and token.text not in ("-", "'s"):
            return False
    return False


def _is_clause(words: TokenSpan) -> bool:
    """Tell `'s` for *is* that was tagged as a possessive: no other finite verb is in its clause.

    At the head of a sentence `'s a` is a verb whatever follows (*China's a country that exports steel*).
    """
    sentence = words[0].sent
    if words[0].i == sentence.start and words[-1].lower_ in ("a", "an"):
        return True
    ends = [t.i for t in sentence if t.i >= words.end and (t.pos_ == "CCONJ" or t.text in ",;:")]
    clause = words.doc[sentence.start : min(ends, default=sentence.end)]
    return not any(token.tag_ in _FINITE for token in clause)


def _is_place(words: TokenSpan) -> bool:
    """Tell *at St Paul's the choir sang*: a shop or church after a preposition, and then the subject."""
    before = words.doc[words[0].left_edge.i - 1] if words[0].left_edge.i > words[0].sent.start else None
    following = words.doc[words.end : words.end + 5]
    noun = next((token for token in following if token.pos_ in ("NOUN", "PROPN")), None)
    while noun is not None and noun.dep_ == "compound":
        noun = noun.head
    subject = noun is not None and noun.dep_ in ("nsubj", "nsubjpass")
    return subject and before is not None and before.pos_ in ("ADP", "SCONJ")


def _is_relative(words: TokenSpan) -> bool:
    """Tell *those the army arrested* and *told those the news*: a clause or a second object follows."""
    noun = next(
        (t for t in words.doc[words.end : words.end + 5] if t.tag_ in ("NN", "NNS", "NNP", "NNPS")), None
    )
    before = words.doc[words.start - 1] if words.start else None
    return (
        noun is None
        or noun.tag_ != "NNS"
        or noun.head.dep_ == "relcl"
        or (before is not None and before.pos_ == "VERB")
    )
