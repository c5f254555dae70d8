"""Relative clauses in which a preposition's object or an owner stands for the noun again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import UNITS, after, is_finite
from mtaudit.rules.fluency._filled_gap import OBJECTS, fits
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["place_again"]

_PERSONS = frozenset("he she they we i you nobody everyone everybody someone people".split())
_OWNERS = {"its": "it", "their": "them", "his": "him", "her": "her"}
#: Verbs without an object, so that only the preposition's place can be the relative word's.
_OF_PLACE = frozenset(
    "be live stay sleep sit work wait talk speak listen look depend rely travel swim stand hide pray laugh "
    "complain believe care apply arrive gather camp shelter study play dream argue protest".split()
)
_PREPOSITIONS = frozenset(
    "in on at inside to about for with of from under behind near beside against".split()
)
#: Verbs whose object may be something that the noun has (*a safe that only he knew its code*).
_OF_OWNED = frozenset(
    "know forget remember understand love like hate admire lose break damage change steal repair replace "
    "doubt fear miss check open close sign read hear see recognize recognise reveal keep paint "
    "rebuild destroy remove cut enjoy ignore question".split()
)
_SAYING = frozenset("say think believe know hope claim fear insist suspect feel".split())


def place_again(relative: Token, noun: Token) -> TokenSpan | None:
    """Find *a flat that we stayed in it*, *a safe that only he knew its code*: the pronoun alone.

    :param relative: the relative word.
    :param noun: what it stands for.
    """
    doc, end = relative.doc, relative.sent.end
    place = relative.i + 1
    if place < end and doc[place].lower_ in ("only", "even"):
        place += 1
    if noun.lower_ in UNITS or place + 3 > end:
        return None
    subject = doc[place]
    pronominal = subject.lower_ in _PERSONS
    place += 1
    while not pronominal and place < end and doc[place].tag_ in ("NN", "NNS", "NNP", "JJ"):
        subject, place = doc[place], place + 1
    if not (pronominal or subject.pos_ in ("NOUN", "PROPN")):
        return None
    verbs = place
    while place < end and doc[place].tag_ in ("VB", "VBD", "VBN", "VBG", "VBP", "VBZ", "MD", "RB"):
        place += 1
    if place == verbs or place + 1 >= end or not any(is_finite(t) for t in doc[verbs:place]):
        return None
    verb = doc[place - 1]
    lemmas = {t.lemma_.lower() for t in doc[verbs:place]}
    if len(lemmas) > 1 and lemmas & _SAYING and verb.tag_ != "VBN":
        return None
    words: TokenSpan | None = None
    passive = verb.tag_ == "VBN" and "be" in lemmas
    if (passive or verb.lemma_.lower() in _OF_PLACE) and doc[place].lower_ in _PREPOSITIONS:
        words = _behind_preposition(doc[place], noun, subject)
    elif verb.lemma_.lower() in _OF_OWNED:
        words = _owner(doc[place], noun, subject)
    return words


def _behind_preposition(preposition: Token, noun: Token, subject: Token) -> TokenSpan | None:
    """Find *in it* at the end of the clause, which cannot be the subject's."""
    pronoun = after(preposition)
    if pronoun is None or pronoun.lower_ not in OBJECTS or not fits(noun, pronoun):
        return None
    own = subject.pos_ in ("NOUN", "PROPN") and subject.lemma_.lower() not in nouns().people
    if (pronoun.lower_ == "it" and own and subject.pos_ != "PROPN") or subject.lower_ == pronoun.lower_:
        return None
    words: TokenSpan = pronoun.doc[preposition.i : pronoun.i + 1]
    return words if _ends(after(pronoun)) else None


def _owner(owner: Token, noun: Token, subject: Token) -> TokenSpan | None:
    """Find *its code* behind the verb, where the owner is not the subject."""
    pronoun = _OWNERS.get(owner.lower_)
    owned = after(owner)
    if pronoun is None or owned is None:
        return None
    many = noun.tag_ in ("NNS", "NNPS")
    person = noun.lemma_.lower() in nouns().people
    if many != (pronoun == "them") or (pronoun in ("him", "her")) != (person and not many):
        return None
    plural = subject.lower_ in ("they", "people") or subject.tag_ in ("NNS", "NNPS")
    single = subject.lower_ in ("he", "she") or subject.pos_ in ("NOUN", "PROPN")
    same = plural or subject.lower_ in ("nobody", "everyone", "everybody", "someone")
    clear = {
        "it": subject.lower_ in _PERSONS or plural,
        "them": not same,
        "him": not single,
        "her": not single,
    }
    if not clear[pronoun] or (
        pronoun in ("him", "her") and same and not plural and subject.lower_ != "nobody"
    ):
        return None
    if owned.pos_ == "ADJ":
        owned = after(owned)
    words: TokenSpan = owner.doc[owner.i : owner.i + 1]
    return words if owned is not None and owned.pos_ == "NOUN" and _ends(after(owned)) else None


def _ends(following: Token | None) -> bool:
    return following is None or following.is_punct or is_finite(following)
