"""CSV and TSV: rows of cells, quoted where they hold a delimiter or a line end."""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from mtaudit.errors import InputError
from mtaudit.readers.corpus.lines import LONGEST_LINE, line_text, numbered_lines
from mtaudit.readers.corpus.rows import Rows

if TYPE_CHECKING:
    from mtaudit.readers.corpus.entries import Entry
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions, Rejected

__all__ = ["read_csv", "read_tsv"]

_DELIMITERS = (",", ";", "\t", "|")
_QUOTING: dict[bool, Literal[0, 3]] = {True: csv.QUOTE_MINIMAL, False: csv.QUOTE_NONE}


def read_csv(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read a table whose delimiter is given, or is the one that finds the columns in the first line.

    :param file: the opened file.
    :param options: names of columns, delimiter, quoting, encoding.
    :raises InputError: for a first line without the columns that are needed.
    """
    return _read(file, options, (options.delimiter,) if options.delimiter else _DELIMITERS)


def read_tsv(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read a table whose cells are divided by tabs.

    :param file: the opened file.
    :param options: names of columns, quoting, encoding.
    :raises InputError: for a first line without the columns that are needed.
    """
    return _read(file, options, ("\t",))


def _read(file: Opened, options: CorpusOptions, delimiters: tuple[str, ...]) -> Iterator[Entry | Rejected]:
    # The limit is the process's; Python's own is 128 kB, and a row is bounded here.
    csv.field_size_limit(LONGEST_LINE)
    rows = Rows(file, options)
    lines = _Lines(numbered_lines(file, options.encoding))
    header, delimiter = _header(lines, file, rows, delimiters, quoting=options.quoting)
    places = {name: header.index(name) for name in rows.check(header).values()}
    number = 0
    for start, row in _rows(lines, delimiter, quoting=options.quoting):
        place = f"line {start}"
        if row == []:
            continue
        number += 1
        if isinstance(row, str):
            yield rows.rejected(place, row)
        elif len(row) != len(header):
            yield rows.rejected(place, f"{len(row)} cells, but {len(header)} in the first line")
        else:
            yield rows.entry({name: row[at] for name, at in places.items()}, number, place)


class _Lines:
    """Lines as csv reads them, which remembers those of the row at hand and takes them back."""

    def __init__(self, lines: Iterator[tuple[int, bytes | None]]) -> None:
        self._lines, self._back = lines, deque[tuple[int, bytes | None]]()
        self.held: list[tuple[int, bytes | None]] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self.held.append(line)
        self._size += len(line[1] or b"")
        text = line_text(line[1])
        if self._size > LONGEST_LINE:
            raise ValueError(f"a row of more than {LONGEST_LINE // 10**6} MB: is a quotation mark left open?")
        return text

    def next_row(self) -> None:
        """Forget the lines of the row that was read."""
        self.held.clear()
        self._size = 0

    def take_back(self) -> None:
        """Give all lines of the row but its first again."""
        self._back.extendleft(reversed(self.held[1:]))
        self.next_row()


def _header(
    lines: _Lines, file: Opened, rows: Rows, delimiters: tuple[str, ...], *, quoting: bool
) -> tuple[list[str], str]:
    """Return the first line's cells and the delimiter that finds most columns, those needed among them."""
    try:
        line = next(lines)
    except StopIteration:
        raise InputError("it is empty", file=file.shown, mend="give a table with a header") from None
    except ValueError as error:
        raise InputError(str(error), file=file.shown, place="line 1", mend="save it as UTF-8") from error
    lines.next_row()
    found: list[tuple[list[str], str]] = []
    refused: InputError | None = None
    for delimiter in delimiters:
        try:
            header = next(csv.reader([line], strict=True, delimiter=delimiter, quoting=_QUOTING[quoting]), [])
            rows.check(header)
        except csv.Error:
            continue
        except InputError as error:
            refused = refused or error
            continue
        found.append((header, delimiter))
    if not found:
        raise refused or InputError(
            "its quotation marks do not fit", file=file.shown, place="line 1", mend="write it anew"
        )
    header, delimiter = max(found, key=lambda one: len(one[0]))
    for name, times in Counter(header).items():
        if times > 1 and name in rows.check(header).values():
            raise InputError(
                f"there are {times} columns {name!r}", file=file.shown, place="line 1", mend="rename one"
            )
    return header, delimiter


def _rows(lines: _Lines, delimiter: str, *, quoting: bool) -> Iterator[tuple[int, list[str] | str]]:
    """Yield where each row starts and its cells, or what is wrong with it; then the next line is a row."""
    while True:
        reader = csv.reader(lines, strict=True, delimiter=delimiter, quoting=_QUOTING[quoting])
        try:
            for row in reader:
                yield lines.held[0][0], row
                lines.next_row()
        except csv.Error as error:
            told = f"its quotation marks do not fit ({error})"
        except ValueError as error:
            told = str(error)
        else:
            return
        start = lines.held[0][0]
        lines.take_back()
        yield start, told
