"""Clauses of two texts held together: what they share, and where one place is filled differently."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from mtaudit.comparison.claims.clauses import content_tokens, is_name, lemma
from mtaudit.comparison.claims.meaning import akin, alike_by_list, opposed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from mtaudit.comparison.claims.clauses import Clause
    from mtaudit.comparison.claims.meaning import Meanings

__all__ = ["ClausePair", "best_pairs", "paired"]

#: Verbs that tell next to nothing without what fills their places.
_LIGHT = frozenset("be have do make take get give go come become see remain keep include".split())
#: Verbs by which something has an outcome, whatever it is.
_OUTCOME = frozenset(
    "have result lead bring cause incur produce provoke trigger mean entail carry face".split()
)
_DETAILS = ("compound", "nummod", "poss")
_CORE = ("subject", "object", "complement")


@dataclass(frozen=True, slots=True, eq=False)
class ClausePair:
    """Two clauses that may tell of one thing.

    :param one: the document's clause.
    :param other: the native report's.
    :param same_verb: whether their predicates mean the same.
    :param opposed_verbs: whether their predicates exclude each other.
    :param matched: places that both fill alike.
    :param conflicts: places that both fill, each once and not alike, with the heads; a pronoun fills nothing.
    :param details: whether heads that match are told apart by what stands with them: *prices of rice*, *of
        fuel*; *12 people*, *40 people*.
    :param anchors: content words that both have, light verbs and the heads in conflict left out.
    """

    one: Clause
    other: Clause
    same_verb: bool
    opposed_verbs: bool
    matched: frozenset[str]
    conflicts: tuple[tuple[str, Token, Token], ...]
    details: bool
    anchors: int

    @property
    def one_verb(self) -> bool:
        """Whether the predicates are one for certain: embeddings hold *stop* and *continue* alike."""
        verbs = lemma(self.one.verb), lemma(self.other.verb)
        return self.same_verb and (akin(*verbs) or alike_by_list(*verbs))

    @property
    def around(self) -> int:
        """Content words that both have beside the predicate."""
        words = lemma(self.one.verb), lemma(self.other.verb)
        return self.anchors - (words[0] == words[1] and words[0] not in _LIGHT)

    @property
    def strength(self) -> int:
        """How much the two have in common."""
        same_word = lemma(self.one.verb) == lemma(self.other.verb)
        return 2 * self.anchors + len(self.matched) + same_word + self.same_verb


def paired(left: Iterable[Clause], right: Iterable[Clause], meanings: Meanings) -> Iterator[ClausePair]:
    """Yield every pair of clauses whose predicates can be held together, those of mere speech left out.

    :param left: clauses of the document's side of a link.
    :param right: clauses of the native report's.
    :param meanings: knows their words.
    """
    others = [clause for clause in right if not clause.is_speech]
    for one in left:
        if one.is_speech:
            continue
        for other in others:
            verbs = lemma(one.verb), lemma(other.verb)
            against = opposed(*verbs)
            same = not against and (_outcomes(*verbs) or _same_verb(one, other, meanings))
            if same or against:
                yield _pair(one, other, same, against, meanings)


def best_pairs(pairs: Iterable[ClausePair]) -> list[ClausePair]:
    """Return the pairs of which neither clause has a better partner.

    :param pairs: all pairs of one link.
    """
    pairs = list(pairs)
    best: dict[int, int] = {}
    best_there: dict[int, int] = {}
    for pair in pairs:
        best[id(pair.one)] = max(pair.strength, best.get(id(pair.one), 0))
        best_there[id(pair.other)] = max(pair.strength, best_there.get(id(pair.other), 0))
    return [p for p in pairs if p.strength >= max(best[id(p.one)], best_there[id(p.other)])]


def _outcomes(one: str, other: str) -> bool:
    return one in _OUTCOME and other in _OUTCOME


def _same_verb(one: Clause, other: Clause, meanings: Meanings) -> bool:
    verbs = lemma(one.verb), lemma(other.verb)
    if _particle(one) != _particle(other):
        return False
    return verbs[0] == verbs[1] or (_LIGHT.isdisjoint(verbs) and meanings.alike(*verbs))


def _particle(clause: Clause) -> str | None:
    """Return the particle of a phrasal verb: *turn down* is not *turn up*."""
    return next((child.lower_ for child in clause.verb.children if child.dep_ == "prt"), None)


def _pair(one: Clause, other: Clause, same: bool, against: bool, meanings: Meanings) -> ClausePair:
    matched: set[str] = set()
    details = False
    conflicts: list[tuple[str, Token, Token]] = []
    for relation in (*_CORE, *sorted(one.prepositions & other.prepositions)):
        mine, theirs = one.filling(relation), other.filling(relation)
        if not mine or not theirs:
            continue
        pairs = [(a, b) for a in mine for b in theirs if _match(a, b, meanings)]
        if pairs:
            if any(lemma(a) != "one" for a, _ in pairs):
                matched.add(relation)
            details = details or all(_told_apart(a, b, meanings) for a, b in pairs)
        elif all(t.pos_ != "PRON" for t in (*mine, *theirs)):
            conflicts.append((relation, mine[0], theirs[0]))
    left_out = {lemma(t) for _, a, b in conflicts for t in (a, b)} | _LIGHT
    if against or lemma(one.verb) != lemma(other.verb):
        left_out |= {lemma(one.verb), lemma(other.verb)}
    mine_words, their_words = one.words - left_out, other.words - left_out
    anchors = sum(any(meanings.alike(word, there) for there in their_words) for word in mine_words)
    return ClausePair(one, other, same, against, frozenset(matched), tuple(conflicts), details, anchors)


def _told_apart(one: Token, other: Token, meanings: Meanings) -> bool:
    """Tell whether both heads have details of one kind that have nothing in common."""
    mine, theirs = _details(one), _details(other)
    kinds = ([lemma(child) for child in token.children if child.dep_ == "amod"] for token in (one, other))
    if any(opposed(a, b) for a, b in product(*kinds)):
        return True
    return any(
        mine[kind]
        and theirs[kind]
        and not any(meanings.alike(a, b) for a in mine[kind] for b in theirs[kind])
        for kind in mine.keys() & theirs.keys()
    )


def _details(token: Token) -> dict[str, set[str]]:
    """Return what stands with a head, by its kind: names, owners, numbers, what follows each preposition."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for child in token.children:
        if child.dep_ in _DETAILS:
            found[child.dep_].add(lemma(child))
        elif child.dep_ == "prep":
            found[child.lower_] |= {lemma(t) for t in content_tokens(child.subtree)}
    for inner in token.subtree:
        if inner is not token and is_name(inner) and inner.ent_type_ not in ("DATE", "TIME"):
            found["names"].add(lemma(inner))
    return found


def _match(one: Token, other: Token, meanings: Meanings) -> bool:
    """Tell whether two heads name the same."""
    if lemma(one) == lemma(other):
        return True
    if is_name(one) or is_name(other):
        names = ({lemma(t) for t in _name(token)} for token in (one, other))
        return bool(next(names) & next(names))
    return bool(meanings.alike(lemma(one), lemma(other)))


def _name(token: Token) -> Iterator[Token]:
    yield token
    yield from (
        child for child in token.children if child.dep_ in ("compound", "appos", "flat") and is_name(child)
    )
