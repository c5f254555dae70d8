"""Numbers in Indonesian text by value: digits, scale words, numerals in words, ordinals.

Decimal comma, grouping dot and the short scales are those of Unicode CLDR's locale ``id``. Where digits can
be read in two ways both values are kept: English forms are common in Indonesian news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers import parse_digits
from mtaudit.analysis.numbers.units import SCALES
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SourceNumber", "find_source_numbers"]

_ONES = {word: n for n, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan".split())}
_TENS = {"belas": 10, "puluh": 10, "ratus": 100}
_WHOLE: dict[str, int | Decimal] = {
    "sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 10**3, "sejuta": 10**6, "semiliar": 10**9,
    "setriliun": 10**12, "selusin": 12, "sepasang": 2, "pertama": 1, "seorang": 1, "sebuah": 1,
    "seekor": 1, "sekali": 1, "setengah": Decimal("0.5"), "separuh": Decimal("0.5"),
}  # fmt: skip
#: CLDR's short forms stand after digits only.
_SHORT = {"rb": 10**3, "jt": 10**6, "m": 10**9, "t": 10**12}
_INDONESIAN_SCALES = frozenset("ribu juta miliar milyar triliun trilyun".split())
_DIGITS = r"\d{1,15}(?:[.,]\d{1,15}){0,8}"
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS})|(?P<roman>\b[IVXLC]{{1,7}}\b)|(?P<word>[^\W\d_]+)")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
#: Words that stand together: ``duapuluh``, ``limabelas``.
_GLUED = re.compile(rf"({'|'.join(_ONES)})({'|'.join(_TENS)})")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VALID_ROMAN = re.compile(r"(?=.)C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
#: Between the parts of one number.
_GAP = re.compile(r"[ -]?")
#: Between the ends of a range that share a scale.
_RANGE = re.compile(r"\s?(?:-|–|sampai|hingga|s/d)\s?")


@dataclass(frozen=True, slots=True)
class SourceNumber:
    """A number of the source.

    :param values: what it can be worth; the first is the likeliest.
    :param span: where it stands.
    :param sentence: index of its sentence.
    :param in_digits: whether it begins with digits.
    """

    values: tuple[Decimal, ...]
    span: Span
    sentence: int
    in_digits: bool


@dataclass(slots=True)
class _Token:
    """A token that can be part of a number."""

    start: int
    end: int
    text: str
    digits: bool
    roman: bool


def find_source_numbers(view: str, within: Span, sentence: int) -> Iterator[SourceNumber]:
    """Yield the numbers of a sentence in Indonesian.

    :param view: the plain view of the text.
    :param within: the sentence.
    :param sentence: its index.
    """
    tokens = [token for found in _TOKEN.finditer(view, within.start, within.end) for token in _tokens(found)]
    place = 0
    while place < len(tokens):
        read = _digits(view, tokens, place) if tokens[place].digits else _in_words(view, tokens, place)
        if read is None:
            place += 1
            continue
        values, end = read
        span = Span(tokens[place].start, tokens[end - 1].end)
        yield SourceNumber(tuple(dict.fromkeys(values)), span, sentence, tokens[place].digits)
        place = end


def _tokens(found: re.Match[str]) -> Iterator[_Token]:
    text = found.group().lower()
    glued = _GLUED.fullmatch(text.removeprefix("ke")) if found["word"] else None
    if glued is None:
        yield _Token(*found.span(), text, bool(found["digits"]), bool(found["roman"]))
        return
    middle = found.end() - len(glued[2])
    yield _Token(found.start(), middle, text[: -len(glued[2])], False, False)
    yield _Token(middle, found.end(), glued[2], False, False)


def _digits(view: str, tokens: list[_Token], place: int) -> tuple[list[Decimal], int]:
    text = tokens[place].text
    values = [_cldr(text)] if _GROUPED.fullmatch(text) else []
    values.append(parse_digits(text))
    if _CLOCK.fullmatch(text):
        # English armies write 14.00 as 1400.
        values.append(Decimal(text.replace(".", "")))
    scale, end = _scale(view, tokens, place + 1, short=True)
    if scale == 1 and place + 1 < len(tokens) and tokens[place + 1].digits:
        between = view[tokens[place].end : tokens[place + 1].start]
        if _RANGE.fullmatch(between):
            # The scale of ``5-6 juta`` holds for both.
            shared, _ = _scale(view, tokens, place + 2, short=True)
            return [*(value * shared for value in values), *values], place + 1
    return [value * scale for value in values], end


@lru_cache(maxsize=4096)
def _cldr(digits: str) -> Decimal:
    """Read digits as CLDR has them for Indonesian."""
    from babel.numbers import parse_decimal

    return Decimal(parse_decimal(digits, locale="id"))


def _scale(view: str, tokens: list[_Token], place: int, *, short: bool) -> tuple[int, int]:
    """Return what the scale words from a place multiply by, and the place after them."""
    scale = 1
    while place < len(tokens) and _GAP.fullmatch(view, tokens[place - 1].end, tokens[place].start):
        word = tokens[place].text
        if word in _INDONESIAN_SCALES:
            scale *= SCALES[word]
        elif word in _TENS:
            scale *= _TENS[word]
        elif short and scale == 1 and word in _SHORT and _is_short(view, tokens[place]):
            scale = _SHORT[word]
        else:
            break
        place += 1
    return scale, place


def _is_short(view: str, token: _Token) -> bool:
    """Tell ``Rp 2,5 M`` from ``2,5 m``."""
    return token.text in ("rb", "jt") or view[token.start].isupper()


def _in_words(view: str, tokens: list[_Token], place: int) -> tuple[list[Decimal], int] | None:
    """Read a numeral in words: ``dua puluh lima ribu``, ``kedua``, ``abad XIX``."""
    if tokens[place].roman:
        roman = _roman(tokens[place].text)
        if roman is not None and len(tokens[place].text) > 1:
            return [Decimal(roman)], place + 1
        return None
    total = group = Decimal(0)
    last: Decimal | None = None
    end = place
    while end < len(tokens):
        if end > place and not _GAP.fullmatch(view, tokens[end - 1].end, tokens[end].start):
            break
        word = tokens[end].text
        bare = word.removeprefix("ke") if end == place and _ordinal(word) else word
        if bare in _ONES and last is None:
            last = Decimal(_ONES[bare])
        elif bare in _WHOLE and (last is None or bare == "setengah"):
            group, last = group + (last or 0) + _WHOLE[bare], None
        elif word in _TENS and last is not None:
            group, last = group + (last + 10 if word == "belas" else last * _TENS[word]), None
        elif word in _INDONESIAN_SCALES and end > place:
            total, group, last = total + (group + (last or 0)) * SCALES[word], Decimal(0), None
        else:
            break
        end += 1
    return ([total + group + (last or 0)], end) if end > place else None


def _ordinal(word: str) -> bool:
    return word.startswith("ke") and (word[2:] in _ONES or word[2:] in _WHOLE)


def _roman(text: str) -> int | None:
    upper = text.upper()
    if not _VALID_ROMAN.fullmatch(upper):
        return None
    values = [_ROMAN[mark] for mark in upper]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
