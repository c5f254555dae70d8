"""Relative clauses whose gap a pronoun fills, read from the words where the parse has no place for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import UNITS, after, before, is_finite
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["OBJECTS", "fits", "object_again", "preposition_again"]

OBJECTS = frozenset({"him", "her", "it", "them"})
_SUBJECTS = frozenset("he she it they we i you nobody everyone everybody someone people many".split())
_PERSONAL = frozenset({"he", "she", "him", "her"})
_PHRASE = frozenset("DT PRP$ JJ CD NN NNS NNP NNPS IN POS HYPH".split())
_VERBAL = frozenset("VB VBD VBN VBG VBP VBZ MD RB RP".split())
#: Verbs with a clause or a second object, so that the pronoun may be part of what follows.
_OPEN = frozenset(
    "say think believe know hope claim allege feel suspect insist argue fear expect want try "
    "consider make let have help call name appoint elect see hear watch find keep tell ask persuade force "
    "allow order".split()
)
#: Longest way from the relative word to the pronoun, in tokens.
_FARTHEST = 14


def fits(noun: Token, pronoun: Token) -> bool:
    """Tell whether the pronoun may stand for the noun.

    :param noun: before the relative word.
    :param pronoun: in the clause.
    """
    plural = noun.tag_ in ("NNS", "NNPS")
    if pronoun.lower_ in ("they", "them"):
        return plural or noun.lower_ in ("people", "police", "family")
    known = nouns()
    if pronoun.lower_ in _PERSONAL and noun.lower_ in (known.things | known.places) - known.people:
        return False
    return not plural


def object_again(relative: Token, noun: Token) -> TokenSpan | None:
    """Find *signs which people in the east use them every day*: subject, verb, and the object's pronoun.

    :param relative: the relative word.
    :param noun: what it stands for.
    """
    doc = relative.doc
    if noun.lower_ in UNITS:
        return None
    place = relative.i + 1
    end = min(relative.sent.end, relative.i + _FARTHEST)
    if place >= end or is_finite(doc[place]):
        return None
    if doc[place].lower_ in _SUBJECTS:
        place += 1
    while place < end and doc[place].tag_ in _PHRASE:
        place += 1
    verbs = place
    while place < end and doc[place].tag_ in _VERBAL:
        place += 1
    if (
        place >= end
        or place == verbs
        or verbs == relative.i + 1
        or not any(is_finite(t) for t in doc[verbs:place])
    ):
        return None
    # Of a modal alone, a garbled clause, nothing can be the object.
    verb = next((t for t in reversed(doc[verbs:place]) if t.tag_ not in ("RB", "RP", "MD")), None)
    if verb is None:
        return None
    pronoun = doc[place]
    subject = doc[relative.i + 1]
    if pronoun.lower_ not in OBJECTS or not fits(noun, pronoun) or verb.lemma_.lower() in _OPEN:
        return None
    same = subject.lower_ in ("it", "he", "she", "they") and fits(noun, subject) and relative.lower_ != "whom"
    reflexive = same and (subject.lower_ == "they") == (pronoun.lower_ == "them") and subject.lower_ != "they"
    following = after(pronoun)
    if reflexive and pronoun.lower_ == subject.lower_:
        return None
    words: TokenSpan = doc[pronoun.i : pronoun.i + 1]
    return words if _is_last(pronoun, following) else None


def _is_last(pronoun: Token, following: Token | None) -> bool:
    """Tell that nothing which the pronoun could belong to follows: no noun, adjective or infinitive."""
    if following is None or following.is_punct or is_finite(following):
        return True
    timely = following.ent_type_ in ("DATE", "TIME") or following.lower_ in (
        "every",
        "yesterday",
        "there",
        "here",
    )
    plain = following.pos_ in ("ADP", "SCONJ", "CCONJ", "AUX") and following.tag_ != "TO"
    return timely or plain or (following.tag_ == "RB" and pronoun.lower_ != "her")


def preposition_again(relative: Token) -> TokenSpan | None:
    """Find *the river in which the children swim in it*: the preposition before *which* once more.

    :param relative: the relative word behind a preposition.
    """
    first = before(relative)
    if first is None or first.tag_ not in ("IN", "TO") or relative.lower_ not in ("which", "whom"):
        return None
    for token in relative.doc[relative.i + 2 : min(relative.sent.end, relative.i + _FARTHEST)]:
        pronoun = after(token)
        if token.text in ",;:" or pronoun is None:
            return None
        if token.lower_ == first.lower_ and pronoun.lower_ in OBJECTS:
            following = after(pronoun)
            words: TokenSpan = token.doc[token.i : pronoun.i + 1]
            return words if following is None or following.is_punct or is_finite(following) else None
    return None
