"""Rows of tables become entries: which column is what, and what a cell may hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import TYPE_CHECKING

from mtaudit.errors import InputError
from mtaudit.readers.corpus.entries import Entry
from mtaudit.readers.corpus.values import CorpusOptions, Rejected

if TYPE_CHECKING:
    from mtaudit.readers.corpus.packed import Opened

__all__ = ["COLUMNS", "Rows"]

#: What a table may say of a document, by the options that name the columns.
COLUMNS = ("text", "reference", "source", "system", "date", "id")
_DEFAULTS = {field.name: field.default for field in fields(CorpusOptions)}


class Rows:
    """Makes entries of the rows of one table.

    :param file: the table.
    :param options: the names of columns.
    """

    def __init__(self, file: Opened, options: CorpusOptions) -> None:
        self._shown = file.shown
        named = {column: str(getattr(options, column)) for column in COLUMNS}
        self._names = {column: name for column, name in named.items() if name}
        # Their absence is no matter of chance: somebody named them.
        self._wanted = {"text"} | {
            column for column, name in self._names.items() if name != _DEFAULTS[column]
        }

    def check(self, header: Collection[str]) -> dict[str, str]:
        """Return the names of the columns that a header has, by what they hold.

        :param header: names of all columns.
        :raises InputError: where one that is needed is not there.
        """
        missing = [self._names[column] for column in COLUMNS if column in self._wanted]
        for name in missing:
            if name not in header:
                held = ", ".join(header) if len(header) <= 12 else f"{len(header)} others"
                raise InputError(
                    f"there is no column {name!r}; there is {held}", file=self._shown, place="line 1",
                    mend="say what the columns are called",
                )  # fmt: skip
        return {column: name for column, name in self._names.items() if name in header}

    def entry(self, row: Mapping[str, object], number: int, place: str) -> Entry | Rejected:
        """Return the entry of a row, or what is wrong with it.

        :param row: its cells by the names of columns; what is absent or None has nothing in it.
        :param number: its number, from 1.
        :param place: where it is.
        """
        cells: dict[str, str | None] = {}
        try:
            for column, name in self._names.items():
                if column in self._wanted and name not in row:
                    raise InputError(f"there is no {name!r} in it")
                if column != "date":
                    cells[column] = _text(row.get(name), name)
            text = cells.get("text")
            if text is None:
                raise InputError(f"its {self._names['text']!r} is empty")
            day = _date(row.get(self._names["date"]), self._names["date"]) if "date" in self._names else None
        except InputError as error:
            return Rejected(cells.get("id"), self._shown, place, error.problem)
        return Entry(
            text,
            cells.get("id") or None,
            number,
            place,
            cells.get("reference") or None,
            cells.get("source") or None,
            cells.get("system") or None,
            day,
        )

    def rejected(self, place: str, reason: str) -> Rejected:
        """Return what says that a row cannot be read.

        :param place: where it is.
        :param reason: why.
        """
        return Rejected(None, self._shown, place, reason)


def _text(value: object, name: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    # An id is often a number; a flag or a fraction is a mistake.
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(f"its {name!r} is no text but {_kind(value)}")


def _date(value: object, name: str) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise InputError(f"its {name!r} is no date but {_kind(value)}")
    try:
        return datetime.fromisoformat(value.strip()).date()
    except ValueError as error:
        raise InputError(f"its {name!r} is {value[:40]!r}, not a day as YYYY-MM-DD") from error


def _kind(value: object) -> str:
    names = {bool: "true or false", float: "a fraction", list: "a list", dict: "an object", bytes: "bytes"}
    return names.get(type(value), f"a {type(value).__name__}")
