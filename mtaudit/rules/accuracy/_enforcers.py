"""Who enforces the law, for rules on the language of police reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["ENFORCERS", "is_police_text", "names_enforcer", "objects", "passive_subject", "subject"]

#: Bodies and people that investigate or arrest; lower-case words.
ENFORCERS = frozenset(
    "police policeman policemen officer officers detective detectives investigator investigators "
    "prosecutor prosecutors patrol customs agent agents soldier soldiers constable constables sheriff "
    "guards guard marshals commissioner inspector inspectors kpk polda polres polsek satreskrim densus "
    "brimob gendarmes gendarmerie bareskrim precinct interpol squad taskforce troops personnel "
    "authorities rangers ranger immigration prosecution detachment commander apparatus team unit tni "
    "army navy marines agency bnn".split()
)
_STRONG = frozenset(
    "police detective detectives investigator investigators prosecutor prosecutors suspect suspects "
    "arrested arrest kpk perpetrator perpetrators investigation narcotics seized interrogated precinct "
    "defendant officer officers detained interrogation interrogators witness witnesses robbery theft "
    "polda polres polsek bareskrim satreskrim bnn methamphetamine criminal crime crimes murder "
    "motive motives raid raids".split()
)


def is_police_text(document: AnalysedDocument) -> bool:
    """Tell whether a text is about police work."""
    return any(True for _ in document.tokens(*_STRONG))


def names_enforcer(tokens: TokenSpan | Iterator[Token]) -> bool:
    """Tell whether one of the tokens is an enforcer of the law."""
    return any(token.lower_ in ENFORCERS for token in tokens)


def subject(verb: Token) -> Token | None:
    """Return the subject of an active verb, also where it is said before a verb joined to it."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return child
        if verb.dep_ not in ("conj", "xcomp", "pcomp", "prep", "advcl"):
            return None
        verb = verb.head
    return None


def passive_subject(verb: Token) -> Token | None:
    """Return what a passive verb with its auxiliary is said of."""
    children = list(verb.children)
    if not any(child.dep_ == "auxpass" or child.lemma_ == "be" for child in children):
        return None
    return next((c for c in children if c.dep_ in ("nsubjpass", "nsubj") and c.i < verb.i), None)


def objects(verb: Token) -> Iterator[Token]:
    """Yield the objects of a verb, those joined by *and* too."""
    for child in verb.children:
        if child.dep_ in ("dobj", "obj") and child.i > verb.i:
            yield child
            yield from (c for c in child.conjuncts if c.i > child.i)
