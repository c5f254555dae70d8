"""Cuts a segment that a model's window does not hold, where a reader would pause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["split_to_fit"]

_JOINING = (
    "and|but|or|because|while|which|who|that|when|where|if|"
    "dan|tetapi|atau|karena|sementara|yang|bahwa|ketika|saat|jika"
)

#: Where a text may be cut, best first: after a sentence, after a semicolon, colon or dash, after a comma,
#: before a word that joins clauses in English or Indonesian, at any white space. None repeats anything
#: without bound.
_BOUNDARIES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?…])[\"'”’)]?\s",
        r"(?<=[;:–—])\s",
        r"(?<=,)\s",
        rf"\s(?=(?:{_JOINING})\b)",
        r"\s",
    )
)

#: A cut falls into this middle part of a text, so that no piece is left that says nothing by itself.
_MIDDLE = (0.2, 0.8)


def split_to_fit(text: str, fits: Callable[[str], bool]) -> list[str]:
    """Cut a text into pieces that fit, at clause boundaries where it has any.

    It is halved at the best boundary near its middle until each piece fits. Without white space it is cut
    anywhere; a single character is a piece whether it fits or not.

    :param text: a segment.
    :param fits: tells whether a piece is short enough; what is shorter than a piece that fits does too.
    :returns: the pieces in order, white space at the cuts dropped.
    """
    pieces: list[str] = []
    waiting = [text.strip()]
    while waiting:
        piece = waiting.pop()
        if len(piece) < 2 or fits(piece):
            pieces.append(piece)
            continue
        first, second = _halve(piece)
        waiting += [second, first]
    return [piece for piece in pieces if piece] or [text]


def _halve(text: str) -> tuple[str, str]:
    middle = len(text) / 2
    low, high = (int(len(text) * share) for share in _MIDDLE)
    for boundary in _BOUNDARIES:
        cuts = [match.end() for match in boundary.finditer(text, low, high)]
        if cuts:
            cut = min(cuts, key=lambda place: abs(place - middle))
            return text[:cut].rstrip(), text[cut:].lstrip()
    cut = len(text) // 2
    return text[:cut], text[cut:]
