"""Whether a clause denies what it says, and how firmly it says it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from mtaudit.comparison.claims.clauses import lemma

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from mtaudit.comparison.claims.clauses import Clause

__all__ = ["Mood", "Stance", "stance", "words_of_mood", "words_of_negation"]

_NEGATORS = frozenset(
    "not n't n’t never no neither nor none nobody nothing without hardly barely scarcely".split()
)
#: Verbs that deny the clause that depends on them.
_DENYING = frozenset(
    "deny refuse fail decline reject prevent stop avoid lack refrain forbid ban skip unable "
    "impossible".split()
)
#: Words that say little by which to tell: *few*, *not only*, *until*.
_VAGUE = frozenset(
    "few less least little only just until rarely seldom necessarily yet merely simply".split()
)
_CONDITIONS = frozenset("if unless whether".split())
_POSSIBLE = frozenset("may might possibly perhaps maybe probably potentially".split())
_OBLIGED = frozenset("must should ought shall".split())
_FUTURE = frozenset("will would wo 'll ’ll 'd ’d going".split())
_ABLE = frozenset({"can", "ca"})
#: Ability in the past as well as possibility.
_COULD = frozenset({"could"})
_HEARSAY = frozenset("allegedly reportedly apparently supposedly purportedly presumably".split())
#: Verbs that hold the clause under them in doubt.
_DOUBTING = frozenset("suspect allege accuse presume".split())
#: Verbs that do so in the passive: *is believed to have left*.
_DOUBTED = frozenset("believe fear think suppose".split())
#: Verbs that say less than that: *it seems to me*.
_SEEMING = frozenset("appear seem".split())
#: Words that tell whose claim something is.
_CLAIMING = frozenset("according claim alleged accuse suspect".split())
#: Predicates that tell of a state of mind, not of an event.
_OPINION = frozenset("expect think believe know feel hope want".split())


class Mood(StrEnum):
    """How firmly a clause says what it says."""

    FLAT = "flat"
    POSSIBLE = "possible"
    OBLIGED = "obliged"
    FUTURE = "future"
    ABLE = "able"
    COULD = "could"
    HEARSAY = "hearsay"


_KINDS = (
    (_HEARSAY, Mood.HEARSAY),
    (_POSSIBLE, Mood.POSSIBLE),
    (_OBLIGED, Mood.OBLIGED),
    (_COULD, Mood.COULD),
    (_ABLE, Mood.ABLE),
    (_FUTURE, Mood.FUTURE),
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Polarity and mood of a clause.

    :param negated: whether it denies its predicate.
    :param mood: how firmly it is said.
    :param negator: the word that denies, where there is one.
    :param hedge: the word that makes the mood, where it is not flat.
    :param clear: False where too much stands between the predicate and the words that deny or hedge it.
    """

    negated: bool
    mood: Mood
    negator: Token | None
    hedge: Token | None
    clear: bool


def stance(clause: Clause) -> Stance:
    """Return polarity and mood of a clause.

    :param clause: the clause.
    """
    verb = clause.verb
    near = list(_near(clause))
    negators = [token for token in near if token.lower_ in _NEGATORS]
    governor = _governor(verb)
    if governor is not None and lemma(governor) in _DENYING:
        negators.append(governor)
    negators.extend(t for t in _governing_negators(governor, verb))
    negators.extend(inherited := _inherited(verb))
    hedges = list(_hedges(near, governor, verb))
    mood, hedge = hedges[0] if hedges else (Mood.FLAT, None)
    beside = [t.nbor(1) for t in negators if t.i + 1 < len(t.doc)]
    vague = any(t.lower_ in _VAGUE for t in (*near, *beside)) or verb.sent[-1].lower_ == "?"
    conditional = any(
        token.dep_ == "mark" and token.lower_ in _CONDITIONS
        for head in (*_above(verb), *(child for child in verb.children if child.dep_ == "advcl"))
        for token in head.children
    )
    doubted = (
        governor is not None
        and verb.dep_ in ("ccomp", "acl")
        and any(child.lower_ in _NEGATORS for child in governor.children)
    )
    return Stance(
        len(negators) % 2 == 1,
        mood,
        negators[0] if negators else None,
        hedge,
        not (vague or conditional or doubted or (inherited and _cc(verb) == "and")) and len(negators) < 2,
    )


def _near(clause: Clause) -> Iterator[Token]:
    """Yield the function words of a clause: auxiliaries, adverbs, determiners of its own phrases."""
    verb = clause.verb
    for child in verb.children:
        if child.dep_ in ("aux", "auxpass", "neg", "advmod", "preconj", "cc", "mark", "punct"):
            yield child
    for token in (slot.token for slot in clause.slots):
        if token.lower_ in _NEGATORS:
            yield token
        for child in token.children:
            # *no higher than* denies nothing.
            measure = child.lower_ == "no" and (child.dep_ != "det" or child.nbor(1).text == "-")
            if (
                child.dep_ in ("det", "neg", "preconj", "advmod", "amod")
                and child.i < token.i
                and not measure
            ):
                yield child
    if verb.dep_ == "pcomp":
        yield verb.head


def _governor(verb: Token) -> Token | None:
    """Return the verb or adjective on whose truth the clause's depends, or None."""
    if verb.dep_ in ("xcomp", "ccomp", "pcomp", "acl"):
        head = verb.head
        if head.dep_ == "prep":
            head = head.head
        return head
    return None


def _governing_negators(governor: Token | None, verb: Token) -> Iterator[Token]:
    """Yield what denies the verb that a clause depends on: *did not manage to land*."""
    if governor is not None and verb.dep_ in ("xcomp", "pcomp"):
        yield from (child for child in governor.children if child.lower_ in _NEGATORS)


def _inherited(verb: Token) -> list[Token]:
    """Return what denies the verb that this one is joined to: *did not eat or drink*."""
    if verb.dep_ != "conj" or any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in verb.children):
        return []
    return [child for child in verb.head.children if child.dep_ == "neg"]


def _cc(verb: Token) -> str | None:
    """Return the word that joins a verb to the one before it."""
    return next((child.lower_ for child in verb.head.children if child.dep_ == "cc"), None)


def _above(verb: Token) -> Iterator[Token]:
    """Yield a verb and the heads that it depends on within one clause or what that clause reports."""
    yield verb
    while verb.dep_ in ("xcomp", "ccomp", "acl", "conj", "pcomp", "advcl", "relcl") and verb.head != verb:
        verb = verb.head
        yield verb


def _is_doubted(governor: Token) -> bool:
    return lemma(governor) in _DOUBTED and any(child.dep_ == "auxpass" for child in governor.children)


def words_of_negation(tokens: Iterable[Token]) -> int:
    """Count the words that deny anything."""
    return sum(
        token.lower_ in _NEGATORS or lemma(token) in _DENYING or token.lower_ in ("rather", "instead")
        for token in tokens
    )


def words_of_mood(tokens: Iterable[Token]) -> frozenset[Mood]:
    """Return the moods that have a word anywhere among tokens."""
    tokens = list(tokens)
    found = {mood for words, mood in _KINDS if any(token.lower_ in words for token in tokens)}
    if Mood.COULD in found or Mood.ABLE in found:
        found.add(Mood.POSSIBLE)
    if any(lemma(token) in _CLAIMING for token in tokens) or any(t.lower_ == "according" for t in tokens):
        found.add(Mood.HEARSAY)
    return frozenset(found)


def _root(verb: Token) -> Token:
    """Return the first of verbs that are joined to each other."""
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    return verb


def _hedges(near: list[Token], governor: Token | None, verb: Token) -> Iterator[tuple[Mood, Token]]:
    if _root(verb).dep_ == "advcl":
        # *so that it could*, *when it may*: a purpose or an occasion.
        yield Mood.ABLE, verb
    if lemma(verb) in _OPINION or (governor is not None and lemma(governor) in _SEEMING):
        yield Mood.ABLE, verb
    if governor is not None and (lemma(governor) in _DOUBTING or _is_doubted(governor)):
        yield Mood.HEARSAY, governor
    for words, mood in _KINDS:
        for token in near:
            if token.lower_ in words:
                yield mood, token
    tensed = any(token.tag_ in ("VBD", "VBZ", "VBP") for token in [verb, *near])
    if not tensed and verb.tag_ in ("VB", "VBG"):
        # Infinitives and participles are neither said nor denied by themselves.
        yield Mood.ABLE, verb
