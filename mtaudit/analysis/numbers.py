"""Numbers in running text: digits, words, ordinals, scales, units, currencies, what they count.

Dates and clock times are left out; they are facts of another kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.number_pieces import SpelledWord, cut
from mtaudit.analysis.units import (
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    GLUED_SCALES,
    SCALES,
    TIME_UNITS,
    UNITS,
)
from mtaudit.model import FactKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.number_pieces import NumberPiece

__all__ = ["NumberMention", "find_numbers", "parse_digits"]

_DIGITS = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ordinal>st|nd|rd|th)?")
_INDONESIAN_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "gmt", "wib", "wita", "wit", "utc", "o'clock"})
_CLOCK_DIGITS = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_BEFORE_CLOCK = frozenset({"at", "until", "till", "before", "after", "since", "around", "from", "by"})
_FRACTIONS = frozenset(
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixths eighths tenths".split()
)
_ORDINAL_WORDS = re.compile(r"(?:\w{1,20}-)?(?:first|second|third|\w{1,20}th)$")
_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_MINUS = frozenset({"-", "−"})


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as the text gives it and what it is worth.

    :param kind: number, quantity (it has a unit) or money.
    :param value: the number, scale words multiplied in.
    :param unit: canonical unit, ISO 4217 currency, or None.
    :param noun: lemma of what is counted or ordered, or None.
    :param ordinal: whether it says a place in an order.
    :param digits: significant digits that the text gives; a conversion cannot be more exact.
    :param span: number with currency, scale and unit.
    :param segment: index of its segment.
    """

    kind: FactKind
    value: Decimal
    unit: str | None
    noun: str | None
    ordinal: bool
    digits: int
    span: Span
    segment: int

    @property
    def canonical(self) -> str:
        """The value in one spelling: ``90000 troop``, ``260 kilometer``, ``41st army``."""
        number = f"{self.value.normalize():f}" + (_suffix(self.value) if self.ordinal else "")
        return " ".join(part for part in (number, self.unit or self.noun) if part)


def _suffix(value: Decimal) -> str:
    last = int(value) % 100
    return "th" if 10 < last < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")


def parse_digits(digits: str) -> Decimal:
    """Return the value of a number written in digits, English or Indonesian in form.

    A comma, or more than one dot, before groups of three digits groups; a last mark before any other
    count of digits is the decimal mark. A single dot is a decimal mark whatever follows, as English has
    it; :func:`find_numbers` reads it as Indonesian has it in amounts of rupiah (``Rp 1.500``).

    :param digits: digits with commas and dots between them.
    """
    marks = [mark for mark in digits if mark in ".,"]
    if not marks:
        return Decimal(digits)
    whole, mark, last = digits.rpartition(marks[-1])
    grouped = len(last) == 3 and (mark == "," or len(marks) > 1) and len(set(marks)) == 1
    if grouped:
        return Decimal(digits.replace(",", "").replace(".", ""))
    whole = whole.replace(",", "").replace(".", "")
    return Decimal(f"{whole}.{last}")


def find_numbers(sentence: TokenSpan, offset: int, segment: int) -> Iterator[NumberMention]:
    """Yield the numbers of a sentence, dates and clock times left out.

    :param sentence: the tokens.
    :param offset: place in the document of the first character of the parsed piece.
    :param segment: index of the segment.
    """
    pieces = list(cut(sentence))
    spelled = _spelled_out(pieces)
    place = 0
    while place < len(pieces):
        one = _read(pieces, spelled, place)
        if one is None:
            place += 1
            continue
        readings = [one]
        after = _range_end(pieces, one)
        if after is not None and (other := _read(pieces, spelled, after, in_range=True)) is not None:
            readings = _as_range(one, other, pieces[one.end].text in _HYPHENS)
            place = other.end
        else:
            place = one.end
        for reading in readings:
            if not _is_no_number(pieces, reading):
                yield _mention(pieces, reading, offset, segment)


@dataclass(frozen=True, slots=True)
class _Reading:
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
        return self.unit is None and self.currency is None


def _read(
    pieces: list[NumberPiece], spelled: dict[int, _Reading], place: int, *, in_range: bool = False
) -> _Reading | None:
    """Read the number at a place with its scale, unit and currency."""
    found = _digits_at(pieces, place, in_range) or _half_at(pieces, place) or spelled.get(place)
    if found is None:
        return None
    end, scale = found.end, 1
    if _words(pieces, end, 3) == "and a half":
        found, end = replace(found, value=found.value + Decimal("0.5"), digits=found.digits + 1), end + 3
    while (after := _scale_at(pieces, end)) is not None:
        scale *= SCALES[pieces[after].lower]
        end = after + 1
    first, currency = _currency_before(pieces, place)
    after = _past_hyphen(pieces, end)
    if _word(pieces, after) in _FRACTIONS and not found.ordinal and scale == 1:
        return replace(found, end=after + 1, dropped=True)
    unit = None
    for width in (2, 1):
        words = _words(pieces, after, width)
        if currency is None and words in CURRENCY_WORDS:
            currency, end = CURRENCY_WORDS[words], after + width
        elif currency is None and unit is None and not found.ordinal and words in UNITS:
            unit, end = UNITS[words], after + width
    text, value = pieces[place].text, found.value
    if currency == "IDR" and _INDONESIAN_DIGITS.fullmatch(text):
        value = Decimal(text.replace(".", ""))
    if first and _is_minus(pieces, first - 1):
        first, value = first - 1, -value
    return replace(found, value=value, first=first, end=end, scale=scale, unit=unit, currency=currency)


def _digits_at(pieces: list[NumberPiece], place: int, in_range: bool) -> _Reading | None:
    found = _DIGITS.fullmatch(pieces[place].text)
    if found is None or _is_part_of_a_name(pieces, place, in_range):
        return None
    digits = found["digits"]
    ordinal = bool(found["ordinal"])
    return _Reading(parse_digits(digits), ordinal, _significant(digits), place, place, place + 1)


def _significant(digits: str) -> int:
    return len(digits.replace(",", "").replace(".", "").strip("0")) or 1


def _is_part_of_a_name(pieces: list[NumberPiece], place: int, in_range: bool) -> bool:
    """Tell digits that are glued to something that makes them no number (``G20``, ``F-16``, ``9/11``)."""
    here, before = pieces[place], pieces[place - 1] if place else None
    if before is not None and here.glued:
        joined = pieces[place - 2].lower if place > 1 and before.glued else ""
        if before.text in _HYPHENS and joined.isalnum() and not in_range:
            return joined not in UNITS and joined not in SCALES
        if before.text in ("/", ":") and joined.isalnum():
            return True
        if before.text.isalnum() and before.text not in CURRENCY_SYMBOLS:
            return True
    after, then = (pieces[i] if i < len(pieces) else None for i in (place + 1, place + 2))
    if after is None:
        return False
    if then is not None and then.glued and then.text == "/" and after.is_digits:
        # The whole of ``3 1/2``.
        return True
    if not after.glued:
        return False
    if after.text in ("/", ":"):
        return then is not None and then.glued and then.is_digits
    return after.text.isalnum() and after.lower not in UNITS and after.lower not in SCALES


def _half_at(pieces: list[NumberPiece], place: int) -> _Reading | None:
    """Read ``half a`` or ``half-`` before a scale."""
    if pieces[place].lower != "half":
        return None
    end = place + 2 if _word(pieces, place + 1) in ("a", *_HYPHENS) else place + 1
    if _scale_at(pieces, end) is None:
        return None
    return _Reading(Decimal("0.5"), False, 1, place, place, end)


def _scale_at(pieces: list[NumberPiece], end: int) -> int | None:
    """Return the place of a scale after a number, glued, joined by a hyphen or on its own."""
    if end < len(pieces) and pieces[end].glued and pieces[end].lower in SCALES:
        return end
    after = _past_hyphen(pieces, end)
    word = _word(pieces, after)
    return after if word in SCALES and word not in GLUED_SCALES else None


def _past_hyphen(pieces: list[NumberPiece], end: int) -> int:
    """Return the place after a hyphen that joins the next word, or the same place."""
    joined = end + 1 < len(pieces) and pieces[end].text in _HYPHENS
    return end + 1 if joined and pieces[end].glued and pieces[end + 1].glued else end


def _word(pieces: list[NumberPiece], place: int) -> str:
    return pieces[place].lower if 0 <= place < len(pieces) else ""


def _words(pieces: list[NumberPiece], place: int, width: int) -> str:
    words = pieces[place : place + width]
    return " ".join(piece.lower for piece in words) if len(words) == width else ""


def _currency_before(pieces: list[NumberPiece], start: int) -> tuple[int, str | None]:
    """Return where the mention begins and its currency, where a symbol stands before the number."""
    symbol = pieces[start - 1].text if start else ""
    return (start - 1, CURRENCY_SYMBOLS[symbol]) if symbol in CURRENCY_SYMBOLS else (start, None)


def _is_minus(pieces: list[NumberPiece], place: int) -> bool:
    sign = pieces[place]
    opens = not sign.glued or pieces[place - 1].text in ("(", '"', "“")
    return sign.text in _MINUS and pieces[place + 1].glued and opens


def _range_end(pieces: list[NumberPiece], one: _Reading) -> int | None:
    """Return the place of the other end of a range (``50-60``, ``50 to 60``, ``between 50 and 60``)."""
    joint = _word(pieces, one.end)
    if one.ordinal or one.unit is not None or one.dropped:
        return None
    if joint in _HYPHENS:
        after = _past_hyphen(pieces, one.end)
        return after if after > one.end and pieces[after].is_digits else None
    if joint == "to" or (joint == "and" and _word(pieces, one.first - 1) == "between"):
        return one.end + 1 if one.end + 1 < len(pieces) else None
    return None


def _as_range(one: _Reading, other: _Reading, hyphen: bool) -> list[_Reading]:
    """Give both ends of a range the scale, unit and currency that one of them has.

    Two numbers that only a hyphen joins are a score, days or years more often than a range.
    """
    if other.ordinal or other.dropped or (hyphen and one.bare and other.bare and other.scale == 1):
        return []
    scale = other.scale if one.scale == 1 and (hyphen or one.value < other.value) else one.scale
    if other.bare and (hyphen or other.scale > 1):
        # ``$5-6 million``, but not ``gave $5 to 12 people``.
        other = replace(other, currency=one.currency)
    currency = one.currency or other.currency
    return [replace(one, scale=scale, unit=None if currency else other.unit, currency=currency), other]


def _spelled_out(pieces: list[NumberPiece]) -> dict[int, _Reading]:
    """Numbers in words by the place of their first piece."""
    from text_to_num import find_numbers as find_spelled

    if not any(piece.token.like_num or _ORDINAL_WORDS.match(piece.lower) for piece in pieces):
        return {}
    found: dict[int, _Reading] = {}
    for number in find_spelled([SpelledWord(piece) for piece in pieces], "en", threshold=0.0):
        first, start, end = pieces[number.start], number.start, number.end
        length = 2 if _words(pieces, end, 3) == "and a half" else end - start
        in_words = not first.is_digits and number.text[:1].isdigit()
        if in_words and _counts(first.token, length, number.is_ordinal):
            digits = re.sub(r"\D", "", number.text)
            significant = _significant(digits)
            found[start] = _Reading(Decimal(digits), number.is_ordinal, significant, start, start, end)
    return found


def _counts(first: Token, length: int, ordinal: bool) -> bool:
    """Tell a count from a pronoun (*one of them*) and an ordinal from an adverb (*first, he said*)."""
    if length > 1:
        return True
    if ordinal:
        return first.dep_ == "amod" and first.head.pos_ in ("NOUN", "PROPN")
    return first.lower_ != "one" or (first.dep_ == "nummod" and first.head.pos_ == "NOUN")


def _is_no_number(pieces: list[NumberPiece], found: _Reading) -> bool:
    """Tell fractions, dates, clock times and parts of names from numbers."""
    if found.dropped or not found.bare:
        return found.dropped
    if _is_date_or_time(pieces, found):
        return True
    # Part of a name: ``Bintang 3``, ``Channel 4``.
    named = found.first > 0 and pieces[found.first - 1].token.pos_ == "PROPN" and not found.ordinal
    end = found.end
    return named and (end == len(pieces) or pieces[end].token.pos_ not in ("NOUN", "PROPN", "ADJ"))


def _is_date_or_time(pieces: list[NumberPiece], found: _Reading) -> bool:
    start, end, text = found.start, found.end, pieces[found.start].text
    if _is_month(pieces, start - 1) or _is_month(pieces, end) or _word(pieces, end) in _CLOCK:
        return True
    if _word(pieces, end) in ("and", "to", "or", *_HYPHENS) and _is_month(pieces, end + 2):
        # ``12 and 14 April``.
        return pieces[end + 1].is_digits
    if _word(pieces, start - 1) in (",", "of", "to", "and", "-", "–") and _is_month(pieces, start - 3):
        # ``November 3, 2021``; ``November 3 and 4``.
        return True
    if _CLOCK_DIGITS.fullmatch(text) and (
        _word(pieces, start - 1) in _BEFORE_CLOCK
        or not _WEEKDAYS.isdisjoint((_word(pieces, end), _word(pieces, end + 1)))
    ):
        return True
    return not found.ordinal and text.isdigit() and len(text) == 4 and 1800 <= found.value < 2100


def _is_month(pieces: list[NumberPiece], place: int) -> bool:
    return _word(pieces, place).rstrip(".") in _MONTHS and pieces[place].text[0].isupper()


def _mention(pieces: list[NumberPiece], found: _Reading, offset: int, segment: int) -> NumberMention:
    kind = FactKind.MONEY if found.currency else FactKind.QUANTITY if found.unit else FactKind.NUMBER
    noun = _counted(pieces, found) if found.bare else "old" if _is_age(pieces, found) else None
    value, unit = found.value * found.scale, found.currency or found.unit
    last = pieces[found.end - 1]
    span = Span(offset + pieces[found.first].idx, offset + last.idx + len(last.text))
    return NumberMention(kind, value, unit, noun, found.ordinal, found.digits, span, segment)


def _is_age(pieces: list[NumberPiece], found: _Reading) -> bool:
    """Tell an age, which has a noun of its own, from a duration."""
    before, after = _words(pieces, max(0, found.first - 2), 2), _word(pieces, _past_hyphen(pieces, found.end))
    return found.unit in TIME_UNITS and (after == "old" or before in ("older than", "younger than"))


def _counted(pieces: list[NumberPiece], found: _Reading) -> str | None:
    """Lemma of the noun that the number counts, by the parse or by what a hyphen joins to it."""
    end = found.end
    following = pieces[end] if end < len(pieces) and pieces[end].token.pos_ in ("NOUN", "PROPN") else None
    if following is not None and found.ordinal:
        # In ``41st army unit`` the ordinal belongs to the army.
        return following.lemma
    after = _past_hyphen(pieces, end)
    if after > end and pieces[after].text.isalpha():
        return pieces[after].lemma
    for token in (piece.token for piece in pieces[found.start : end]):
        # In ``two to three people`` the first number hangs on the second.
        token = token.head if token.dep_ == "quantmod" and token.head.pos_ == "NUM" else token
        head = token.head
        if token.dep_ in ("nummod", "amod", "compound", "advmod") and head.pos_ in ("NOUN", "PROPN"):
            return str(head.lemma_.lower())
    return following.lemma if following is not None else None
