"""What stands around a number: the noun it counts, words that bound it, signs that it is a date or a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal  # noqa: TC003 - tools resolve the annotations of a dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers.mentions import Hedge
from mtaudit.analysis.numbers.units import TIME_UNITS

if TYPE_CHECKING:
    from mtaudit.analysis.numbers.pieces import NumberPiece

__all__ = ["HYPHENS", "Reading", "counted", "hedge", "is_no_number", "past_hyphen", "word_at", "words_at"]

HYPHENS = frozenset({"-", "‐", "‑", "–"})
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "gmt", "wib", "wita", "wit", "utc", "o'clock"})
_CLOCK_DIGITS = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_BEFORE_CLOCK = frozenset({"at", "until", "till", "before", "after", "since", "around", "from", "by"})
#: Words before a number that bound it.
_HEDGES = {
    Hedge.ABOUT: "about around some roughly approximately circa estimated|an estimated|a total of about",
    Hedge.NEARLY: "nearly almost|close to|just under|up to|as many as|as much as|just over half",
    Hedge.MORE: "over above exceeding|more than|at least|no fewer than|not fewer than|no less than|"
    "not less than|a minimum of|in excess of|upwards of|just over|well over|greater than|older than",
    Hedge.LESS: "under below|fewer than|less than|at most|no more than|not more than|a maximum of|"
    "younger than",
}
_HEDGE_WORDS = {
    phrase: bound
    for bound, text in _HEDGES.items()
    for n, part in enumerate(text.split("|"))
    for phrase in (part.split() if n == 0 else [part])
}
_HEDGES_AFTER = {
    "or more": Hedge.MORE, "or over": Hedge.MORE, "or older": Hedge.MORE, "and over": Hedge.MORE,
    "or so": Hedge.ABOUT, "or less": Hedge.LESS, "or fewer": Hedge.LESS, "or under": Hedge.LESS,
}  # fmt: skip


_OF_THE_WHOLE = frozenset({"the", "its", "their", "his", "her", "our", "all", "these", "those"})
#: Persons who are of an age: ``a widow of 58``.
_OF_AN_AGE = frozenset(
    "man woman boy girl grandmother grandfather mother father widow widower pensioner teenager farmer "
    "fisherman lady gentleman veteran student teacher youth youngster child".split()
)
#: Nobody is known to have lived longer.
_OLDEST = 123


@dataclass(frozen=True, slots=True)
class Reading:
    """A number with what stands around it, from piece ``first`` to before piece ``end``."""

    value: Decimal
    ordinal: bool
    digits: int
    first: int
    start: int
    end: int
    scale: int = 1
    unit: str | None = None
    currency: str | None = None
    dropped: bool = False

    @property
    def bare(self) -> bool:
        """Whether it has neither unit nor currency."""
        return self.unit is None and self.currency is None


def past_hyphen(pieces: list[NumberPiece], end: int) -> int:
    """Return the place after a hyphen that joins the next word, or the same place."""
    joined = end + 1 < len(pieces) and pieces[end].text in HYPHENS
    return end + 1 if joined and pieces[end].glued and pieces[end + 1].glued else end


def word_at(pieces: list[NumberPiece], place: int) -> str:
    """Return a piece in small letters, or nothing beyond the ends."""
    return pieces[place].lower if 0 <= place < len(pieces) else ""


def words_at(pieces: list[NumberPiece], place: int, width: int) -> str:
    """Return so many pieces in small letters from a place, or nothing where there are fewer."""
    found = pieces[place : place + width] if place >= 0 else []
    return " ".join(piece.lower for piece in found) if len(found) == width else ""


def hedge(pieces: list[NumberPiece], first: int, end: int) -> Hedge:
    """Return how the words around a number bound it.

    :param pieces: those of the sentence.
    :param first: place of the number's first piece.
    :param end: place after its last.
    """
    for width in (3, 2, 1):
        found = _HEDGE_WORDS.get(words_at(pieces, first - width, width))
        if found is not None:
            return found
    return _HEDGES_AFTER.get(words_at(pieces, end, 2), Hedge.EXACT)


def is_no_number(pieces: list[NumberPiece], found: Reading) -> bool:
    """Tell fractions, dates, clock times and parts of names from numbers."""
    if found.dropped or not found.bare:
        return found.dropped
    if _is_date_or_time(pieces, found):
        return True
    # Part of a name: ``Bintang 3``, ``Channel 4``.
    named = found.first > 0 and pieces[found.first - 1].token.pos_ == "PROPN" and not found.ordinal
    end = found.end
    return named and (end == len(pieces) or pieces[end].token.pos_ not in ("NOUN", "PROPN", "ADJ"))


def _is_date_or_time(pieces: list[NumberPiece], found: Reading) -> bool:
    start, end, text = found.start, found.end, pieces[found.start].text
    if _is_month(pieces, start - 1) or _is_month(pieces, end) or word_at(pieces, end) in _CLOCK:
        return True
    if word_at(pieces, end) in ("and", "to", "or", *HYPHENS) and _is_month(pieces, end + 2):
        # ``12 and 14 April``.
        return pieces[end + 1].is_digits
    if word_at(pieces, start - 1) in (",", "of", "to", "and", "-", "–") and _is_month(pieces, start - 3):
        # ``November 3, 2021``; ``November 3 and 4``.
        return True
    if _CLOCK_DIGITS.fullmatch(text) and (
        word_at(pieces, start - 1) in _BEFORE_CLOCK
        or not _WEEKDAYS.isdisjoint((word_at(pieces, end), word_at(pieces, end + 1)))
    ):
        return True
    return not found.ordinal and text.isdigit() and len(text) == 4 and 1800 <= found.value < 2100


def _is_month(pieces: list[NumberPiece], place: int) -> bool:
    return word_at(pieces, place).rstrip(".") in _MONTHS and pieces[place].text[0].isupper()


def counted(pieces: list[NumberPiece], found: Reading) -> str | None:
    """Return the lemma of what a number counts or orders, ``old`` for an age, or None."""
    if found.bare:
        return "old" if _is_age_alone(pieces, found) else _noun(pieces, found)
    return "old" if _is_age(pieces, found) else None


def _is_age(pieces: list[NumberPiece], found: Reading) -> bool:
    """Tell an age, which has a noun of its own, from a duration."""
    before, after = (
        words_at(pieces, max(0, found.first - 2), 2),
        word_at(pieces, past_hyphen(pieces, found.end)),
    )
    return found.unit in TIME_UNITS and (after == "old" or before in ("older than", "younger than"))


def _is_age_alone(pieces: list[NumberPiece], found: Reading) -> bool:
    """Tell the age in ``Dewi, 34, said``, ``Dewi (34)`` and ``aged 34``."""
    if found.ordinal or found.scale > 1 or not 0 < found.value < _OLDEST:
        return False
    before = word_at(pieces, found.first - 1)
    if before in ("aged", "age") or words_at(pieces, found.first - 3, 3) in ("the age of", "an age of"):
        return True
    if before == "of" and word_at(pieces, found.first - 2) in _OF_AN_AGE:
        # ``a grandmother of 61``, but not ``the men of 61 villages``.
        return found.end == len(pieces) or pieces[found.end].token.pos_ not in ("NOUN", "PROPN", "ADJ")
    named = found.first > 1 and pieces[found.first - 2].text[:1].isupper()
    return named and (before, word_at(pieces, found.end)) in ((",", ","), ("(", ")"), (",", "."))


def _noun(pieces: list[NumberPiece], found: Reading) -> str | None:
    """Lemma of the noun that the number counts, by the parse or by what a hyphen joins to it."""
    end = found.end
    following = pieces[end] if end < len(pieces) and pieces[end].token.pos_ in ("NOUN", "PROPN") else None
    if following is not None and found.ordinal:
        # In ``41st army unit`` the ordinal belongs to the army.
        return following.lemma
    after = past_hyphen(pieces, end)
    if after > end and pieces[after].text.isalpha():
        return pieces[after].lemma
    for token in (piece.token for piece in pieces[found.start : end]):
        # In ``two to three people`` the first number hangs on the second.
        token = token.head if token.dep_ == "quantmod" and token.head.pos_ == "NUM" else token
        head = token.head
        if token.dep_ in ("nummod", "amod", "compound", "advmod") and head.pos_ in ("NOUN", "PROPN"):
            return str(head.lemma_.lower())
    if following is not None:
        return following.lemma
    return None if found.ordinal else _noun_of_the_whole(pieces, end)


def _noun_of_the_whole(pieces: list[NumberPiece], end: int) -> str | None:
    """Lemma of the noun in ``88 of the 150 seats``: what the whole counts, its part counts."""
    place = end + 1
    if word_at(pieces, end) != "of":
        return None
    while word_at(pieces, place) in _OF_THE_WHOLE and place < end + 4:
        place += 1
    if place == end + 1 or place >= len(pieces) or not (pieces[place].token.like_num):
        return None
    whole = pieces[place].token
    named = whole.dep_ == "nummod" and whole.head.pos_ == "NOUN" and whole.head.i > whole.i
    return str(whole.head.lemma_.lower()) if named else None
