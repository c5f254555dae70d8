"""Parts and quantities whose *of* asks for a plural: *one of the minister*, *dozens of house*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import after, before
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["DEFINITE", "part_of"]

_QUANTITIES = frozenset(
    "lot lots number dozens scores hundreds thousands tens couple plenty handful millions pair pairs".split()
)
#: Quantities that no mass noun follows, and gatherings of people.
_COUNTABLE = frozenset("number dozens scores hundreds thousands tens couple handful millions series".split())
_GATHERINGS = frozenset("group groups crowd crowds bunch gang gangs team teams pack row list".split())
_PARTS = frozenset("one two three four five six several many few some both each neither either".split())
#: Words between a preposition's `one of` and its noun.
DEFINITE = frozenset("the these those my your his her its our their".split())


def part_of(word: Token, noun: Token) -> Token | None:
    """Return *one* in *one of the minister*, *dozens* in *dozens of house*.

    :param word: *of*, or the determiner behind it.
    :param noun: a singular that ends its phrase.
    """
    definite = word.lower_ in DEFINITE
    of = before(word) if definite else word
    first = before(of) if of is not None and of.lower_ == "of" else None
    if first is None or first.i < noun.sent.start:
        return None
    ahead = before(first)
    if ahead is not None and ahead.pos_ in ("NOUN", "PROPN"):
        # *day one of the match*
        return None
    if definite and first.lower_ in ("most", "some", "all"):
        verb = after(noun)
        plural = verb is not None and verb.lower_ in ("were", "are", "have")
        return first if plural and noun.lower_ in nouns().concrete else None
    if definite:
        # *the top four of the tournament*, *two of the border*: only persons are surely counted so.
        sure = first.lower_ in ("one", "both", "either", "neither") or noun.lower_ in nouns().people
        plain = first.lower_ in _PARTS | {"none"} and noun.lower_ not in nouns().collective
        return first if plain and sure else None
    known = nouns()
    if first.lower_ in _GATHERINGS:
        # *a group of student*
        return first if noun.lower_ in known.people else None
    if first.lower_ in _COUNTABLE and noun.lower_ in known.abstract - known.collective:
        return first
    return first if first.lower_ in _QUANTITIES and noun.lower_ in known.concrete else None
