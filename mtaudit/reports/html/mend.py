"""What to look at first: faults by gravity, then differences to check; style apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.reports.html.looks import Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.reports.html.findings import Card

__all__ = ["ToMend", "to_mend"]

#: Lines of the list; the rest are counted, and stand in the list of findings.
_MOST = 10


@dataclass(frozen=True, slots=True)
class ToMend:
    """The short list.

    :param first: what weighs, gravest first, then what differs from the native report.
    :param more: how many of these are not listed.
    :param style: house style and habits.
    :param habits: how many findings those are.
    """

    first: list[Card]
    more: int
    style: list[Card]
    habits: int


def to_mend(cards: Sequence[Card]) -> ToMend:
    """Return the short list.

    :param cards: all cards, the gravest first.
    """
    asking = [card for card in cards if card.look is not Look.STYLE]
    style = [card for card in cards if card.look is Look.STYLE]
    return ToMend(asking[:_MOST], max(len(asking) - _MOST, 0), style, sum(len(card.places) for card in style))
