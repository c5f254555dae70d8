"""Claims on single words of linked sentences that stand in one place of clauses with much in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.comparison.claims.clauses import content_tokens, lemma
from mtaudit.comparison.claims.doublets import APART, doublet_of
from mtaudit.comparison.claims.meaning import akin, opposed
from mtaudit.comparison.claims.polarity_pairs import claim_between
from mtaudit.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.model import Claim

__all__ = ["linked_words"]

#: Content words that two clauses share and how much they are trusted to tell of one thing; fewer are none.
_TRUST = {2: 0.75, 3: 0.8}
_MOST_TRUST, _FEWEST = 0.85, 2
#: How likely opposed adjectives of one noun tell different things.
_OPPOSED = 0.9
_FACTS = frozenset("DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL".split())
#: Places of a sentence that a passive or another verb may put one thing into.
_PLACES = {
    "nsubj": {"subject"},
    "nsubjpass": {"subject", "object"},
    "dobj": {"object"},
    "attr": {"object"},
    "pobj": {"object"},
    "ROOT": {"predicate"},
    "ccomp": {"predicate"},
    "relcl": {"predicate"},
    "advcl": {"predicate"},
    "xcomp": {"predicate"},
    "amod": {"modifier"},
    "acomp": {"modifier"},
    "compound": {"modifier"},
}


def linked_words(left: Sequence[AnalysedSegment], right: Sequence[AnalysedSegment]) -> Iterator[Claim]:
    """Yield words that render one Indonesian word, and opposed adjectives of one noun, in like clauses.

    :param left: the document's side of a link.
    :param right: the native report's.
    """
    mine = [(segment, token) for segment in left for token in content_tokens(segment.parsed)]
    theirs = [(segment, token) for segment in right for token in content_tokens(segment.parsed)]
    here, there = {lemma(t) for _, t in mine}, {lemma(t) for _, t in theirs}
    for segment, one in mine:
        for other_segment, other in theirs:
            words = lemma(one), lemma(other)
            weight = _weight(one, other)
            if not weight or words[0] in there or words[1] in here or not _one_place(one, other):
                continue
            shared = _shared(one, other)
            if shared < _FEWEST:
                continue
            spans = segment.span_of(one), other_segment.span_of(other)
            confidence = weight * _TRUST.get(shared, _MOST_TRUST)
            yield claim_between(ClaimKind.MEANING, segment, spans[0], other_segment, spans[1], confidence)


def _weight(one: Token, other: Token) -> float:
    """Return how likely two words tell different things, by what lists say of them."""
    if one.pos_ == other.pos_ == "ADJ" and opposed(lemma(one), lemma(other)):
        return _OPPOSED if akin(lemma(one.head), lemma(other.head)) else 0.0
    if one.ent_type_ in _FACTS or other.ent_type_ in _FACTS:
        return 0.0
    weight = doublet_of(one, other)
    return weight if weight == APART or _one_frame(one, other) else 0.0


def _one_frame(one: Token, other: Token) -> bool:
    """Tell whether two words depend on one word, in one way."""
    heads = lemma(one.head), lemma(other.head)
    if one.dep_ != other.dep_ or not akin(*heads):
        return False
    return one.head.pos_ != "ADP" or akin(lemma(one.head.head), lemma(other.head.head))


def _one_place(one: Token, other: Token) -> bool:
    return bool(_places(one) & _places(other))


def _places(token: Token) -> set[str]:
    """Return the places that a word may have in its clause; what is joined to a word shares its place."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return _PLACES.get(token.dep_, set())


def _shared(one: Token, other: Token) -> int:
    """Count the content words that the clauses of two words share beside them."""
    mine, theirs = _clause_words(one), _clause_words(other)
    return sum(any(akin(word, there) for there in theirs) for word in mine)


def _clause_words(token: Token) -> set[str]:
    """Return the content words of the clause around a word, without it."""
    verb = token
    while verb.head != verb and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    # What a word reports stands beside it, what it is joined to does not.
    joined = ("conj", "advcl", "parataxis") if verb == token else ("conj", "advcl", "parataxis", "ccomp")
    outside = {
        inner
        for child in verb.children
        if child.dep_ in joined and token not in child.subtree
        for inner in child.subtree
    }
    return {lemma(t) for t in content_tokens(verb.subtree) if t not in outside and t != token}
