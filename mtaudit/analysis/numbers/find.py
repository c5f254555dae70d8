"""Numbers in running text: digits, words, ordinals, scales, units, currencies, what they count.

Dates and clock times are left out; they are facts of another kind.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers.context import (
    HYPHENS,
    Reading,
    counted,
    hedge,
    is_no_number,
    past_hyphen,
    word_at,
    words_at,
)
from mtaudit.analysis.numbers.mentions import NumberMention, parse_digits, significant
from mtaudit.analysis.numbers.pieces import SpelledWord, cut
from mtaudit.analysis.numbers.units import (
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    GLUED_SCALES,
    SCALES,
    UNITS,
)
from mtaudit.model import FactKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.numbers.pieces import NumberPiece

__all__ = ["NumberMention", "find_numbers", "parse_digits"]

_DIGITS = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ordinal>st|nd|rd|th)?")
_INDONESIAN_DIGITS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_FRACTIONS = frozenset(
    "half halves third thirds quarter quarters fourth fourths fifth fifths sixths eighths tenths".split()
)
_ORDINAL_WORDS = re.compile(r"(?:\w{1,20}-)?(?:first|second|third|\w{1,20}th)$")
#: ``hundreds of people`` is no number (:mod:`mtaudit.analysis.numbers.loose`).
_PLURAL_SCALES = frozenset({"hundreds", "thousands", "millions", "billions", "trillions"})
_MINUS = frozenset({"-", "−"})


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
            readings = _as_range(one, other, pieces[one.end].text in HYPHENS)
            place = other.end
        else:
            place = one.end
        for reading in readings:
            if not is_no_number(pieces, reading):
                yield _mention(pieces, reading, offset, segment)


def _read(
    pieces: list[NumberPiece], spelled: dict[int, Reading], place: int, *, in_range: bool = False
) -> Reading | None:
    """Read the number at a place with its scale, unit and currency."""
    found = _digits_at(pieces, place, in_range) or _half_at(pieces, place) or spelled.get(place)
    if found is None:
        return None
    end, scale = found.end, 1
    if words_at(pieces, end, 3) == "and a half":
        found, end = replace(found, value=found.value + Decimal("0.5"), digits=found.digits + 1), end + 3
    while (after := _scale_at(pieces, end)) is not None:
        scale *= SCALES[pieces[after].lower]
        end = after + 1
    first, currency = _currency_before(pieces, place)
    after = past_hyphen(pieces, end)
    if word_at(pieces, after) in _FRACTIONS and not found.ordinal and scale == 1:
        return replace(found, end=after + 1, dropped=True)
    unit = None
    for width in (3, 2, 1):
        words = words_at(pieces, after, width)
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


def _digits_at(pieces: list[NumberPiece], place: int, in_range: bool) -> Reading | None:
    found = _DIGITS.fullmatch(pieces[place].text)
    if found is None or _is_part_of_a_name(pieces, place, in_range):
        return None
    digits = found["digits"]
    ordinal = bool(found["ordinal"])
    return Reading(parse_digits(digits), ordinal, significant(digits), place, place, place + 1)


def _is_part_of_a_name(pieces: list[NumberPiece], place: int, in_range: bool) -> bool:
    """Tell digits that are glued to something that makes them no number (``G20``, ``F-16``, ``9/11``)."""
    here, before = pieces[place], pieces[place - 1] if place else None
    if before is not None and here.glued:
        joined = pieces[place - 2].lower if place > 1 and before.glued else ""
        if before.text in HYPHENS and joined.isalnum() and not in_range:
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


def _half_at(pieces: list[NumberPiece], place: int) -> Reading | None:
    """Read ``half a`` or ``half-`` before a scale."""
    if pieces[place].lower != "half":
        return None
    end = place + 2 if word_at(pieces, place + 1) in ("a", *HYPHENS) else place + 1
    if _scale_at(pieces, end) is None:
        return None
    return Reading(Decimal("0.5"), False, 1, place, place, end)


def _scale_at(pieces: list[NumberPiece], end: int) -> int | None:
    """Return the place of a scale after a number, glued, joined by a hyphen or on its own."""
    if end < len(pieces) and pieces[end].glued and pieces[end].lower in SCALES:
        return end
    after = past_hyphen(pieces, end)
    word = word_at(pieces, after)
    return after if word in SCALES and word not in GLUED_SCALES else None


def _currency_before(pieces: list[NumberPiece], start: int) -> tuple[int, str | None]:
    """Return where the mention begins and its currency, where a symbol stands before the number."""
    symbol = pieces[start - 1].text if start else ""
    return (start - 1, CURRENCY_SYMBOLS[symbol]) if symbol in CURRENCY_SYMBOLS else (start, None)


def _is_minus(pieces: list[NumberPiece], place: int) -> bool:
    sign = pieces[place]
    opens = not sign.glued or pieces[place - 1].text in ("(", '"', "“")
    return sign.text in _MINUS and pieces[place + 1].glued and opens


def _range_end(pieces: list[NumberPiece], one: Reading) -> int | None:
    """Return the place of the other end of a range (``50-60``, ``50 to 60``, ``between 50 and 60``)."""
    joint = word_at(pieces, one.end)
    if one.ordinal or one.unit is not None or one.dropped:
        return None
    if joint in HYPHENS:
        after = past_hyphen(pieces, one.end)
        return after if after > one.end and pieces[after].is_digits else None
    if joint == "to" or (joint == "and" and word_at(pieces, one.first - 1) == "between"):
        return one.end + 1 if one.end + 1 < len(pieces) else None
    return None


def _as_range(one: Reading, other: Reading, hyphen: bool) -> list[Reading]:
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


def _spelled_out(pieces: list[NumberPiece]) -> dict[int, Reading]:
    """Numbers in words by the place of their first piece."""
    from text_to_num import find_numbers as find_spelled

    if not any(piece.token.like_num or _ORDINAL_WORDS.match(piece.lower) for piece in pieces):
        return {}
    found: dict[int, Reading] = {}
    for number in find_spelled([SpelledWord(piece) for piece in pieces], "en", threshold=0.0):
        first, start, end = pieces[number.start], number.start, number.end
        length = 2 if words_at(pieces, end, 3) == "and a half" else end - start
        in_words = not first.is_digits and number.text[:1].isdigit()
        if pieces[end - 1].lower in _PLURAL_SCALES:
            continue
        if in_words and _counts(first.token, length, number.is_ordinal):
            digits = re.sub(r"\D", "", number.text)
            exact = significant(digits)
            found[start] = Reading(Decimal(digits), number.is_ordinal, exact, start, start, end)
    return found


def _counts(first: Token, length: int, ordinal: bool) -> bool:
    """Tell a count from a pronoun (*one of them*) and an ordinal from an adverb (*first, he said*)."""
    if length > 1:
        return True
    if ordinal:
        superlative = first.dep_ in ("advmod", "amod") and first.head.tag_ == "JJS"
        return superlative or (first.dep_ == "amod" and first.head.pos_ in ("NOUN", "PROPN"))
    return first.lower_ != "one" or (first.dep_ == "nummod" and first.head.pos_ == "NOUN")


def _mention(pieces: list[NumberPiece], found: Reading, offset: int, segment: int) -> NumberMention:
    kind = FactKind.MONEY if found.currency else FactKind.QUANTITY if found.unit else FactKind.NUMBER
    value, unit = found.value * found.scale, found.currency or found.unit
    last = pieces[found.end - 1]
    span = Span(offset + pieces[found.first].idx, offset + last.idx + len(last.text))
    return NumberMention(
        kind,
        value,
        unit,
        counted(pieces, found),
        found.ordinal,
        found.digits,
        span,
        segment,
        hedge(pieces, found.first, found.end),
        found.scale,
    )
