"""Relative clauses whose gap a pronoun fills, read from the words where the parse has no place for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import UNITS, after, before, is_finite
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["OBJECTS", "adjective_again", "fits", "object_again", "owner_of_subject", "preposition_again"]

OBJECTS = frozenset({"him", "her", "it", "them"})
_SUBJECTS = frozenset("he she it they we i you nobody everyone everybody someone people many".split())
_ALSO_MANY = frozenset("people police family fish sheep cattle media data them".split())
_PERSONAL = frozenset({"he", "she", "him", "her"})
_PHRASE = frozenset("DT PRP$ JJ CD NN NNS NNP NNPS IN POS HYPH".split())
_VERBAL = frozenset("VB VBD VBN VBG VBP VBZ MD RB RP".split())
#: Verbs with a clause or a second object, so that the pronoun may be part of what follows.
_OPEN = frozenset(
    "say think believe know hope claim allege feel suspect insist argue fear expect want try "
    "consider make let have help call name appoint elect see hear watch find keep tell ask persuade force "
    "allow order".split()
)
#: Of these, verbs that take one object where a place or time or nothing follows it (*found it by chance*).
_ALSO_CLOSED = frozenset("find keep see hear watch call help".split())
#: Verbs that have a name or description behind their object.
_NAMING = frozenset(
    "call name consider elect appoint dub nickname label find know regard describe see".split()
)
_PLACING = frozenset("in inside on under at near behind beside through above below from into".split())
#: Verbs of thinking and saying after which the gap lies deeper (*who his parents said was ill*).
_REPORTING = frozenset(
    "say think believe know hope claim allege feel suspect insist fear expect want like call name consider "
    "describe ask wish".split()
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
        return plural or noun.lower_ in _ALSO_MANY
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
    if pronoun.lower_ not in OBJECTS or not fits(noun, pronoun):
        return None
    lemma = verb.lemma_.lower()
    named = relative.lower_ == "whom" and lemma in _NAMING and _names_again(pronoun)
    if lemma in _OPEN and not named and not (lemma in _ALSO_CLOSED and _is_closed(after(pronoun))):
        return None
    same = subject.lower_ in ("it", "he", "she", "they") and fits(noun, subject) and relative.lower_ != "whom"
    reflexive = same and (subject.lower_ == "they") == (pronoun.lower_ == "them") and subject.lower_ != "they"
    following = after(pronoun)
    if reflexive and pronoun.lower_ == subject.lower_:
        return None
    words: TokenSpan = doc[pronoun.i : pronoun.i + 1]
    return words if named or _is_last(pronoun, following) else None


def _names_again(pronoun: Token) -> bool:
    """Tell *whom his friends call him the tailor*: a name or description follows the pronoun."""
    following = after(pronoun)
    return (
        pronoun.lower_ in ("him", "them")
        and following is not None
        and (following.lower_ in ("a", "an", "the", "as") or following.tag_ in ("NNP", "JJ", "``"))
    )


def _is_closed(following: Token | None) -> bool:
    """Tell that a mark or a phrase of place or means follows, and nothing said of the object."""
    ends = following is None or following.is_punct or is_finite(following)
    return ends or (following is not None and following.lower_ in _PLACING | {"by"})


def _is_last(pronoun: Token, following: Token | None) -> bool:
    """Tell that nothing which the pronoun could belong to follows: no noun, adjective or infinitive."""
    if following is None or following.is_punct or is_finite(following):
        return True
    if pronoun.lower_ in ("it", "him") and following.lower_ in (
        "secondhand",
        "new",
        "cheap",
        "home",
        "alone",
    ):
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
    noun = before(first)
    noun = before(noun) if noun is not None and noun.text == "," else noun
    known = nouns()
    placed = noun is not None and noun.lower_ in known.concrete | known.things | known.places
    placed = placed and first.lower_ in _PLACING
    words: TokenSpan
    for token in relative.doc[relative.i + 2 : min(relative.sent.end, relative.i + _FARTHEST)]:
        pronoun = after(token)
        if token.text in ",;:" or pronoun is None:
            return None
        if token.lower_ == first.lower_ and token.i > relative.i + 3 and _is_left_over(token, pronoun):
            # *The knife with which he cut it with was rusty*
            words = token.doc[token.i : token.i + 1]
            return words
        if token.lower_ == "there" and placed and token.dep_ == "advmod" and _is_left_over(token, pronoun):
            # *The bank in which he kept his money there*
            words = token.doc[token.i : token.i + 1]
            return words
        if pronoun.lower_ in OBJECTS and (
            token.lower_ == first.lower_ or (placed and token.lower_ in _PLACING)
        ):
            following = after(pronoun)
            ends = following is None or following.is_punct or is_finite(following)
            ends = ends or (placed and following is not None and following.pos_ in ("ADP", "SCONJ", "CCONJ"))
            words = token.doc[token.i : pronoun.i + 1]
            return words if ends else None
    return None


def _is_left_over(word: Token, following: Token) -> bool:
    """Tell a word that ends its clause, with nothing that hangs on it."""
    return (following.is_punct or is_finite(following)) and not any(c.i > word.i for c in word.children)


def owner_of_subject(who: Token) -> TokenSpan | None:
    """Find *a girl of six, who her parents had died*, *a box which its lid was cracked*: owner and noun.

    :param who: the relative word.
    """
    left, owner = before(who), after(who)
    if left is None or owner is None or owner.tag_ != "PRP$":
        return None
    thing = who.lower_ == "which" and owner.lower_ == "its" and left.pos_ in ("NOUN", "PUNCT")
    if not thing and (who.lower_ != "who" or left.text != ","):
        return None
    place, doc = owner.i + 1, who.doc
    while place < who.sent.end and doc[place].tag_ in ("JJ", "NN", "CD") and not is_finite(doc[place + 1]):
        place += 1
    verbs = [t for t in doc[place + 1 : min(place + 6, who.sent.end)] if t.pos_ in ("VERB", "AUX", "ADV")]
    if not verbs or doc[place].pos_ != "NOUN" or verbs[0].i != place + 1 or not is_finite(verbs[0]):
        return None
    main = next((t for t in verbs if t.pos_ == "VERB"), verbs[0])
    following = after(main)
    if main.lemma_.lower() in _REPORTING or (main.lemma_.lower() == "tell" and main.tag_ != "VBN"):
        return None
    if following is not None and following.tag_ in ("IN", "RP") and following.lower_ != "that":
        # *a coach, who his players looked up to*
        beyond = after(following)
        if beyond is None or beyond.is_punct or beyond.tag_ == "IN":
            return None
    filled = main.tag_ == "VBN" or main.pos_ == "AUX" or (following is not None and not following.is_punct)
    words: TokenSpan = doc[owner.i : owner.i + 1]
    return words if filled else None


def adjective_again(relative: Token, noun: Token) -> TokenSpan | None:
    """Find *a dog that they were afraid of it*: the pronoun behind an adjective and its preposition.

    :param relative: the relative word.
    :param noun: what it stands for.
    """
    for pronoun in relative.doc[relative.i + 3 : min(relative.sent.end, relative.i + _FARTHEST)]:
        if pronoun.is_punct:
            return None
        if pronoun.lower_ in OBJECTS and pronoun.lower_ != "her":
            preposition = pronoun.nbor(-1)
            adjective, following = pronoun.nbor(-2), after(pronoun)
            clause = relative.doc[relative.i + 1 : adjective.i]
            found = (
                preposition.lower_ in ("of", "about", "with", "for", "at")
                and (adjective.pos_ == "ADJ" or adjective.lower_ in ("tired", "interested", "worried"))
                and any(t.lemma_ == "be" for t in clause)
                and clause[0].lemma_ != "be"
                and fits(noun, pronoun)
                and (following is None or following.is_punct or is_finite(following))
                and not any(t.lower_ == pronoun.lower_ for t in clause)
                and noun.lower_ not in UNITS
            )
            words: TokenSpan = relative.doc[pronoun.i : pronoun.i + 1]
            return words if found else None
    return None
