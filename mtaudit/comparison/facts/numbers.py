"""Numbers, quantities and amounts of the document beside those of the native report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.numbers.units import TIME_UNITS, same_dimension
from mtaudit.comparison.facts.number_nouns import is_part, may_count_the_same, opposed
from mtaudit.comparison.facts.number_values import contradict, equal, is_grouped
from mtaudit.model import FactKind, FactVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.numbers.mentions import NumberMention
    from mtaudit.comparison.facts.pairs import Group, Sides
    from mtaudit.model import FactPair

__all__ = ["pair_numbers"]

#: A count or an amount from here on tells something even where it is round.
_LARGE = 1000
#: So many hours or years are taken by fewer things than two or three.
_MANY = 10
#: How near words must stand to a spell of time to tell what took it, in code points.
_BESIDE = 30

# Order of preference when facts compete for a counterpart; only the order matters, and that no number of
# weaker pairs outweighs a stronger one.
_EQUAL, _SAME_VALUE, _SAME_NOUN, _LINKED, _SAME_UNIT = 1000.0, 8.0, 4.0, 2.0, 1.0


def pair_numbers(sides: Sides) -> Iterator[FactPair]:
    """Pair numbers by value, by what they count and by whether their segments speak of the same.

    Equal values agree in such segments. Elsewhere counts agree that count the same thing, and quantities
    and amounts that are telling: the same unit, no duration, two significant digits or more. Other values
    differ only where, once all that agrees is set aside, both sides of a link have one fact alone that
    measures or counts that thing.

    :param sides: both texts and their links.
    """
    left = _facts(sides.document, sides.body())
    right = _facts(sides.reference, sides.body(reference=True))
    for one, other in product(left, right):
        if _fits(one, other) and equal(one, other) and _same_thing(one, other) and _identifies(one, other):
            sides.relate(one.segment, other.segment)
    ranks = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            ranks[i, j] = _rank(sides, one, other)
    rows, columns = linear_sum_assignment(-ranks)
    chosen = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if ranks[i, j] > 0}
    again = {i: k for i in range(len(left)) if i not in chosen and (k := _best(ranks[i])) is not None}
    told = set(chosen.values())
    again_there = {j: k for j in range(len(right)) if j not in told and (k := _best(ranks[:, j])) is not None}
    agreeing = chosen | again
    differing = dict(_differing(sides, left, right, agreeing, told | set(again_there)))
    for i, one in enumerate(left):
        place = agreeing.get(i, differing.get(i))
        verdict = _verdict(i in agreeing, i in differing)
        span = None if place is None else right[place].span
        grouped = place is not None and i in agreeing and is_grouped(one, right[place])
        value = right[place].canonical if grouped and place is not None else one.canonical
        yield sides.pair(one.kind, value, one.span, span, verdict)
    for j, other in enumerate(right):
        if j in again_there:
            one = left[again_there[j]]
            yield sides.pair(one.kind, one.canonical, one.span, other.span, FactVerdict.AGREES)
        elif j not in told and j not in differing.values():
            yield sides.pair(other.kind, other.canonical, None, other.span, FactVerdict.UNMATCHED)


def _verdict(agrees: bool, differs: bool) -> FactVerdict:
    if agrees:
        return FactVerdict.AGREES
    return FactVerdict.DIFFERS if differs else FactVerdict.UNMATCHED


def _facts(document: AnalysedDocument, body: frozenset[int]) -> list[NumberMention]:
    """Return the numbers of the compared segments; what is a date, or part of a looser number, is none."""
    loose = [mention for mention in document.loose_numbers if mention.segment in body]
    taken = [*(mention.span for mention in loose), *(mention.span for mention in document.dates)]
    plain = [
        _as_metres(mention, document.view)
        for mention in document.numbers
        if mention.segment in body and not any(mention.span.overlaps(span) for span in taken)
    ]
    return sorted([*plain, *loose], key=lambda mention: mention.span)


def _as_metres(mention: NumberMention, view: str) -> NumberMention:
    """Read ``10m`` as metres where it counts nothing: ``14m votes`` are millions."""
    glued = view[mention.span.end - 1] == "m" and view[mention.span.end - 2].isdigit()
    if not glued or mention.unit is not None or mention.noun is not None:
        return mention
    value = mention.value / mention.scale
    return replace(mention, kind=FactKind.QUANTITY, value=value, unit="meter", scale=1)


def _rank(sides: Sides, one: NumberMention, other: NumberMention) -> float:
    """Return how well two facts agree, 0 where they do not."""
    if not _fits(one, other) or not equal(one, other):
        return 0.0
    same = _same_thing(one, other)
    linked = sides.linked(one.segment, other.segment)
    if not sides.related(one.segment, other.segment) and not (
        (same or _is_rare(one)) and _telling(one, other)
    ):
        return 0.0
    short = linked and _is_spell(one) and one.value < _MANY
    if short and not sides.share_words(one.segment, other.segment):
        return 0.0
    exact = _same_value(one, other)
    return (
        _EQUAL
        + _SAME_VALUE * exact
        + _SAME_NOUN * same
        + _LINKED * linked
        + _SAME_UNIT * (one.unit == other.unit)
    )


def _fits(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether kind and unit of two facts allow for the same value."""
    if one.ordinal is not other.ordinal:
        return False
    unit, other_unit = _unit(one), _unit(other)
    if {unit, other_unit} == {"fraction", "percent"}:
        return True
    if unit is None or other_unit is None or FactKind.MONEY in (one.kind, other.kind):
        return unit == other_unit
    return same_dimension(unit, other_unit)


def _unit(fact: NumberMention) -> str | None:
    """Return the unit; that of ``Dewi, 34,`` is a year as in ``34 years old``."""
    return "year" if fact.noun == "old" and fact.unit is None else fact.unit


def _same_thing(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts measure or count the same; spells of time need the same unit."""
    unit, other_unit = _unit(one), _unit(other)
    if unit is None:
        return one.noun == other.noun and one.noun is not None
    return one.noun == other.noun and (unit == other_unit or unit not in TIME_UNITS)


def _telling(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether equal values are no chance though their segments do not speak of the same."""
    unit = _unit(one)
    if unit is None:
        return _same_value(one, other)
    if unit != _unit(other):
        # A conversion, both told by two digits or more.
        return min(one.digits, other.digits) > 1 and unit not in TIME_UNITS
    # Ages tell people and things apart, durations do not.
    told = one.digits > 1 or (one.kind is FactKind.MONEY and one.value >= _LARGE)
    return _same_value(one, other) and told and (unit not in TIME_UNITS or one.noun == "old")


def _same_value(one: NumberMention, other: NumberMention) -> bool:
    return one.value == other.value or is_grouped(one, other) or is_grouped(other, one)


def _identifies(one: NumberMention, other: NumberMention) -> bool:
    """Tell whether an equal value shows that two segments speak of the same: one that few things have."""
    if min(one.digits, other.digits) < 2 or one.ordinal or one.noun == "old":
        return False
    return _telling(one, other) and (_unit(one) is not None or max(one.value, other.value) >= _LARGE)


def _is_rare(fact: NumberMention) -> bool:
    """Tell a count that few things have, whatever noun it is given: 1,240 residents are 1,240 people."""
    return fact.unit is None and fact.noun != "old" and fact.digits > 1 and fact.value >= _LARGE


def _is_spell(fact: NumberMention) -> bool:
    """Tell a spell of time, of which many things take the same."""
    return _unit(fact) in TIME_UNITS and fact.noun is None


def _best(ranks: np.ndarray[tuple[int], np.dtype[np.float64]]) -> int | None:
    """Return the counterpart of equal value that another mention has taken, if there is one."""
    best = int(np.argmax(ranks)) if len(ranks) else None
    return best if best is not None and ranks[best] > 0 else None


def _differing(
    sides: Sides,
    left: Sequence[NumberMention],
    right: Sequence[NumberMention],
    agreeing: dict[int, int],
    told: set[int],
) -> Iterator[tuple[int, int]]:
    """Yield the facts that are held together as nothing else in their group could be meant."""
    taken: set[int] = set()
    for group in sides.groups():
        for i, j, sure in _alone(sides, left, right, group, agreeing, told):
            if j in taken or not contradict(left[i], right[j]):
                continue
            if sure or _of_one_thing(sides, left, right, agreeing, (i, j)):
                taken.add(j)
                yield i, j


def _of_one_thing(
    sides: Sides,
    left: Sequence[NumberMention],
    right: Sequence[NumberMention],
    agreeing: dict[int, int],
    pair: tuple[int, int],
) -> bool:
    """Tell whether the words beside two facts, or parts of both that agree, show them to be of one thing."""
    one, other = left[pair[0]], right[pair[1]]
    for a, b in agreeing.items():
        # ``90 of the 312 branches`` and ``90 of its 321 branches``.
        if is_part(left[a], one, sides.document.view) and is_part(right[b], other, sides.reference.view):
            return True
    # How long something took is told of many things.
    close = _is_spell(one) or (_unit(one) is None and None in (one.noun, other.noun))
    near = {"width": _BESIDE} if close else {}
    return sides.share_words_near(one.span, other.span, **near)


def _alone(
    sides: Sides,
    left: Sequence[NumberMention],
    right: Sequence[NumberMention],
    group: Group,
    agreeing: dict[int, int],
    told: set[int],
) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of which either side has one only, and whether that alone shows them to be of one thing."""
    ones = [i for i, fact in enumerate(left) if fact.segment in group.segments]
    others = [j for j, fact in enumerate(right) if fact.segment in group.reference_segments]
    pairs = [(i, j) for i in ones for j in others if _comparable(sides, left[i], right[j])]
    open_pairs = [(i, j) for i, j in pairs if i not in agreeing and j not in told]
    here, there = Counter(i for i, _ in open_pairs), Counter(j for _, j in open_pairs)
    all_here, all_there = Counter(i for i, _ in pairs), Counter(j for _, j in pairs)
    for i, j in open_pairs:
        one, other = left[i], right[j]
        only = group.linked and all_here[i] == all_there[j] == 1
        if here[i] != 1 or there[j] != 1:
            continue
        if _same_thing(one, other) or (_unit(one) is None and _counts_the_same(sides, one, other)):
            yield i, j, only and not _is_spell(one)
        elif only and _unit(one) is None and not one.ordinal:
            # A count whose noun the one text leaves out, the only count in sentences that are linked.
            yield i, j, False


def _comparable(sides: Sides, one: NumberMention, other: NumberMention) -> bool:
    """Tell whether two facts could speak of one thing; a count without a noun could count anything."""
    if not _fits(one, other):
        return False
    if _unit(one) is not None:
        return True
    if opposed(one, sides.document.view, other, sides.reference.view):
        return False
    return None in (one.noun, other.noun) or _same_thing(one, other) or _counts_the_same(sides, one, other)


def _counts_the_same(sides: Sides, one: NumberMention, other: NumberMention) -> bool:
    if "old" in (one.noun, other.noun):
        return one.noun == other.noun
    return may_count_the_same(one, sides.document.view, other, sides.reference.view)
