"""Numbers that two texts share, by value: equal, converted, or one the other's round figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.analysis.numbers.units import UNITS, same_dimension, to_base
from mtaudit.model import FactKind

if TYPE_CHECKING:
    from decimal import Decimal

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.numbers import NumberMention

__all__ = ["Values", "shared_values", "values_of"]

#: From here on a number tells something by its value alone; smaller ones must count the same thing.
_TELLING = 13
#: Two values this close, as a share of the larger, may be one value that a text rounds.
_ROUNDED = 0.03
#: How much a value and its round figure count beside two equal values.
_ROUNDED_WORTH = 0.5
#: Shares of a whole and what makes them comparable.
_SHARES = {"percent": 0.01, "fraction": 1.0}
_MEASURES = frozenset(UNITS.values()) - {"percent"}
#: How much a small number counts that counts something else in the other text.
_SMALL_WORTH = 0.3


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers of a document, a row each.

    :param segment: place of the number's segment among the compared ones.
    :param value: the number, in the base unit of its dimension where it has a unit.
    :param unit: currency, dimension or None.
    :param counted: what it counts or orders, or None.
    """

    segment: NDArray[np.intp]
    value: NDArray[np.float64]
    unit: tuple[str | None, ...]
    counted: tuple[str | None, ...]


def values_of(document: AnalysedDocument, places: dict[int, int]) -> Values:
    """Return the numbers of a document.

    :param document: the document.
    :param places: the compared segments' indices with their places.
    """
    mentions = (*document.numbers, *document.loose_numbers)
    kept = [mention for mention in mentions if mention.segment in places]
    based = [_based(mention) for mention in kept]
    return Values(
        np.array([places[mention.segment] for mention in kept], dtype=np.intp),
        np.array([value for value, _ in based], dtype=np.float64),
        tuple(unit for _, unit in based),
        tuple(mention.noun for mention in kept),
    )


def _based(mention: NumberMention) -> tuple[float, str | None]:
    if mention.unit is None:
        return float(mention.value), "ordinal" if mention.ordinal else None
    if mention.unit in _SHARES:
        return float(mention.value) * _SHARES[mention.unit], "share"
    if mention.kind is FactKind.MONEY or mention.unit not in _MEASURES:
        return float(mention.value), mention.unit
    return _in_base(mention.value, mention.unit)


@lru_cache(maxsize=4096)
def _in_base(value: Decimal, unit: str) -> tuple[float, str]:
    return float(to_base(value, unit)), _dimension(unit)


@lru_cache(maxsize=256)
def _dimension(unit: str) -> str:
    """Return the first of the units that measure the same, which stands for all of them."""
    return next(other for other in sorted(_MEASURES) if same_dimension(unit, other))


def shared_values(one: Values, other: Values, shape: tuple[int, int]) -> NDArray[np.float64]:
    """Return how much the numbers of each pair of segments tell that they speak of one thing.

    A value that many segments give tells less.

    :param one: numbers of the document.
    :param other: numbers of the native report.
    :param shape: segments of both.
    """
    total = np.zeros(shape)
    if not len(one.value) or not len(other.value):
        return total
    worth = _worth(one, other)
    # How many segments give the value, in the text that gives it more often.
    common = np.maximum((worth >= 1).sum(axis=0)[None, :], (worth >= 1).sum(axis=1)[:, None])
    worth = worth / np.maximum(common, 1)
    by_row = np.zeros((shape[0], len(other.value)))
    np.maximum.at(by_row, one.segment, worth)
    np.add.at(total.T, other.segment, by_row.T)
    return total


def _worth(one: Values, other: Values) -> NDArray[np.float64]:
    """How much each pair of numbers counts as one number."""
    units = {unit: code for code, unit in enumerate(sorted({*one.unit, *other.unit} - {None}, key=str), 1)}
    nouns = {
        noun: code for code, noun in enumerate(sorted({*one.counted, *other.counted} - {None}, key=str), 1)
    }
    a, b = one.value[:, None], other.value[None, :]
    same_unit = _codes(one.unit, units)[:, None] == _codes(other.unit, units)[None, :]
    left, right = _codes(one.counted, nouns)[:, None], _codes(other.counted, nouns)[None, :]
    same_noun = (left == right) & (left > 0)
    larger = np.maximum(np.abs(a), np.abs(b))
    apart = np.abs(a - b) / np.where(larger > 0, larger, 1)
    telling = (larger >= _TELLING) | same_noun | (_codes(one.unit, units)[:, None] > 0)
    worth = np.where(apart < 1e-9, np.where(telling, 1.0, _SMALL_WORTH), 0.0)
    near = (apart >= 1e-9) & (apart <= _ROUNDED) & telling
    worth = np.where(near, _ROUNDED_WORTH, worth)
    return np.where(same_unit, worth, 0.0)


def _codes(values: tuple[str | None, ...], codes: dict[str | None, int]) -> NDArray[np.intp]:
    return np.array([codes.get(value, 0) for value in values], dtype=np.intp)
