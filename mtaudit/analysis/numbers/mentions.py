"""What a number in a text is: its value, how exactly it is given, what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.model import FactKind, Span

__all__ = ["Hedge", "NumberMention", "parse_digits", "significant"]


class Hedge(StrEnum):
    """How the words before a number bound it."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number as the text gives it and what it is worth.

    :param kind: number, quantity (it has a unit) or money.
    :param value: the number, scale words multiplied in; the larger one of a score, the least of *dozens*.
    :param unit: canonical unit, ISO 4217 currency, ``fraction``, ``score`` or None.
    :param noun: lemma of what is counted or ordered, ``old`` for an age, or None.
    :param ordinal: whether it says a place in an order.
    :param digits: significant digits that the text gives; a conversion cannot be more exact.
    :param span: number with currency, scale and unit.
    :param segment: index of its segment.
    :param hedge: whether the text says *about*, *nearly*, *more than* or *less than*.
    :param scale: what scale words multiply by; such a number is rounded.
    :param other: the smaller number of a score, the most that *dozens* can be; else None.
    :param shown: the number in canonical form where its value is not how one writes it (``2/3``, ``3-1``).
    """

    kind: FactKind
    value: Decimal
    unit: str | None
    noun: str | None
    ordinal: bool
    digits: int
    span: Span
    segment: int
    hedge: Hedge = Hedge.EXACT
    scale: int = 1
    other: Decimal | None = None
    shown: str | None = None

    @property
    def canonical(self) -> str:
        """The value in one spelling: ``90000 troop``, ``260 kilometer``, ``41st army``, ``2/3 voter``."""
        if self.shown is not None:
            return " ".join(part for part in (self.shown, self.noun) if part)
        number = f"{self.value.normalize():f}" + (_suffix(self.value) if self.ordinal else "")
        return " ".join(part for part in (number, self.unit or self.noun) if part)


def _suffix(value: Decimal) -> str:
    last = int(value) % 100
    return "th" if 10 < last < 14 else {1: "st", 2: "nd", 3: "rd"}.get(last % 10, "th")


def parse_digits(digits: str) -> Decimal:
    """Return the value of a number written in digits, English or Indonesian in form.

    A comma, or more than one dot, before groups of three digits groups; a last mark before any other
    count of digits is the decimal mark. A single dot is a decimal mark whatever follows, as English has
    it; :func:`mtaudit.analysis.numbers.find.find_numbers` reads it as Indonesian has it in amounts of rupiah
    (``Rp 1.500``).

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


def significant(digits: str) -> int:
    """Count the significant digits of a number in digits.

    :param digits: digits with commas and dots between them.
    """
    return len(digits.replace(",", "").replace(".", "").strip("0")) or 1
