"""Numbers in running text: digits, words, ordinals, scales, units, currencies, what they count.

Dates and clock times are left out; they are facts of another kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.units import CURRENCY_SYMBOLS, CURRENCY_WORDS, UNITS
from mtaudit.model import FactKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["NumberMention", "find_numbers", "parse_digits"]

_SCALES = {
    "hundred": 100, "thousand": 10**3, "k": 10**3, "ribu": 10**3, "million": 10**6, "m": 10**6,
    "mn": 10**6, "juta": 10**6, "billion": 10**9, "bn": 10**9, "b": 10**9, "miliar": 10**9,
    "milyar": 10**9, "trillion": 10**12, "tn": 10**12, "triliun": 10**12, "trilyun": 10**12,
}  # fmt: skip
#: Scales of one or two letters count only when glued to the digits (``5bn``, ``3k``).
_GLUED_ONLY = frozenset({"k", "m", "b", "mn", "bn", "tn"})
_DIGITS = re.compile(r"(?P<digits>\d+(?:[.,]\d+)*)(?P<ordinal>st|nd|rd|th)?(?P<tail>[A-Za-z%°/]*)")
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar "
    "apr jun jul aug sep sept oct nov dec".split()
)
_CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "gmt", "wib", "wita", "wit", "utc", "o'clock"})
_ORDINAL_WORDS = re.compile(r"(?:\w{1,20}-)?(?:first|second|third|\w{1,20}th)$")
_HYPHENS = frozenset({"-", "‐", "‑", "–"})


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

    A comma or dot before groups of three digits groups; a last one before any other count of digits
    is the decimal mark. A single dot is a decimal mark whatever follows, as English has it.

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
    tokens = list(sentence)
    spelled = _spelled_out(tokens)
    place = 0
    while place < len(tokens):
        found = _digits_at(tokens, place) or spelled.get(place)
        if found is None:
            place += 1
            continue
        value, ordinal, digits, end, glued = found
        mention, after = _mention(tokens, place, end, value, ordinal, digits, glued, offset, segment)
        if mention is not None:
            yield mention
        place = max(after, place + 1)


_Found = tuple[Decimal, bool, int, int, str]


def _digits_at(tokens: list[Token], place: int) -> _Found | None:
    found = _DIGITS.fullmatch(tokens[place].text)
    if found is None:
        return None
    tail = found["tail"].lower()
    if tail and tail not in _SCALES and tail not in UNITS:
        return None
    digits = found["digits"]
    significant = len(digits.replace(",", "").replace(".", "").strip("0")) or 1
    return parse_digits(digits), bool(found["ordinal"]), significant, place + 1, tail


def _spelled_out(tokens: list[Token]) -> dict[int, _Found]:
    """Numbers in words by the place of their first token."""
    from text_to_num import find_numbers as find_spelled

    if not any(token.like_num or _ORDINAL_WORDS.match(token.lower_) for token in tokens):
        return {}
    found: dict[int, _Found] = {}
    for number in find_spelled([_Word(token) for token in tokens], "en", threshold=0.0):
        first = tokens[number.start]
        if first.text[:1].isdigit() or not number.text[:1].isdigit():
            continue
        if not _counts(first, number.end - number.start, number.is_ordinal):
            continue
        digits = re.sub(r"\D", "", number.text) or "0"
        significant = len(digits.strip("0")) or 1
        found[number.start] = (Decimal(digits), number.is_ordinal, significant, number.end, "")
    return found


def _counts(first: Token, length: int, ordinal: bool) -> bool:
    """Tell a count from a pronoun (*one of them*) and an ordinal from an adverb (*first, he said*)."""
    if length > 1:
        return True
    if ordinal:
        return first.dep_ == "amod" and first.head.pos_ in ("NOUN", "PROPN")
    return first.lower_ != "one" or (first.dep_ == "nummod" and first.head.pos_ == "NOUN")


class _Word:
    """A token as text2num wants it."""

    def __init__(self, token: Token) -> None:
        self._token = token

    def text(self) -> str:
        return str(self._token.text)

    def text_lowercase(self) -> str:
        return str(self._token.lower_)

    def nt_separated(self, previous: _Word) -> bool:  # noqa: ARG002 - text2num's protocol
        return False

    def not_a_number_part(self) -> bool:
        return self._token.is_punct and self._token.text not in _HYPHENS


def _mention(
    tokens: list[Token],
    start: int,
    end: int,
    value: Decimal,
    ordinal: bool,
    digits: int,
    glued: str,
    offset: int,
    segment: int,
) -> tuple[NumberMention | None, int]:
    """Read scale, unit and currency around a number; None for dates and clock times."""
    unit = UNITS.get(glued) if glued not in _GLUED_ONLY else None
    if glued in _SCALES and unit is None:
        value *= _SCALES[glued]
    while end < len(tokens) and tokens[end].lower_ in _SCALES and tokens[end].lower_ not in _GLUED_ONLY:
        value *= _SCALES[tokens[end].lower_]
        end += 1
    first, currency = _currency_before(tokens, start)
    after = end + 1 if end < len(tokens) and tokens[end].text in _HYPHENS else end
    word = tokens[after].lower_ if after < len(tokens) else ""
    if currency is None and word in CURRENCY_WORDS:
        currency, end = CURRENCY_WORDS[word], after + 1
    elif currency is None and word in ("us", "u.s.") and _word(tokens, after + 1) == "dollars":
        currency, end = "USD", after + 2
    elif currency is None and unit is None and not ordinal:
        if word == "per" and _word(tokens, after + 1) == "cent":
            unit, end = "percent", after + 2
        elif word in UNITS:
            unit, end = UNITS[word], after + 1
    bare = currency is None and unit is None
    if bare and _is_date_or_time(tokens, start, end, value, ordinal):
        return None, end
    if (
        bare
        and first
        and tokens[first - 1].pos_ == "PROPN"
        and not ordinal
        and (end == len(tokens) or tokens[end].pos_ not in ("NOUN", "PROPN", "ADJ"))
    ):
        # Part of a name: ``Bintang 3``, ``Channel 4``.
        return None, end
    kind = FactKind.MONEY if currency else FactKind.QUANTITY if unit else FactKind.NUMBER
    noun = None if currency or unit else _counted(tokens, start, end, ordinal)
    last = tokens[end - 1]
    span = Span(offset + tokens[first].idx, offset + last.idx + len(last.text))
    return NumberMention(kind, value, currency or unit, noun, ordinal, digits, span, segment), end


def _word(tokens: list[Token], place: int) -> str:
    return str(tokens[place].lower_) if 0 <= place < len(tokens) else ""


def _currency_before(tokens: list[Token], start: int) -> tuple[int, str | None]:
    """Return where the mention begins and its currency, where a symbol stands before the number."""
    for width in (2, 1):
        first = start - width
        if first < 0 or (width == 2 and tokens[first].whitespace_):
            continue
        symbol = "".join(token.text for token in tokens[first:start])
        if symbol in CURRENCY_SYMBOLS:
            return first, CURRENCY_SYMBOLS[symbol]
    return start, None


def _is_date_or_time(tokens: list[Token], start: int, end: int, value: Decimal, ordinal: bool) -> bool:
    before, after = _word(tokens, start - 1), _word(tokens, end)
    if before.rstrip(".") in _MONTHS or after.rstrip(".") in _MONTHS or after in _CLOCK:
        return True
    if before in (",", "of", "to", "and", "-", "–") and _word(tokens, start - 3).rstrip(".") in _MONTHS:
        # ``November 3, 2021``; ``November 3 and 4``.
        return True
    text = tokens[start].text
    return not ordinal and text.isdigit() and len(text) == 4 and 1800 <= value < 2100


def _counted(tokens: list[Token], start: int, end: int, ordinal: bool) -> str | None:
    """Lemma of the noun that the number counts, by the parse or by what a hyphen joins to it."""
    following = tokens[end] if end < len(tokens) else None
    noun = following is not None and following.pos_ in ("NOUN", "PROPN")
    if following is not None and noun and ordinal:
        # In ``41st army unit`` the ordinal belongs to the army.
        return str(following.lemma_.lower())
    if end + 1 < len(tokens) and tokens[end].text in _HYPHENS and not tokens[end - 1].whitespace_:
        return str(tokens[end + 1].lemma_.lower())
    for token in tokens[start:end]:
        head = token.head
        if token.dep_ in ("nummod", "amod", "compound", "advmod") and head.pos_ in ("NOUN", "PROPN"):
            return str(head.lemma_.lower())
    return str(following.lemma_.lower()) if following is not None and noun else None
