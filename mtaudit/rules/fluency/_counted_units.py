"""Units of time and measure in the singular behind a count: *two month ago*, *12 kilometer long*."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import after, before

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["COUNTED_UNITS", "SCALES", "counted_scale", "counted_unit"]

_TIMES = ("day", "week", "month", "year", "hour", "minute", "time")
#: Measures without those that English leaves in the singular (*six foot*, *two stone*) and currencies.
_MEASURES = (
    "kilometer", "kilometre", "meter", "metre", "centimeter", "centimetre", "millimeter", "millimetre",
    "mile", "kilogram", "gram", "milligram",
    "ton", "tonne", "liter", "litre", "gallon", "hectare", "acre", "inch",
    "degree", "dollar", "euro", "barrel", "ounce", "megawatt",
)  # fmt: skip
COUNTED_UNITS = (*_TIMES, *_MEASURES)
#: Numbers that *hundreds of* puts into the plural, and what then goes before them.
SCALES = ("thousand", "million", "billion")
_TENS = frozenset({"tens", "hundreds", "dozens", "thousands"})
_COUNTS = frozenset(
    "these those many several few two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand".split()
)
_BEHIND_TIMES = frozenset(
    "ago later earlier before after in from since until because and . , when with to at on for without "
    "under".split()
)
_BEHIND_MEASURES = frozenset(
    "of from away long wide deep high tall thick across off to in at on north south east west per above "
    "below into along behind beyond offshore inland apart underwater a . , and or for with".split()
)
_FIGURE = re.compile(r"\d{1,3}(?:[,.]\d{1,3})*")


def counted_unit(unit: Token) -> Token | None:
    """Return the count of a unit in the singular that ends its phrase.

    :param unit: a word of ``COUNTED_UNITS``.
    :returns: the counting word, or None where the singular is right (*a 10 meter deep well*).
    """
    count, following = before(unit), after(unit)
    if count is None or following is None or unit.i == unit.sent.start or not count.whitespace_:
        return None
    if unit.tag_ != "NN" or not (count.lower_ in _COUNTS or _is_figure(count)):
        return None
    ahead = before(count)
    if ahead is not None and ahead.i >= unit.sent.start and _parts(ahead, unit):
        return None
    if count.lower_ in ("these", "those"):
        return count if unit.lower_ != "time" else None
    if unit.lower_ == "time":
        # *Several time he tried*, *three time a week*
        plain = following.lower_ in ("a", "in", "during", "since", "before", "after", ".", "per", "this")
        return count if plain or following.tag_ == "PRP" else None
    later = after(following)
    if following.pos_ == "ADJ" and later is not None and later.tag_ in ("NN", "NNS", "JJ", "HYPH"):
        # *three metre deep mud*
        return None
    behind = _BEHIND_TIMES if unit.lower_ in _TIMES else _BEHIND_MEASURES
    return count if following.lower_ in behind else None


def counted_scale(scale: Token) -> Token | None:
    """Return the first word of *hundreds of thousand of people*.

    :param scale: a word of ``SCALES``.
    """
    of = before(scale)
    tens = before(of) if of is not None and of.lower_ == "of" else None
    following = after(scale)
    many = tens is not None and tens.lower_ in _TENS and tens.i >= scale.sent.start
    return tens if many and following is not None and following.pos_ not in ("NUM", "PUNCT") else None


def _parts(ahead: Token, unit: Token) -> bool:
    """Tell what makes the count part of a compound, a name or a larger number."""
    if ahead.text in "-/.–$€£" or ahead.pos_ in ("NUM", "SYM") or ahead.tag_ in ("NNP", "HYPH"):
        return True
    article = ahead.lower_ in ("a", "an", "the", "every", "each", "this", "that") or ahead.tag_ == "PRP$"
    return article and unit.lower_ not in _TIMES


def _is_figure(token: Token) -> bool:
    """Tell a number above one that is no year."""
    text = token.text
    if not text[0].isdigit() or _FIGURE.fullmatch(text) is None or text in ("1", "1.0", "1,0"):
        return False
    return not text.startswith("0")
