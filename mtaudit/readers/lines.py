"""Reading segments: one a line, from plain or gzipped files, from standard input, from columns of a table."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.plain import STDIN, decode

__all__ = ["LARGEST", "LONGEST_LINE", "Columns", "LineReader", "split_columns"]

#: Most bytes that are read of a file, after unpacking: ten systems of 10,000 segments have 20 MB.
LARGEST = 200_000_000
#: Most code points of a line. A paragraph of WMT24 has some thousands; TER takes quadratic time.
LONGEST_LINE = 100_000
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Columns:
    """A file, and which of its columns are meant.

    :param path: a file, or ``-`` for standard input.
    :param columns: names out of the first line, or numbers from 1 where there is no such line; none means
        that a line is a segment.
    """

    path: str
    columns: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The file as messages name it."""
        return "<stdin>" if self.path == STDIN else self.path


def split_columns(given: str) -> Columns:
    """Return what ``FILE`` or ``FILE:COLUMN,COLUMN`` means; a file of the whole name comes first.

    :param given: as on the command line.
    :raises UsageError: for columns without a name.
    """
    path, colon, names = given.rpartition(":")
    if not colon or Path(given).exists() or not (path == STDIN or Path(path).exists()):
        return Columns(given)
    columns = tuple(name.strip() for name in names.split(","))
    if not all(columns):
        raise UsageError(f"{given!r} leaves a column without a name", mend="write FILE:COLUMN,COLUMN")
    return Columns(path, columns)


@dataclass
class LineReader:
    """Reads lines; what came from standard input is kept, for it can be read only once.

    :param kept: lines of standard input, once they were read.
    """

    kept: list[str] | None = field(default=None)

    def lines(self, path: str) -> list[str]:
        r"""Return the lines of a file without their ends; only ``\n`` and ``\r\n`` end a line.

        :param path: a file, gzipped or not, or ``-``.
        :raises InputError: for a file that cannot be read, is empty, too large, damaged or not UTF-8, or
            has a line of more than 100,000 code points.
        """
        if path != STDIN:
            return _split(_read(path), path)
        if self.kept is None:
            self.kept = _split(_read_stdin(), "<stdin>")
        return self.kept

    def columns(self, source: Columns) -> dict[str, list[str]]:
        """Return the columns of a table of tab-separated values, by name, in the order asked for.

        Quotation marks mean nothing and a line has as many tabs as every other, as for sacrebleu.

        :param source: a file with columns.
        :raises InputError: for what :meth:`lines` refuses, a column that is not there or twice, or a line
            with other fields than the first.
        """
        rows = [line.split("\t") for line in self.lines(source.path)]
        _check_fields(rows, source.shown)
        if all(name.isdecimal() for name in source.columns):
            places = {name: int(name) - 1 for name in source.columns}
            for name, place in places.items():
                if not 0 <= place < len(rows[0]):
                    told = f"there is no column {name}, it has {len(rows[0])}"
                    raise InputError(told, file=source.shown, place="line 1", mend="count from 1")
            return {name: [row[place] for row in rows] for name, place in places.items()}
        header, *body = rows
        return {name: [row[_place(name, header, source.shown)] for row in body] for name in source.columns}


def _place(name: str, header: list[str], file: str) -> int:
    found = Counter(header)[name]
    if found != 1:
        told = "there is no column" if found == 0 else "there are two columns"
        raise InputError(
            f"{told} {name!r}", file=file, place="line 1", mend=f"choose among {', '.join(header)}"
        )
    return header.index(name)


def _check_fields(rows: list[list[str]], file: str) -> None:
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise InputError(
                f"{len(row)} tab-separated fields, but {len(rows[0])} on line 1", file=file,
                place=f"line {number}", mend="give every line the same fields",
            )  # fmt: skip


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("it is closed", file="<stdin>", mend="pipe segments into it, or name a file")
    return _bounded(sys.stdin.buffer.read(LARGEST + 1), "<stdin>")


def _read(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return _bounded(file.read(LARGEST + 1), path)
    except IsADirectoryError as error:
        raise InputError("it is a directory", file=path, mend="name a file of segments") from error
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=path, mend="check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(reason, file=path, mend="name a file that can be read") from error


def _bounded(data: bytes, file: str) -> bytes:
    """Unpack what is gzipped, and refuse what is too large before and after."""
    if data.startswith(_GZIP) and len(data) <= LARGEST:
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
                data = packed.read(LARGEST + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(
                f"the gzip archive is damaged ({error})", file=file, mend="pack it again"
            ) from error
    if len(data) > LARGEST:
        raise InputError(f"it holds more than {LARGEST // 10**6} MB", file=file, mend="split the test set")
    return data


def _split(data: bytes, file: str) -> list[str]:
    lines = decode(data, file).split("\n")
    if not lines[-1]:
        lines.pop()
    if not any(line.strip() for line in lines):
        raise InputError("it is empty", file=file, mend="give one segment a line")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise InputError(
                f"a line of {len(line):,} characters, more than {LONGEST_LINE:,}", file=file,
                place=f"line {number}", mend="give one segment a line",
            )  # fmt: skip
    return [line.removesuffix("\r") for line in lines]
