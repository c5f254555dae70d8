"""Spans of occurrences that several patterns may have found."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtaudit.model import Span

__all__ = ["distinct"]


def distinct(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in the order of the text, the longest where they overlap: each counts once."""
    end = -1
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            yield span
            end = span.end
