"""Noun phrases and clauses as the rules of fluency see them, from tags where the parse is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = [
    "FINITE",
    "after",
    "before",
    "ends_phrase",
    "first_word",
    "follows_question",
    "head_after",
    "in_quotation",
    "phrase_start",
]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PREMODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "RBS", "RBR", "RB", "AFX"})
#: Longest noun phrase that is read, in tokens.
_LONGEST = 6
#: How far before a sentence its question may stand, in characters.
_ANSWER = 100


def after(token: Token) -> Token | None:
    """Return the next token of the document's piece."""
    return token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None


def before(token: Token) -> Token | None:
    """Return the token before, of the same sentence or not."""
    return token.doc[token.i - 1] if token.i > 0 else None


def head_after(determiner: Token) -> Token | None:
    """Return the last noun of the phrase that a determiner begins, or None where the phrase is unclear.

    A number, a possessor, a conjunction or a comma in the phrase makes it unclear.
    """
    head: Token | None = None
    for token in determiner.doc[determiner.i + 1 : determiner.i + 2 + _LONGEST]:
        if token.tag_ in _NOUNS:
            head = token
        elif token.tag_ == "POS":
            # *this week's attacks*: the determiner is the possessor's.
            return None
        elif token.text == "-":
            head = None
        elif head is not None:
            return head if ends_phrase(head) else None
        elif token.tag_ not in _PREMODIFIERS:
            return None
    return head


def ends_phrase(noun: Token) -> bool:
    """Tell whether no further noun, number or hyphen follows: *soldier* in *two soldier units* does not."""
    following = after(noun)
    return following is None or not (
        following.tag_ in _NOUNS
        or following.tag_ in ("POS", "CD", "HYPH", "$")
        or following.text in ("-", "/", "–", "'", "#")
        or (
            following.pos_ == "ADJ"
            and following.lower_ not in ("last", "next", "many", "several")
            and following.dep_ == "amod"
            and following.head.i > following.i
        )
    )


def phrase_start(noun: Token) -> Token:
    """Return the first word of what stands before a noun as adjective or noun, or the noun itself."""
    start = noun
    while start.i > max(noun.sent.start, noun.i - _LONGEST):
        previous = start.doc[start.i - 1]
        modifies = previous.tag_ in ("JJ", "JJR", "JJS", "NN", "HYPH") or (
            previous.tag_ in ("VBN", "VBG") and previous.dep_ == "amod"
        )
        adverb = (
            previous.tag_ in ("RB", "RBS", "RBR")
            and start.tag_ in ("JJ", "VBN")
            and previous.head.i == start.i
        )
        if not (modifies or adverb):
            return start
        start = previous
    return start


def first_word(segment: AnalysedSegment) -> Token | None:
    """Return the first token of a segment that is no mark."""
    return next((t for t in segment.parsed if not t.is_punct and not t.is_space), None)


def in_quotation(segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether a double quotation mark is open in the segment before a token."""
    before = token.doc[segment.parsed.start : token.i]
    return sum(one.text == '"' for one in before) % 2 == 1


def follows_question(document: AnalysedDocument, segment: AnalysedSegment) -> bool:
    """Tell whether a question stands shortly before the segment: what follows may be its answers."""
    start = segment.segment.span.start
    return "?" in document.view[max(0, start - _ANSWER) : start]
