"""Numbers, quantities and amounts of the document beside those of the native report."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.units import same_dimension, to_base
from mtaudit.model import FactKind, FactPair, FactVerdict, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.numbers import NumberMention
    from mtaudit.model import Link

__all__ = ["pair_facts"]

# Order of preference when facts compete for a counterpart; only the order matters.
_EQUAL, _SAME_NOUN, _LINKED, _SAME_UNIT = 8.0, 4.0, 2.0, 1.0


def pair_facts(
    document: AnalysedDocument, reference: AnalysedDocument, links: Sequence[Link]
) -> tuple[FactPair, ...]:
    """Pair facts by value, by what they count and by the links of their segments.

    Equal values agree where they have the same unit, count the same thing or stand in linked segments.
    Other values differ only where they count the same thing in linked segments. Everything else is
    unmatched, which is not wrong: the other report may leave it out. A fact that is told again agrees
    with the same counterpart.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :returns: the document's facts in order, then those that only the native report has.
    """
    left, right = _facts(document), _facts(reference)
    linked = {(i, j) for link in links for i in link.segments for j in link.reference_segments}
    rank = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            rank[i, j] = _rank(one, other, (one.segment, other.segment) in linked)
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


def _rank(one: NumberMention, other: NumberMention, linked: bool) -> float:
    """Return how well two facts fit, 0 where they are no pair."""
    if one.kind is not other.kind or one.ordinal is not other.ordinal:
        return 0.0
    same_noun = _same_thing(one, other)
    if same_noun is None:
        return 0.0
    if equal(one, other):
        if not same_noun and not linked:
            return 0.0
        same_unit = one.unit == other.unit
        return _EQUAL + _SAME_NOUN * same_noun + _LINKED * linked + _SAME_UNIT * same_unit
    return _SAME_NOUN + _LINKED if same_noun and linked else 0.0


def _same_thing(one: NumberMention, other: NumberMention) -> bool | None:
    """Tell whether two facts measure or count the same; None where they cannot be held together."""
    if one.kind is FactKind.MONEY:
        return True if one.unit == other.unit else None
    if one.kind is FactKind.QUANTITY:
        fits = one.unit is not None and other.unit is not None and same_dimension(one.unit, other.unit)
        return True if fits else None
    return one.noun == other.noun and one.noun is not None


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
    """Return the values, in base units, that round to the digits that a fact gives."""
    if fact.unit is None or not fact.value:
        return fact.value, fact.value
    half = Decimal(10) ** (fact.value.adjusted() - fact.digits + 1) / 2
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
