"""Words about a verb and its complements, for the rule verb-frame."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import after
from mtaudit.rules.lexicons import VerbFrame, verb_frames
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "ADVERBIAL",
    "OBJECT_PRONOUNS",
    "TIME_ENTITIES",
    "after",
    "fits",
    "is_agent",
    "is_amount",
    "is_doer",
    "is_passive",
    "is_way",
    "object_of",
]

AGENT_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
TIME_ENTITIES = frozenset({"DATE", "TIME"})
OBJECT_PRONOUNS = frozenset({"me", "you", "him", "her", "us", "them"})
#: Nouns that make the phrase an adverbial (*for the first time*, *to some degree*).
ADVERBIAL = frozenset(
    "time occasion while degree extent date moment point day week month year hour minute morning evening "
    "beginning end delight surprise relief cheer effect".split()
)
AMOUNTS = frozenset({"half", "dozens", "hundreds", "thousands", "millions", "dozen"})


def is_amount(token: Token) -> bool:
    """Tell *about* for *roughly* by what follows it."""
    behind = after(token)
    return (
        token.like_num
        or token.lower_ in AMOUNTS
        or (
            token.lower_ == "a"
            and behind is not None
            and behind.lower_ in ("dozen", "hundred", "third", "quarter")
        )
    )


def is_way(token: Token) -> bool:
    """Tell *described him the way he was*."""
    behind = after(token)
    return token.lower_ == "the" and behind is not None and behind.lower_ == "way"


def is_passive(verb: Token) -> bool:
    """Tell a passive or a participle behind its noun (*the funds requested for the school*)."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return True
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ != "ROOT"


def object_of(preposition: Token) -> Token | None:
    """Return the head of what the preposition governs, by the parse or as the next noun or verb."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return child
    for token in preposition.doc[preposition.i + 1 : preposition.i + 6]:
        if token.is_punct:
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON", "VERB"):
            return token
    return None


def fits(thing: Token | None, frame: VerbFrame) -> bool:
    """Tell whether the preposition's object makes the frame wrong."""
    if thing is not None and isinstance(frame.objects, frozenset) and thing.lemma_.lower() in frame.objects:
        return True
    if thing is None or thing.ent_type_ in TIME_ENTITIES or thing.lower_.isdigit():
        return False
    if thing.lemma_.lower() in ADVERBIAL:
        return False
    if isinstance(frame.objects, frozenset):
        return thing.lemma_.lower() in frame.objects
    if frame.objects == "agent":
        return is_agent(thing)
    if frame.objects == "place":
        return thing.ent_type_ in PLACE_ENTITIES or thing.lemma_.lower() in verb_frames().place_nouns
    return True


def is_doer(thing: Token) -> bool:
    """Tell a person by the ending of what he does: *puppeteer*, *organist*."""
    lemma, known = thing.lemma_.lower(), nouns()
    if lemma in known.collective:
        return True
    if thing.pos_ != "NOUN" or lemma in known.things | known.places | known.abstract:
        return False
    return len(lemma) > 6 and lemma.endswith(
        ("eer", "ist", "ician", "ator", "maker", "holder", "keeper", "worker", "goer")
    )


@lru_cache(maxsize=1)
def _agents() -> frozenset[str]:
    return verb_frames().agent_nouns | nouns().people | (name_words().roles - {"general", "major", "private"})


def is_agent(thing: Token) -> bool:
    """Tell a person, people or a body that acts, by name, pronoun or noun."""
    return (
        thing.ent_type_ in AGENT_ENTITIES
        or (thing.pos_ == "PRON" and thing.lower_ in OBJECT_PRONOUNS)
        or thing.lemma_.lower() in _agents()
        or thing.lower_ in ("audience", "crowd", "congregation")
    )
