"""Numbers, quantities and amounts of the document beside those of the native report."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.units import TIME_UNITS, same_dimension, to_base
from mtaudit.model import FactKind, FactPair, FactVerdict, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.numbers import NumberMention
    from mtaudit.model import Link

__all__ = ["pair_facts"]

# Order of preference when facts compete for a counterpart; only the order matters, and that no number of
# differing pairs outweighs an equal one.
_EQUAL, _SAME_NOUN, _LINKED, _SAME_UNIT = 1000.0, 4.0, 2.0, 1.0
# A conversion rounds by no more than this part of the value (100 km is 60 miles, never 90).
_COARSEST = Decimal("0.05")


def pair_facts(
    document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]
) -> tuple[FactPair, ...]:
    """Pair facts by value, by what they count and by the links of their segments.

    Equal values agree in linked segments. Elsewhere counts agree that count the same thing, and quantities
    and amounts that are telling: the same unit, no duration, two significant digits or more. Other values
    differ only where both sides of a link have one fact alone that measures or counts that thing.
    Everything else is unmatched, which is not wrong: the other report may leave it out. A fact that is
    told again agrees with the same counterpart.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :returns: the document's facts in order, then those that only the native report has.
    """
    left, right = _facts(document), _facts(reference)
    linked = {(i, j) for link in links for i in link.segments for j in link.reference_segments}
    alone = {pair for link in links for pair in _alone(left, right, link)}
    rank = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            rank[i, j] = _rank(one, other, (one.segment, other.segment) in linked, (i, j) in alone)
    chosen = {int(i): int(j) for i, j in zip(*linear_sum_assignment(-rank), strict=True) if rank[i, j] > 0}
    for i, one in enumerate(left):
        if i not in chosen and (again := _told_again(one, right, rank[i])) is not None:
            chosen[i] = again
    pairs = [
        _pair(document, one, reference, right[chosen[i]]) if i in chosen else _only_here(document, one)
        for i, one in enumerate(left)
    ]
    for j, other in enumerate(right):
        if j in chosen.values():
            continue
        again = _told_again(other, left, rank[:, j])
        pairs.append(
            _only_there(reference, other) if again is None else _pair(document, left[again], reference, other)
        )
    return tuple(pairs)


def _facts(document: AnalysedDocument) -> list[NumberMention]:
    body = {s.segment.index for s in document.segments if s.segment.role is Role.BODY}
    return [mention for mention in document.numbers if mention.segment in body]


def _alone(left: list[NumberMention], right: list[NumberMention], link: Link) -> Iterator[tuple[int, int]]:
    """Yield the facts of a link that can be held together as nothing else there could be meant."""
    ones = [i for i, fact in enumerate(left) if fact.segment in link.segments]
    others = [j for j, fact in enumerate(right) if fact.segment in link.reference_segments]
    pairs = [(i, j) for i in ones for j in others if _comparable(left[i], right[j])]
    taken, taken_there = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    for i, j in pairs:
        if taken[i] == taken_there[j] == 1 and _same_thing(left[i], right[j]):
            yield i, j


def _comparable(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts could speak of one thing; a count without a noun could count anything."""
    if not _fits(one, other):
        return False
    return one.unit is not None or one.noun == other.noun or None in (one.noun, other.noun)


def _same_thing(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether comparable facts measure or count the same; spells of time need the same unit."""
    if one.unit is None:
        return one.noun == other.noun and one.noun is not None
    return one.noun == other.noun and (one.unit == other.unit or one.unit not in TIME_UNITS)


def _rank(one: NumberMention, other: NumberMention, linked: bool, alone: bool) -> float:
    """Return how well two facts fit, 0 where they are no pair."""
    if not _fits(one, other):
        return 0.0
    same = _same_thing(one, other)
    if equal(one, other):
        if not linked and not (same and _telling(one, other)):
            return 0.0
        return _EQUAL + _SAME_NOUN * same + _LINKED * linked + _SAME_UNIT * (one.unit == other.unit)
    return _SAME_NOUN + _LINKED if alone else 0.0


def _fits(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether kind and unit of two facts allow for the same value."""
    if one.kind is not other.kind or one.ordinal is not other.ordinal:
        return False
    if one.unit is None or other.unit is None or one.kind is FactKind.MONEY:
        return one.unit == other.unit
    return same_dimension(one.unit, other.unit)


def _telling(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether equal values are no chance though their segments are not linked."""
    if one.unit is None:
        return True
    # Ages tell people and things apart, durations do not.
    return one.unit == other.unit and one.digits > 1 and (one.unit not in TIME_UNITS or one.noun == "old")


def equal(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts have the same value.

    Values in the same unit must be equal. In different units one is a conversion of the other and no
    more exact than the digits that it gives, so the ranges that round to either must meet.
    """
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return one.value == other.value
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def _range(fact: NumberMention) -> tuple[Decimal, Decimal]:
    """Return the values, in base units, that round to the digits that a fact gives; time is exact."""
    if fact.unit is None:
        return fact.value, fact.value
    half = Decimal(0)
    if fact.value and fact.unit not in TIME_UNITS:
        half = Decimal(10) ** (fact.value.adjusted() - fact.digits + 1) / 2
        half = min(half, abs(fact.value) * _COARSEST)
    return to_base(fact.value - half, fact.unit), to_base(fact.value + half, fact.unit)


def _told_again(
    fact: NumberMention, others: Sequence[NumberMention], ranks: np.ndarray[tuple[int], np.dtype[np.float64]]
) -> int | None:
    """Return the counterpart of equal value that another mention has taken, if there is one."""
    best = int(np.argmax(ranks)) if len(others) else None
    if best is None or ranks[best] <= 0 or not equal(fact, others[best]):
        return None
    return best


def _pair(
    document: AnalysedDocument,
    one: NumberMention,
    reference: AnalysedDocument,
    other: NumberMention,
) -> FactPair:
    return FactPair(
        one.kind,
        one.canonical,
        one.span,
        one.span.of(document.text),
        other.span,
        other.span.of(reference.text),
        FactVerdict.AGREES if equal(one, other) else FactVerdict.DIFFERS,
    )


def _only_here(document: AnalysedDocument, one: NumberMention) -> FactPair:
    text = one.span.of(document.text)
    return FactPair(one.kind, one.canonical, one.span, text, None, None, FactVerdict.UNMATCHED)


def _only_there(reference: AnalysedDocument, other: NumberMention) -> FactPair:
    text = other.span.of(reference.text)
    return FactPair(other.kind, other.canonical, None, None, other.span, text, FactVerdict.UNMATCHED)
