"""Dates of the document beside those of the native report."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.model import FactKind, FactVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from mtaudit.analysis.dates import PartialDate
    from mtaudit.analysis.dates.mentions import DateMention
    from mtaudit.comparison.facts.pairs import Group, Sides
    from mtaudit.model import FactPair

__all__ = ["pair_dates"]

# Order of preference; only the order matters, and that no number of weaker pairs outweighs a stronger one.
_FITS, _SAME, _LINKED, _SAME_HEAD = 1000.0, 4.0, 2.0, 1.0
#: Verbs of telling: what was said on a day and what happened on it are two things.
_SAYING = frozenset(
    "say tell add announce explain state report claim warn note write speak confirm declare stress according "
    "mention reveal insist argue acknowledge admit urge statement "
    "announcement interview conference briefing release speech".split()
)
#: What stands before the end of a range: ``between 2016 and``.
_RANGE = re.compile(r"\S{1,20} \S{1,20} (?:and|to|until) $|\d{4}[-–]$")
_SIZES = {"day": 0, "month": 1, "year": 2, "decade": 3}


def pair_dates(sides: Sides) -> Iterator[FactPair]:
    """Pair dates that can be one, in segments that speak of the same; elsewhere only telling ones.

    Two dates agree where one holds the other (March 2014 and 2014). They differ only where both sides of a
    link have, besides what agrees, one date alone of the same grain and of the same event or telling.

    :param sides: both texts and their links.
    """
    body, body_there = sides.body(), sides.body(reference=True)
    left = [mention for mention in sides.document.dates if mention.segment in body]
    right = [mention for mention in sides.reference.dates if mention.segment in body_there]
    days, days_there = _days(left), _days(right)
    ranks = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            alone = days[one.value.as_day] == days_there[other.value.as_day] == 1
            ranks[i, j] = _rank(sides, one, other, alone=alone)
    rows, columns = linear_sum_assignment(-ranks)
    chosen = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if ranks[i, j] > 0}
    for i in range(len(left)):
        if i not in chosen and len(right) and ranks[i].max() > 0:
            chosen[i] = int(np.argmax(ranks[i]))
    told = set(chosen.values())
    again = {
        j: int(np.argmax(ranks[:, j]))
        for j in range(len(right))
        if j not in told and len(left) and ranks[:, j].max() > 0
    }
    differing = dict(_differing(sides, left, right, set(chosen), told | set(again)))
    for i, one in enumerate(left):
        place = chosen.get(i, differing.get(i))
        verdict = (
            FactVerdict.AGREES
            if i in chosen
            else FactVerdict.DIFFERS
            if i in differing
            else FactVerdict.UNMATCHED
        )
        span = None if place is None else right[place].span
        yield sides.pair(FactKind.DATE, one.canonical, one.span, span, verdict)
    for j, other in enumerate(right):
        if j in again:
            one = left[again[j]]
            yield sides.pair(FactKind.DATE, one.canonical, one.span, other.span, FactVerdict.AGREES)
        elif j not in told and j not in differing.values():
            yield sides.pair(FactKind.DATE, other.canonical, None, other.span, FactVerdict.UNMATCHED)


def _days(mentions: Sequence[DateMention]) -> Counter[date | None]:
    """Count how often a text names each day; what is no known day counts as none that is named once."""
    days = Counter(mention.value.as_day for mention in mentions)
    days[None] = 0
    return days


def _rank(sides: Sides, one: DateMention, other: DateMention, *, alone: bool) -> float:
    """Return how well two dates agree, 0 where they do not.

    :param alone: whether both name a day that their text names only here.
    """
    if not _agree(one, other):
        return 0.0
    linked = sides.linked(one.segment, other.segment)
    same_head = one.head is not None and one.head == other.head
    if not (sides.related(one.segment, other.segment) or _telling(one, other, same_head, alone)):
        return 0.0
    same = one.value.grain == other.value.grain
    return _FITS + _SAME * same + _LINKED * linked + _SAME_HEAD * same_head


def _agree(one: DateMention, other: DateMention) -> bool:
    """Tell whether two dates can be one: neighbours in grain, nothing known of both unlike."""
    if abs(_SIZES[one.value.grain] - _SIZES[other.value.grain]) > 1:
        return False
    if one.value.fits(other.value):
        return True
    # Tense is a guess: the same weekday may have been resolved to two weeks, a month or day to another year.
    guessed = one.stated.year is None or other.stated.year is None
    same_way = one.told_by_weekday is other.told_by_weekday
    return guessed and same_way and one.stated.fits(other.stated)


def _telling(one: DateMention, other: DateMention, same_head: bool, alone: bool) -> bool:
    """Tell whether two dates are one though their segments do not speak of the same.

    A weekday is in every report; a day, a month or a year that is written out is not, nor is a day that
    each text names once, for a telling in both or for what happened in both.
    """
    if one.value.grain != other.value.grain:
        return False
    written = one.stated.month is not None or one.stated.year is not None
    written_there = other.stated.month is not None or other.stated.year is not None
    if written and written_there:
        return True
    if alone and one.value.as_day == other.value.as_day:
        return (one.head in _SAYING) is (other.head in _SAYING)
    return same_head and one.head not in _SAYING


def _differing(
    sides: Sides,
    left: Sequence[DateMention],
    right: Sequence[DateMention],
    chosen: set[int],
    told: set[int],
) -> Iterator[tuple[int, int]]:
    """Yield dates that are held together as nothing else in their group could be meant."""
    taken: set[int] = set()
    taken_there: set[int] = set()
    for group in [*sides.groups(), *sides.widened()]:
        for i, j in _alone(sides, left, right, group, chosen | taken, told | taken_there):
            taken.add(i)
            taken_there.add(j)
            yield i, j


def _alone(
    sides: Sides,
    left: Sequence[DateMention],
    right: Sequence[DateMention],
    group: Group,
    chosen: set[int],
    told: set[int],
) -> Iterator[tuple[int, int]]:
    for grain in _SIZES:
        ones = [
            i
            for i, mention in enumerate(left)
            if i not in chosen and mention.segment in group.segments and mention.value.grain == grain
        ]
        others = [
            j
            for j, mention in enumerate(right)
            if j not in told and mention.segment in group.reference_segments and mention.value.grain == grain
        ]
        if len(ones) == len(others) == 1:
            one, other = left[ones[0]], right[others[0]]
            if not one.value.fits(other.value) and _same_event(sides, one, other):
                yield ones[0], others[0]


def _same_event(sides: Sides, one: DateMention, other: DateMention) -> bool:
    """Tell whether two dates are of one event or one telling, by their verbs or the words beside them."""
    if (one.head in _SAYING) is not (other.head in _SAYING):
        return False
    if _is_slip(one.stated, other.stated):
        return True
    begins = _RANGE.search(sides.document.view[: one.span.start][-40:])
    if begins is not None and begins.group() in sides.reference.view[: other.span.start][-40:]:
        return True
    if not sides.related(one.segment, other.segment):
        # Sentences beside linked ones.
        return one.head == other.head and one.head is not None and one.head not in _SAYING
    return one.head == other.head or sides.share_words_near(one.span, other.span)


def _is_slip(one: PartialDate, other: PartialDate) -> bool:
    """Tell two days that are written out and unlike in one part only: ``October 1`` and ``November 1``."""
    if None in (one.month, other.month, one.day, other.day):
        return False
    same_year = None in (one.year, other.year) or one.year == other.year
    return [same_year, one.month == other.month, one.day == other.day].count(False) == 1
