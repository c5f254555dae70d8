"""What several rules ask of a clause: its verb group and the times that stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = [
    "FINITE",
    "MONTHS",
    "UNITS",
    "WEEKDAYS",
    "after",
    "before",
    "belongs_to",
    "follows_event",
    "is_finite",
    "is_year",
    "past_time",
    "verb_group",
]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
UNITS = frozenset(
    "second minute hour day night morning afternoon evening weekend week fortnight month quarter "
    "season summer winter spring autumn semester year decade century".split()
)
#: What stands between a time and the verb that it belongs to: objects, prepositions, particles.
_BETWEEN = frozenset(
    "npadvmod advmod prep pobj dobj obl attr acomp oprd tmod nummod dative agent conj".split()
)
#: Endings and lemmas of nouns that name an event, which may have its own time (*the attack last week*).
_EVENT_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ing", "al", "ship", "age")
_EVENTS = frozenset(
    "accident address appearance assault attack attempt ban battle blast bombing breach broadcast "
    "call cause ceremony change clash collapse comment conference contest convention coup crash crime "
    "cup cut date deal death debate debut decision defeat departure derby disaster discovery draw "
    "drop earthquake election event exam fall festival fight fire flight flood game gig halt hike "
    "incident increase interview journey killing kidnap landing launch lead leak loss march massacre "
    "match meeting mission murder news outage outbreak pandemic party performance poll premiere "
    "prayer probe protest purchase race raid rally record referendum release remark report rescue "
    "result return rise role row run sale scandal season series session shooting show speech start "
    "statement storm strike success summit surge talk term test theft threat tour tournament trial "
    "trip tsunami verdict victory violence visit vote war wedding win work".split()
)
_EARLIER = frozenset({"day", "night", "week", "month", "year", "evening", "morning"})


def after(token: Token, steps: int = 1) -> Token | None:
    """Return the token so many places to the right, or None."""
    place = token.i + steps
    return token.doc[place] if place < len(token.doc) else None


def before(token: Token, steps: int = 1) -> Token | None:
    """Return the token so many places to the left, or None."""
    return token.doc[token.i - steps] if token.i >= steps else None


def is_finite(token: Token) -> bool:
    """Tell a finite verb or modal by its tag."""
    return token.tag_ in FINITE


def is_year(token: Token) -> bool:
    """Tell a year from 1900 to 2099."""
    return len(token.text) == 4 and token.text.isdigit() and token.text[:2] in ("19", "20")


def verb_group(first: Token, last: Token) -> TokenSpan:
    """Return the tokens from an auxiliary through its verb."""
    words: TokenSpan = first.doc[first.i : last.i + 1]
    return words


def belongs_to(time: Token, verb: Token) -> bool:
    """Tell whether a time stands in the verb's own clause and times the verb, not an event.

    The parser hangs many a time on the object before it; that counts unless the object is an event.
    """
    token = time
    while token.i != verb.i:
        head = token.head
        if head.i == token.i:
            return False
        if token.dep_ not in _BETWEEN and not (token.dep_ == "ccomp" and token.pos_ == "ADJ"):
            return False
        if head.pos_ in ("NOUN", "PROPN") and head.i < time.i and token.i >= head.i and _is_event(head):
            return False
        bound = token.lower_ in ("with", "to", "for", "until") or any(c.i == time.i for c in token.children)
        if token.dep_ == "prep" and token.lower_ not in _PASSED and bound:
            # *compared with last year*, *delayed, with the first in May 2020*
            return False
        token = head
    return True


_PASSED = frozenset({"in", "on", "at", "during"})


def _is_event(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in _EVENTS or lemma.endswith(_EVENT_ENDINGS)


def follows_event(time: Token) -> bool:
    """Tell a time that stands right behind a noun for an event."""
    return any(word.pos_ == "NOUN" and _is_event(word) for word in time.doc[max(0, time.i - 4) : time.i])


def past_time(sentence: TokenSpan, *, dated: bool) -> Iterator[Token]:
    """Yield the head of each finished time in a sentence: *yesterday*, *last week*, *two days ago*.

    :param sentence: where to look.
    :param dated: whether to yield years, dates and weekdays too (*in 2015*, *on Monday*).
    """
    for token in sentence:
        word = token.lower_
        left = before(token)
        left_word = left.lower_ if left is not None else ""
        right = after(token)
        if right is not None and right.tag_ == "POS":
            continue
        if word in ("yesterday", "ago") or (left_word == "last" and _is_unit(token)):
            yield from _unless_bounded(token)
        elif word in _EARLIER and left_word in ("previous", "other") and _word(left, -1) == "the":
            if _word(left, -2) not in ("of", "from", "than", "over", "for"):
                yield token
        elif dated and left_word in ("on", "in"):
            yield from _dated(token, left_word)
        elif (
            dated and token.text.capitalize() == token.text and word in WEEKDAYS and token.dep_ == "npadvmod"
        ) and left_word not in ("this", "next", "every", "last"):
            yield token


def _is_unit(token: Token) -> bool:
    word = token.lower_
    if word in WEEKDAYS or word in MONTHS or word in ("night", "week", "weekend", "month", "year"):
        return True
    return word in UNITS and word not in ("second", "minute", "hour", "day", "quarter")


def _unless_bounded(token: Token) -> Iterator[Token]:
    """Leave out *since last week*, *until yesterday*, *the last week*, *from a year ago*."""
    start = token
    if token.lower_ == "ago":
        # A unit and its number: *two and a half years ago*, *a few days ago*, *long ago*.
        while start.i > start.sent.start and (
            start.nbor(-1).pos_ in ("NUM", "ADV") or start.nbor(-1).lower_ in _AMOUNTS or start.i == token.i
        ):
            start = start.nbor(-1)
    elif token.lower_ != "yesterday":
        start = token.nbor(-1)
    left = before(start)
    if left is None or left.lower_ not in _BOUNDS:
        part = after(token)
        inside = token.lower_ == "yesterday" and part is not None and part.lower_ in UNITS
        yield part if inside and part is not None else token


_AMOUNTS = frozenset("a an few several couple of some many half more than and about or so just only".split())
_BOUNDS = frozenset(
    "since from until till by of for over than as to with like about through between the past this "
    "these and his her its their our my every each".split()
)


def _dated(token: Token, preposition: str) -> Iterator[Token]:
    word, right = token.lower_, after(token)
    part = token
    if preposition == "on" and word in WEEKDAYS and token.text[0].isupper():
        following = right.lower_ if right is not None else ""
        if following in ("morning", "afternoon", "evening", "night"):
            beyond = after(token, 2)
            if beyond is None or beyond.tag_ != "POS":
                yield right if right is not None else part
        elif right is None or right.pos_ not in ("NOUN", "ADJ"):
            yield token
    elif preposition == "on" and word in MONTHS and right is not None and right.text.isdigit():
        yield token
    elif preposition == "on" and token.text.isdigit() and _word(token, 1) in MONTHS:
        yield token.nbor(1)
    elif preposition == "in" and (
        is_year(token) or (word in MONTHS and right is not None and is_year(right))
    ):
        beyond = right if is_year(token) else after(token, 2)
        if beyond is None or beyond.text not in ("-", "/", "–"):
            yield token


def _word(token: Token | None, steps: int) -> str:
    if token is None or not 0 <= token.i + steps < len(token.doc):
        return ""
    return str(token.doc[token.i + steps].lower_)
