"""A clause of subject and predicate without a verb, read word by word from its first word on.

What parser and tagger make of such a clause is not to be relied on, so that the reading leans on closed
classes and on lists of adjectives; tags only tell nouns and finite verbs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import is_finite
from mtaudit.rules.fluency._copula_words import (
    ADVERBS,
    ALSO_VERBS,
    APPROXIMATE,
    BY,
    DEFINITE,
    DIMENSIONS,
    ENDS,
    GRADABLE,
    MEASURED,
    NOUNS,
    OF_PLACE,
    OF_THEM,
    OUT_OF,
    PARTICLES,
    PREDICATIVE,
    PREPOSITIONS,
    PRONOUNS,
    SAYING,
    STATE_PHRASES,
    STATES,
    STRONG,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

__all__ = ["bare_clause", "through_pair"]

_INSIDE = frozenset("NN NNS NNP NNPS JJ JJR JJS CD PRP$ POS HYPH VBN VBG DT".split())
_LINKING = frozenset(
    "of in on at for from to near along with between above below behind inside outside under around across "
    "over "
    "beside".split()
)
_BEHIND = frozenset(
    "to of for in at on with than since because after until from but and or so about here".split()
)
_STATE_WORDS = STATES | ALSO_VERBS | PREDICATIVE | GRADABLE
_SOMEWHAT = (["a", "little"], ["a", "bit"])
_MARKS = frozenset({".", "!", ",", ";", '"'})
#: What an adjective stands before in such a phrase (*in good spirits*, *under new management*).
_CONDITIONS = {
    "in": frozenset("condition shape health spirits pain danger trouble order form hands mood debt".split()),
    "under": frozenset("management ownership pressure control guard supervision construction".split()),
    "on": frozenset("leave alert terms strike duty".split()),
}
_ALSO_PASTS = frozenset("broke lost cut spread shut split upset".split())
_ALSO_DONE = frozenset("paid sold lost worn burned burnt cut shut spread split lasted opened".split())
_DEGREES = frozenset("very too so quite rather extremely not".split())
_WELL = frozenset("known equipped prepared guarded hidden kept stocked lit aware informed trained".split())
_ALSO_ACTS = frozenset("close clear dry empty warm cool narrow slow calm free light".split())
_AWAY = frozenset({"away", "abroad", "overseas", "upstairs", "downstairs", "offline"})
#: Longest clause that is read, and longest attribution behind it, in tokens.
_LONGEST, _LONGEST_TAIL = 22, 8


def bare_clause(first: Token, end: int, *, opened: bool) -> TokenSpan | None:
    """Return subject through predicate where no verb joins them.

    :param first: the first word of the clause.
    :param end: where the segment ends.
    :param opened: whether a conjunction stands before, so that the clause has to have a verb.
    :returns: the words, or None where there is a verb or the words are not clear.
    """
    doc = first.doc
    end = min(end, first.i + _LONGEST)
    place = _subject_end(first, end, opened=opened)
    if place is None:
        return None
    adverbs = place = _behind_attribution(doc, place, end)
    while place < end and _is_adverb(doc, place):
        place += 1
    if place > adverbs and [t.lower_ for t in doc[place : place + 2]] in _SOMEWHAT:
        # *still a little sore*
        place += 2
    parted = any(doc[at].lower_ in STRONG or _is_manner(doc, at) for at in range(adverbs, place))
    if place >= end or (_may_be_verb(doc[place]) and not _is_of_degree(first, adverbs, place)):
        return None
    if first.lower_ == "this" and doc[place].lower_ == "the" and place == first.i + 1:
        # *This the first time the town has held a race*
        last = _predicate(first, place, end, parted=parted)
        return None if last is None else doc[first.i : last + 1]
    last = _predicate(first, place, end, parted=parted)
    if last is None or not _ends(doc, last + 1, end, opened=opened):
        return None
    words: TokenSpan = doc[first.i : through_pair(doc, last) + 1]
    return words


def through_pair(doc: Doc, last: int) -> int:
    """Return where *clean and cool* ends.

    :param doc: the tokens.
    :param last: the first adjective.
    """
    words = doc[last + 1 : last + 3]
    pair = len(words) == 2 and words[0].lower_ in ("and", "but", "or") and doc[last].pos_ == "ADJ"
    return last + 2 if pair and words[1].tag_ in ("JJ", "JJR") else last


def _may_be_verb(token: Token) -> bool:
    """Tell *worried*, *broke*, *dry*, which may be the verb that seems to miss."""
    return token.lower_.endswith("ed") or token.lower_ in _ALSO_PASTS


def _is_of_degree(first: Token, start: int, end: int) -> bool:
    """Tell an adverb that no verb has behind it (*very*, *not*), or one of state behind a noun (*still*)."""
    kinds = _DEGREES if first.lower_ in PRONOUNS else STRONG - {"just", "also", "always", "often", "really"}
    return any(first.doc[at].lower_ in kinds for at in range(start, end))


def _is_adverb(doc: Doc, place: int) -> bool:
    if doc[place].lower_ == "longer" and place + 1 < len(doc) and doc[place + 1].lower_ == "than":
        return False
    if doc[place].lower_ in ADVERBS or _is_manner(doc, place) or _is_half(doc, place):
        return True
    words = [token.lower_ for token in doc[max(0, place - 1) : place + 2]]
    return ["no", "longer"] in (words[:2], words[1:]) and doc[place].lower_ in ("no", "longer")


def _is_half(doc: Doc, place: int) -> bool:
    """Tell *half* before *empty*."""
    return doc[place].lower_ == "half" and place + 1 < len(doc) and doc[place + 1].lower_ in _STATE_WORDS


def _is_manner(doc: Doc, place: int) -> bool:
    """Tell *unbearably* before *hot*: an adverb that says how much an adjective holds."""
    token, following = doc[place], doc[place + 1] if place + 1 < len(doc) else None
    adverb = token.tag_ == "RB" and token.lower_.endswith("ly")
    return adverb and following is not None and following.lower_ in GRADABLE and following.pos_ != "ADV"


def _behind_attribution(doc: Doc, place: int, end: int) -> int:
    """Return the place behind *, she told the paper,* between subject and predicate."""
    if place + 1 >= end or doc[place].text != "," or not _names_speaker(doc[place + 1]):
        return place
    words = doc[place + 1 : min(place + _LONGEST_TAIL, end)]
    comma = next((token.i for token in words if token.text == ","), None)
    said = any(token.lower_ in SAYING for token in words if comma is not None and token.i < comma)
    return comma + 1 if comma is not None and said and comma + 1 < end else place


def _names_speaker(token: Token) -> bool:
    return token.lower_ in PRONOUNS or token.tag_ in ("DT", "PRP$", "NNP", "NNS")


def _subject_end(first: Token, end: int, *, opened: bool) -> int | None:
    """Return where the noun phrase or pronoun ends that the clause begins with."""
    doc, word = first.doc, first.lower_
    if word in PRONOUNS:
        return first.i + 1
    if word == "this" and first.i + 1 < end and doc[first.i + 1].lower_ == "the":
        return first.i + 1
    joined = first.tag_ == "NN" and first.i + 2 < end and doc[first.i + 1].lower_ == "and"
    joined = joined and doc[first.i + 2].tag_ == "NN"
    if word not in DEFINITE and not joined and first.tag_ not in ("NNS", "CD", "NNP", "DT"):
        return None
    last: int | None = None
    for place in range(first.i, end):
        token = doc[place]
        here = token.lower_
        if last is not None and _is_adverb(doc, place):
            break
        if last == place - 1 and (here in _STATE_WORDS or token.tag_ == "CD"):
            # Not *the old* in *a wall of the old prison*.
            break
        if last is not None and here in OF_PLACE and place + 1 < end and _opens_predicate(doc, place + 1):
            # *The people here very poor*, *the food here cheap*
            return place + 1
        state = _state_phrase(doc, place, end) if last is not None else None
        if state is not None and not (opened and state + 1 < end and doc[state + 1].text == ","):
            break
        if last == place - 1 and here in ("a", "an", "the"):
            # *My father a fisherman*
            break
        if last is not None and (here in APPROXIMATE or here in OF_PLACE):
            break
        if is_finite(token) or token.pos_ == "AUX":
            return None
        well = here == "well" and doc[place - 1].tag_ == "DT"
        if token.pos_ in NOUNS or well or (here in OF_THEM and doc[place - 1].lower_ == "of"):
            last = place
        elif last == place - 1 and (here in _LINKING or here == "and"):
            continue
        elif here == "of" and place == first.i + 1:
            # *Most of the houses*
            continue
        elif token.tag_ not in _INSIDE and place != first.i:
            break
    return None if last is None else last + 1


def _opens_predicate(doc: Doc, place: int) -> bool:
    return _is_adverb(doc, place) or doc[place].lower_ in GRADABLE


def _predicate(first: Token, place: int, end: int, *, parted: bool) -> int | None:
    """Return the last word of the predicate that begins at a place."""
    doc = first.doc
    token, word = doc[place], doc[place].lower_
    behind = doc[place + 1] if place + 1 < end else None
    sure = parted or first.lower_ in PRONOUNS
    timed = behind is not None and behind.ent_type_ in ("DATE", "TIME")
    free = timed or behind is None or behind.text in _MARKS or behind.lower_ in _BEHIND or behind.tag_ == "IN"
    fixed = _fixed_phrase(doc, place, end, parted=sure)
    if fixed is not None:
        return fixed if sure or first.lower_ in DEFINITE else None
    compared = _compared(doc, place, end)
    if compared is not None:
        return compared if parted or (sure and word != "as") or first.lower_ in DEFINITE else None
    if word in _AWAY and first.lower_ in DEFINITE and free:
        # *away at a wedding*
        return next((at for at in range(place + 1, min(end, place + 5)) if doc[at].pos_ in NOUNS), place)
    if word in _ALSO_ACTS and first.lower_ in PRONOUNS and not parted:
        # *when they close*
        return None
    known = (word in GRADABLE or word in PREDICATIVE) and token.text.islower()
    if known and free:
        return place if sure or first.lower_ in DEFINITE or word in PREDICATIVE else None
    if first.lower_ in ("this", "she", "he", "it") and word == "the" and behind is not None:
        ordinal = behind.tag_ == "JJS" or behind.lower_ in ("first", "second", "third", "only", "last")
        return place + 1 if ordinal else None
    spread = _of_more_words(first, place, end, free=free)
    if spread is not None:
        return spread
    if parted and token.tag_ == "CD" and (behind is None or behind.text in _MARKS):
        # *The number of victims now forty*
        return place
    measure = _measure(doc, place, end)
    if measure is not None:
        return measure if first.lower_ in DEFINITE or sure else None
    state = _state_phrase(doc, place, end)
    if state is not None:
        return state if sure or first.lower_ in DEFINITE else None
    if not sure:
        return None
    if doc[place - 1].lower_ == "not" and token.tag_ in ("VBN", "VBD") and free:
        # *The workers not paid for three months*
        return place
    if token.tag_ in ("JJ", "JJR") and free:
        return place
    if not parted:
        return None
    if word in STATES | OF_PLACE and free:
        # *the business no longer paid* may have its verb.
        return None if doc[place - 1].lower_ == "longer" and word in _ALSO_DONE else place
    if token.tag_ == "VBG" and (free or (behind is not None and behind.tag_ in ("IN", "TO", "DT", "PRP$"))):
        return place
    if word in PREPOSITIONS and behind is not None and token.tag_ == "IN":
        return next((at for at in range(place + 1, min(end, place + 5)) if doc[at].pos_ in NOUNS), None)
    return None


def _of_more_words(first: Token, place: int, end: int, *, free: bool) -> int | None:
    """Find *without a roof*, *a fisherman*, *the talk of the town*, *far apart*, *off*, *open* by a noun."""
    doc, word = first.doc, first.doc[place].lower_
    behind = doc[place + 1] if place + 1 < end else None
    if first.lower_ not in DEFINITE or behind is None:
        return None
    if word == "far" and behind.lower_ in ("apart", "away", "behind", "ahead", "below", "above", "off"):
        return place + 1
    if word in PARTICLES and doc[place].pos_ != "NOUN" and free and behind.lower_ not in ("of", "to"):
        return place
    if word == "open" and doc[place - 1].tag_ == "NN" and (free or behind.lower_ in ("only", "every")):
        return place
    if word == "one" and behind.lower_ == "of":
        return place
    if word == "at" and behind.tag_ == "PRP$" and place + 2 < end and doc[place + 2].tag_ == "JJS":
        return place + 2
    if word == "without" or (word in ("a", "an") and doc[place - 1].pos_ in NOUNS):
        return _noun_at(doc, place + 1, end, single=word != "without")
    named = word == "the" and doc[place - 1].pos_ in NOUNS and first.i != place
    head = _noun_at(doc, place + 1, end, single=True) if named else None
    ends = head is not None and head + 1 < end and doc[head + 1].lower_ in (".", "of")
    return head if ends else None


def _noun_at(doc: Doc, place: int, end: int, *, single: bool) -> int | None:
    """Return the head of the noun phrase that begins at a place, which is no measure of time."""
    last: int | None = None
    for at in range(place, min(end, place + 6)):
        token = doc[at]
        if token.pos_ in NOUNS:
            last = at
        elif last is not None or token.tag_ not in ("JJ", "JJS", "RB", "DT", "PRP$", "CD", "VBN", "HYPH"):
            break
    return None if last is None or (single and doc[last].lower_ in BY) else last


def _compared(doc: Doc, place: int, end: int) -> int | None:
    """Find *as hard as iron*, *well known to them*, *red-hot*: adjectives of more words than one."""
    words = [token.lower_ for token in doc[place : min(place + 4, end)]]
    if len(words) < 3:
        return None
    if words[0] == "as" and words[2] == "as" and words[1] in GRADABLE:
        return place + 1
    if words[0] == "well" and words[1] in _WELL and (words[2] in _MARKS or words[2] in _BEHIND):
        return place + 1
    ends = len(words) > 3 and (words[3] in _MARKS or words[3] in _BEHIND)
    return place + 2 if ends and words[1] == "-" and words[2] in _STATE_WORDS else None


def _state_phrase(doc: Doc, place: int, end: int) -> int | None:
    """Find *on leave*, *under control*, *in bad condition*: phrases that say how something is."""
    words = [token.lower_ for token in doc[place : min(place + 3, end)]]
    if words[:2] == ["out", "of"] and len(words) == 3 and words[2] in OUT_OF:
        return place + 2
    nouns = STATE_PHRASES.get(doc[place].lower_)
    if nouns is None or place + 1 >= end:
        return None
    if doc[place + 1].lower_ in nouns:
        return place + 1
    how = place + 2 < end and doc[place + 1].pos_ == "ADJ"
    kinds = _CONDITIONS.get(doc[place].lower_, frozenset())
    return place + 2 if how and doc[place + 2].lower_ in kinds else None


def _measure(doc: Doc, place: int, end: int) -> int | None:
    """Find *about 40 years old*, *two metres above normal*, *around Rp 2 billion*."""
    start = place
    while place < end and doc[place].lower_ in APPROXIMATE:
        place += 1
    numbers = place
    while place < end and (doc[place].tag_ in ("CD", "$") or doc[place].text in ("Rp", "IDR", "%")):
        place += 1
    if place == numbers or place >= end:
        return None
    ends = place + 1
    if ends < end and doc[place].pos_ == "NOUN" and doc[ends].lower_ in DIMENSIONS | {"from"}:
        return ends
    if doc[start - 1].lower_ in MEASURED and doc[place].pos_ == "NOUN":
        # *The fee 50,000 rupiah*
        return place
    if start < numbers and doc[place].pos_ == "NOUN" and (ends >= end or doc[ends].text in _MARKS):
        # *only five thousand rupiah*
        return place
    money = doc[numbers].text in ("Rp", "IDR", "$") and numbers > start
    return place - 1 if money and doc[place].text in _MARKS else None


def _ends(doc: Doc, place: int, end: int, *, opened: bool) -> bool:
    """Tell that the clause ends behind its predicate before any finite verb."""
    for at in range(place, end):
        token = doc[at]
        following = doc[at + 1] if at + 1 < end else None
        if token.text in (".", "!", ";", '"'):
            return True
        if token.text == ",":
            tail = doc[at + 1 : min(at + 1 + _LONGEST_TAIL, end)]
            said = any(t.lower_ in SAYING for t in tail)
            joined = following is not None and (
                following.lower_ in ("and", "but", "or", '"') or following.lower_ in ENDS
            )
            return opened or said or joined
        timed = following is not None and following.ent_type_ in ("DATE", "TIME")
        if (token.lower_ in ENDS and not timed) or (
            token.tag_ == "CC" and at > place - 1 and _joins_clause(doc, at, end)
        ):
            return True
        if is_finite(token) or token.pos_ == "AUX":
            return False
    return False


def _joins_clause(doc: Doc, place: int, end: int) -> bool:
    following = doc[place + 1] if place + 1 < end else None
    return following is not None and (
        is_finite(following) or following.pos_ in ("AUX", "PRON") or following.tag_ in ("VBN", "JJ", "DT")
    )


def _fixed_phrase(doc: Doc, place: int, end: int, *, parted: bool) -> int | None:
    """Find *far from over*, *about to collapse*, *on its way* behind the subject."""
    words = doc[place : min(place + 3, end)]
    if len(words) < 3:
        return None
    here, behind = words[0].lower_, words[1].lower_
    way = here == "on" and words[1].tag_ == "PRP$" and words[2].lower_ in ("way", "feet", "side", "guard")
    if way or (here == "about" and behind == "to" and words[2].tag_ == "VB"):
        return place + 2
    if (here == "far" and behind == "from" and parted) or (here == "next" and behind == "to"):
        return place + 2
    return None
