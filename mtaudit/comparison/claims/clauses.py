"""Clauses of a segment: a predicate, who does it, to what, and the words around."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

__all__ = ["Clause", "Slot", "clauses", "content_tokens", "is_fact", "is_name", "lemma"]

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_COMPLEMENTS = {"dobj": "object", "attr": "complement", "acomp": "complement", "oprd": "complement"}
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = frozenset({"that", "which", "who", "whom"})
#: Verbs with the preposition that makes them mean what a verb with an object does.
_WITH_OBJECT = frozenset({("result", "in"), ("lead", "to"), ("suffer", "from"), ("amount", "to")})
_FACTS = frozenset("DATE TIME MONEY PERCENT QUANTITY CARDINAL ORDINAL".split())
#: A speaker is no part of what is said; these verbs open what another clause holds.
_SPEECH = frozenset(
    "say tell add state stress warn note report announce claim explain insist reiterate suggest quote "
    "write cite".split()
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place beside a predicate and the head of the phrase that fills it.

    :param relation: subject, object, complement, or a preposition.
    :param token: the head of the phrase.
    """

    relation: str
    token: Token


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A predicate with the phrases that fill its places; passive clauses are told as active ones.

    :param segment: the segment that holds it.
    :param verb: the predicate's verb.
    :param slots: what fills its places.
    :param words: lemmas of the content words of the clause, the predicate and its phrases included.
    """

    segment: AnalysedSegment
    verb: Token
    slots: tuple[Slot, ...]
    words: frozenset[str] = field(repr=False)

    def filling(self, relation: str) -> list[Token]:
        """Return the heads that fill a place."""
        return [slot.token for slot in self.slots if slot.relation == relation]

    @property
    def prepositions(self) -> set[str]:
        """Prepositions that open a phrase of the clause."""
        return {s.relation for s in self.slots} - {"subject", "object", "complement"}

    @property
    def is_speech(self) -> bool:
        """Whether the clause only tells who says something."""
        return lemma(self.verb) in _SPEECH


def lemma(token: Token) -> str:
    """Return the folded lemma of a token."""
    return fold(token.lemma_)


def is_name(token: Token) -> bool:
    """Tell whether a token names something."""
    return bool(token.pos_ == "PROPN" or (token.ent_type_ and token.text[:1].isupper()))


def is_fact(token: Token) -> bool:
    """Tell whether a token is a name, a number or a time, which facts hold together."""
    return is_name(token) or token.ent_type_ in _FACTS or token.pos_ == "NUM"


def content_tokens(tokens: Iterable[Token]) -> list[Token]:
    """Return the tokens that carry meaning of their own."""
    return [t for t in tokens if t.pos_ in _CONTENT and not t.is_stop and any(map(str.isalnum, t.text))]


def clauses(segment: AnalysedSegment) -> tuple[Clause, ...]:
    """Return the clauses of a segment of prose, in order of their verbs.

    :param segment: a segment that was parsed.
    """
    return tuple(
        _clause(segment, token)
        for token in segment.parsed
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")
    )


def _clause(segment: AnalysedSegment, verb: Token) -> Clause:
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    slots = [*_subjects(verb, passive), *_complements(verb, passive)]
    words = {lemma(t) for t in content_tokens(_own(verb))}
    words |= {lemma(slot.token) for slot in slots if slot.relation == "subject"}
    return Clause(segment, verb, tuple(slots), frozenset(words))


def _own(verb: Token) -> Iterator[Token]:
    """Yield the words of a clause without those of clauses it reports or is joined to."""
    yield verb
    for child in verb.children:
        if child.dep_ in ("ccomp", "conj", "advcl", "parataxis"):
            continue
        yield from child.subtree


def _subjects(verb: Token, passive: bool) -> Iterator[Slot]:
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
    relation = "object" if passive else "subject"
    if not own and verb.dep_ in ("conj", "xcomp") and verb.head.pos_ in ("VERB", "AUX"):
        head_passive = any(child.dep_ == "nsubjpass" for child in verb.head.children)
        relation = "object" if passive or (head_passive and verb.dep_ == "conj") else "subject"
        own = [child for child in verb.head.children if child.dep_ in _SUBJECTS]
    for token in own:
        if token.lower_ in _RELATIVES and verb.dep_ == "relcl":
            token = verb.head
        yield from (Slot(relation, one) for one in _joined(token))


def _complements(verb: Token, passive: bool) -> Iterator[Slot]:
    for child in verb.children:
        if child.lower_ in _RELATIVES:
            continue
        if child.dep_ in _COMPLEMENTS:
            yield from (Slot(_COMPLEMENTS[child.dep_], one) for one in _joined(child))
        elif child.dep_ in ("prep", "agent"):
            relation = "subject" if passive and child.dep_ == "agent" else child.lower_
            if (lemma(verb), relation) in _WITH_OBJECT:
                relation = "object"
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from (Slot(relation, one) for one in _joined(inner))


def _joined(token: Token) -> Iterator[Token]:
    """Yield a head and those that are joined to it by *and* or *or*."""
    yield token
    yield from (other for other in token.conjuncts if other.i > token.i)
