"""Whether two numbers have the same value, given how exactly either is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers.mentions import Hedge
from mtaudit.analysis.numbers.units import TIME_UNITS, to_base

if TYPE_CHECKING:
    from mtaudit.analysis.numbers.mentions import NumberMention

__all__ = ["contradict", "equal", "is_grouped"]

#: A conversion, and *about*, rounds by no more than this part of the value (100 km is 60 miles, never 90).
_COARSEST = Decimal("0.05")
#: *More than* 90,000 is said of a value up to this many times the bound, *less than* of one as far below it.
_REACH = Decimal("1.25")
#: *Nearly* and *up to* are said from this part of the value on.
_NEARLY = Decimal("0.9")
#: From here on *about* leaves room for one up or down.
_ABOUT_ONE = 10
#: How far a fraction in words may be from a per cent value, in points: a third is 33 or 33.3 per cent.
_POINTS = Decimal("0.5")
_SHARES = frozenset({"percent", "fraction"})
#: Digits of a group of thousands.
_GROUP = 3


def equal(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts, comparable in kind and unit, give the same value.

    Exact values in the same unit must be equal, unless one is rounded by a scale word (``1.2 million``) and
    the other rounds to it. In different units one is a conversion of the other and no more exact than the
    digits that it gives, so the ranges that round to either must meet. *About*, *nearly*, *more than* and
    *less than* widen a value to what is said so.

    :param one: a fact of the document.
    :param other: a fact of the native report.
    """
    if "score" in (one.unit, other.unit):
        return (one.value, one.other) == (other.value, other.other)
    if one.unit != other.unit and _is_converted(one, other):
        return _meet(_range(one, rounded=True), _range(other, rounded=True))
    if is_grouped(one, other) or is_grouped(other, one):
        return True
    return _meet(_range(one), _range(other)) or _rounds_to(one, other) or _rounds_to(other, one)


def is_grouped(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether one number is the other with the dot of Indonesian thousands: 4.150 and 4,150.

    :param one: a number that may have the dot.
    :param other: a number to hold it beside.
    """
    dotted = one.scale == 1 and one.value.as_tuple().exponent == -_GROUP and 1 <= one.value < 10**_GROUP
    return dotted and one.unit == other.unit and one.value * 10**_GROUP == other.value


def contradict(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts cannot both be right: *more than 100* and 80, but not *more than 100* and 250.

    Vague words (*dozens*) contradict nothing.

    :param one: a fact of the document.
    :param other: a fact of the native report.
    """
    if equal(one, other) or (one.unit != "score" and (one.other is not None or other.other is not None)):
        return False
    bounds = {Hedge.MORE: one.value <= other.value, Hedge.LESS: one.value >= other.value}
    bounds_there = {Hedge.MORE: other.value <= one.value, Hedge.LESS: other.value >= one.value}
    converted = one.unit != other.unit
    return converted or not (bounds.get(one.hedge, False) or bounds_there.get(other.hedge, False))


def _is_converted(one: NumberMention, other: NumberMention) -> bool:
    return one.unit is not None and other.unit is not None


def _meet(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _range(fact: NumberMention, *, rounded: bool = False) -> tuple[Decimal, Decimal]:
    """Return the least and the most that a fact can mean, in base units where its unit has one."""
    low, high = _hedged(fact)
    if rounded and fact.value and fact.unit not in TIME_UNITS | _SHARES:
        half = min(_step(fact) / 2, abs(fact.value) * _COARSEST)
        low, high = low - half, high + half
    if fact.unit == "fraction":
        return low * 100 - _POINTS, high * 100 + _POINTS
    if not rounded or fact.unit is None or fact.unit == "percent":
        return low, high
    return to_base(low, fact.unit), to_base(high, fact.unit)


def _hedged(fact: NumberMention) -> tuple[Decimal, Decimal]:
    value = fact.value
    if fact.unit != "score" and fact.other is not None:
        return value, fact.other
    if fact.hedge is Hedge.EXACT or value <= 0:
        return value, value
    if fact.hedge is Hedge.ABOUT:
        half = value * _COARSEST
        if fact.unit is None and value >= _ABOUT_ONE:
            half = max(half, Decimal(1))
        return value - half, value + half
    if fact.hedge is Hedge.NEARLY:
        return value * _NEARLY, value
    return (value, value * _REACH) if fact.hedge is Hedge.MORE else (value / _REACH, value)


def _step(fact: NumberMention) -> Decimal:
    """Return what one more in the last significant digit is worth."""
    return Decimal(10) ** (fact.value.adjusted() - fact.digits + 1)


def _rounds_to(exact: NumberMention, rounded: NumberMention) -> bool:
    """Tell whether a value rounds to one that a scale word rounds: 1,234,567 to ``1.2 million``."""
    if rounded.scale < 1000 or exact.unit != rounded.unit or not exact.value or not rounded.value:
        return False
    step = _step(rounded)
    return _step(exact) < step and abs(exact.value - rounded.value) * 2 <= step
