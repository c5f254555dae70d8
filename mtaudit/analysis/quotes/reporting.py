"""Clauses that report speech: the verb, and the words that name who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

__all__ = ["NAMING", "Report", "find_reports"]

#: Verbs that report speech or writing, by lemma.
_VERBS = frozenset(
    "say tell add stress state explain continue conclude note remark reply answer ask claim argue insist "
    "declare announce reiterate emphasize emphasise reveal admit acknowledge warn report write assert "
    "comment observe confirm deny recall recount suggest urge hope complain concede quip order beg appeal "
    "assess clarify disclose promise regret affirm elaborate convey mention describe call label brand term "
    "predict shout yell scream cry whisper murmur mutter joke laugh lament fume snap vow pledge respond "
    "retort remind estimate believe think wonder post tweet exclaim caution quote recommend criticize "
    "criticise blast slam praise thank plead pray protest read demand advise underline underscore boast "
    "threaten accuse chant object testify speculate welcome condemn denounce dismiss speak talk".split()
)
#: What these verbs give is a name as often as speech: with a subject they report, in the passive never.
NAMING = frozenset("call label brand term describe dub name nickname title entitle know".split())
#: Verbs whose tag the parser mistakes for a noun's or an adjective's when they stand before their subject.
_SURE = frozenset("said says told added explained stressed recalled".split())
#: Words that end the noun phrase behind an inverted verb.
_ENDS = frozenset(
    "during after before when while as to because by since but if although though later".split()
)
_SHORTENED = frozenset("dr drs prof mr mrs ms st ir hj gen col lt capt gov sen rep".split())
_RELATIVE = frozenset("who whom which that whose where".split())
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
#: Steps up the parse to the verb whose subject another verb shares.
_CLIMBS = 4
#: Tokens of the longest noun phrase, with office and place.
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Report:
    """A clause that reports speech.

    :param verb: the reporting verb, or *according*.
    :param speaker: tokens that name the speaker, in order; empty where none was found.
    """

    verb: Token
    speaker: tuple[Token, ...]


def find_reports(words: Sequence[Token]) -> Iterator[Report]:
    """Yield the reporting clauses of a paragraph's narration, in order.

    :param words: tokens outside quotations, of one parse.
    """
    places = {token.i: place for place, token in enumerate(words)}
    for place, token in enumerate(words):
        if token.lower_ == "according" and _lower(words, place + 1) == "to":
            yield Report(token, _forward(words, place + 2))
        elif _is_report(words, place):
            speaker = _subject(words, places, place)
            if speaker or token.lemma_.lower() not in NAMING:
                yield Report(token, speaker)


def _lower(words: Sequence[Token], place: int) -> str:
    return words[place].lower_ if 0 <= place < len(words) else ""


def _is_report(words: Sequence[Token], place: int) -> bool:
    token = words[place]
    lemma = token.lemma_.lower()
    if token.lower_ in _SURE:
        return True
    if lemma not in _VERBS or token.tag_ not in ("VBD", "VBZ", "VBP", "VBG", "VBN", "VB"):
        return False
    if token.tag_ == "VB":
        # *did not say*, *would tell*; the infinitive of *to say* reports nothing yet.
        return any(child.dep_ == "aux" and child.lower_ != "to" for child in token.children)
    passive = token.tag_ == "VBN" and any(child.dep_ == "auxpass" for child in token.children)
    return not (passive and lemma in NAMING)


def _subject(words: Sequence[Token], places: dict[int, int], place: int) -> tuple[Token, ...]:
    """Return the words of a verb's subject: its own, before or behind it, or one that it shares."""
    verb = words[place]
    own = _child(verb, places)
    if own is not None and own.lower_ not in _RELATIVE:
        return _phrase(words, places, own, place)
    if own is None and _stands_before(words, place):
        return _backward(words, place)
    behind = words[place + 1] if place + 1 < len(words) else None
    if own is None and behind is not None and behind.pos_ in _NOMINAL and _inverts(words, place):
        return _forward(words, place + 1)
    head = verb
    for _ in range(_CLIMBS):
        if head.dep_ == "relcl" and head.head.i in places:
            return _phrase(words, places, head.head, place)
        if head.head is head or head.dep_ == "ROOT":
            break
        head = head.head
        shared = _child(head, places)
        if shared is not None and shared.lower_ not in _RELATIVE:
            return _phrase(words, places, shared, place)
    return ()


def _child(verb: Token, places: dict[int, int]) -> Token | None:
    """Return the subject that the parse gives a verb, if it is narration."""
    return next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i in places), None)


def _stands_before(words: Sequence[Token], place: int) -> bool:
    """Tell whether the word before a verb can be its subject though the parse does not say so."""
    if not place or words[place - 1].i != words[place].i - 1:
        return False
    before = words[place - 1]
    return before.tag_ in ("PRP", "NNP", "NN", "NNS", "NNPS") and before.dep_ not in ("dobj", "pobj", "attr")


def _inverts(words: Sequence[Token], place: int) -> bool:
    """Tell whether a verb without a subject stands behind a quotation, or behind a comma after one."""
    before = words[place - 1] if place else None
    if words[place].tag_ == "VBG":
        return False
    return before is None or before.i < words[place].i - 1 or before.is_punct


def _phrase(words: Sequence[Token], places: dict[int, int], head: Token, verb: int) -> tuple[Token, ...]:
    """Return a subject's subtree as far as it is narration on its side of the verb, in one piece."""
    subtree = {places[token.i] for token in head.subtree if token.i in places}
    center = places[head.i]
    first = last = center
    while first - 1 in subtree and first - 1 != verb and words[first - 1].i == words[first].i - 1:
        first -= 1
    while last + 1 in subtree and last + 1 != verb and words[last + 1].i == words[last].i + 1:
        last += 1
    if verb < center:
        return _forward(words, first)
    return tuple(words[first : last + 1][:_LONGEST])


def _forward(words: Sequence[Token], place: int) -> tuple[Token, ...]:
    """Return the noun phrase that begins at a place, with what stands in apposition to it."""
    found: list[Token] = []
    for token in words[place : place + _LONGEST]:
        # The full stop of *dr. Lina* ends no sentence.
        stops = token.text in ".;:!?()—–" and not (found and found[-1].lower_ in _SHORTENED)
        if found and (token.i != found[-1].i + 1 or token.lower_ in _ENDS or stops):
            break
        found.append(token)
    return tuple(found)


def _backward(words: Sequence[Token], place: int) -> tuple[Token, ...]:
    """Return the noun phrase that ends before a place."""
    found: list[Token] = []
    for token in reversed(words[max(0, place - _LONGEST) : place]):
        joined = not found or token.i == found[-1].i - 1
        if not joined or (token.pos_ not in _NOMINAL and token.tag_ not in ("POS", "HYPH", "IN")):
            break
        found.append(token)
    return tuple(reversed(found))
