"""What a reader of one format yields, before it is checked and named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as a file holds it.

    :param text: its text.
    :param id: its id, where the file gives one.
    :param number: its row or entry in the file, from 1; None for a whole file.
    :param place: where it begins, for messages.
    :param reference: the native report beside it.
    :param source: the text that it was translated from.
    :param system: who translated it.
    :param date: day of publication.
    :param file: the file, where the corpus knows only its directory.
    """

    text: str
    id: str | None = None
    number: int | None = None
    place: str | None = None
    reference: str | None = None
    source: str | None = None
    system: str | None = None
    date: date | None = None
    file: str | None = None
