"""How names, nouns for people and pronouns stand in their sentences, for the rule shifting-gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.accuracy._people import SPEECH
from mtaudit.rules.accuracy._people_are import is_person
from mtaudit.rules.accuracy._person import SUBJECT
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "barred_subject",
    "governing_subject",
    "has_determiner",
    "is_bound",
    "is_own",
    "is_saying",
    "is_speaker",
    "is_subject",
    "is_told_anew",
    "says",
    "weight",
]

#: What mentions bring that are no subjects of a main clause.
_OBJECT, _OWNER, _ASIDE = 0.6, 0.4, 0.25
_SUBJECTS = ("nsubj", "nsubjpass")
_SAYS = frozenset(f"{SPEECH}|urged|promised|advised|wondered|thanked|called|laughed".split("|"))
_BODY = frozenset(
    "head face hand arm leg foot knee eye ear mouth lip hair finger thumb shoulder back chest neck forehead "
    "tear stomach toe wrist ankle elbow chin cheek breath voice".split()
)
_PARENTS = frozenset("mother father grandmother grandfather".split())
#: Verbs of two objects: *gave her diamonds* is parsed like *sold her diamonds*.
_GIVES = frozenset("give send tell offer show hand lend buy bring teach promise pay ask serve".split())
#: How a verb is joined to the one whose subject it shares.
_WITHOUT_SUBJECT = frozenset({"conj", "xcomp", "dep", "advcl"})


def is_subject(token: Token) -> bool:
    """Tell the head of a subject."""
    return token.dep_ in _SUBJECTS


def is_saying(verb: Token) -> bool:
    """Tell a verb of speech."""
    return verb.lower_ in _SAYS


def says(token: Token) -> bool:
    """Tell the subject of a verb of speech."""
    return token.dep_ in _SUBJECTS and token.head.lower_ in _SAYS


def has_determiner(token: Token, *words: str) -> bool:
    """Tell a noun before which one of these words stands."""
    return any(child.lower_ in words for child in token.children)


def weight(token: Token) -> float:
    """Return how far a mention brings a person to the fore, by its place in the sentence."""
    if token.dep_ in _SUBJECTS:
        return _OWNER if token.head.dep_ in ("relcl", "advcl", "acl") else SUBJECT
    if token.dep_ == "pobj" and token.head.dep_ == "agent":
        return SUBJECT
    if any(above.dep_ == "relcl" for above in token.ancestors):
        return _ASIDE
    return _OWNER if token.dep_ in ("poss", "compound", "conj") else _OBJECT


def is_speaker(token: Token) -> bool:
    """Tell *the negotiator said* and *according to the negotiator*."""
    if not is_person(token.lemma_.lower()) or token.lower_.endswith("ing"):
        return False
    return says(token) or (
        token.dep_ == "pobj" and token.head.i > 0 and token.head.nbor(-1).lower_ == "according"
    )


def is_told_anew(token: Token) -> bool:
    """Tell *the former teacher*, *the 57-year-old* and *the mother of four*: somebody named before."""
    if token.dep_ not in _SUBJECTS or not has_determiner(token, "the"):
        return False
    if any(t.lower_ == "old" and t.i and t.nbor(-1).text == "-" for t in (token, *token.children)):
        return True
    lemma = token.lemma_.lower()
    if lemma in _PARENTS:
        return any(t.like_num for child in token.children if child.lower_ == "of" for t in child.children)
    return lemma in nouns().people | name_words().roles and has_determiner(token, "former")


def is_own(pronoun: Token) -> bool:
    """Tell *herself* and *her own car*, which are nobody else's."""
    return pronoun.lower_.endswith("self") or has_determiner(pronoun.head, "own")


def is_bound(pronoun: Token) -> bool:
    """Tell *herself*, *her own car* and *her left hand*, which are the subject's."""
    body = pronoun.tag_ == "PRP$" and pronoun.head.lemma_.lower() in _BODY
    return body or is_own(pronoun)


def governing_subject(pronoun: Token) -> Token | None:
    """Return the subject of the clause of a pronoun, or of the one above where it is a subject itself."""
    below, verb = pronoun, pronoun.head
    if pronoun.dep_ in _SUBJECTS:
        if verb.dep_ not in ("advcl", "ccomp"):
            return None
        below, verb = verb, verb.head
    subject = _subject(verb)
    while subject is None or (subject == below and verb.dep_ in ("advcl", "pcomp", "acl")):
        if verb.head == verb:
            return None
        below, verb = verb, verb.head
        subject = _subject(verb)
    if subject == below:
        return None
    return verb.head if subject.lower_ in ("who", "that") and verb.dep_ == "relcl" else subject


def barred_subject(pronoun: Token) -> Token | None:
    """Return the subject of the verb whose object a pronoun is: *Coach Basri told her*."""
    gives = (
        pronoun.lower_ == "her" and pronoun.head.dep_ == "dobj" and pronoun.head.head.lemma_.lower() in _GIVES
    )
    owns = pronoun.lower_ == "his" or (pronoun.tag_ == "PRP$" and not gives)
    if pronoun.dep_ in _SUBJECTS or pronoun.lower_.endswith("self") or owns:
        return None
    verb = pronoun.head.head if gives or pronoun.dep_ == "pobj" else pronoun.head
    while verb.dep_ in _WITHOUT_SUBJECT and _subject(verb) is None:
        verb = verb.head
    return _subject(verb)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
