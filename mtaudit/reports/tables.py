r"""Tables as CSV files: RFC 4180, UTF-8 without a byte order mark, safe to open in a spreadsheet.

Lines end in CRLF; fields are quoted where they must be. Numbers have up to six significant digits.
An absent value is an empty field, and so is an empty text: JSON tells them apart. A lone surrogate,
which UTF-8 cannot hold, is written as ``\udc80``.

In text columns a cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP,
*CSV Injection*; ASVS 5.0, requirement 1.2.10): one whose first character is a tab, a line break or
NUL, or whose first character after white space and unseen characters is ``=``, ``+``, ``-`` or
``@``, their full-width and small forms included. Apostrophes before these count as nothing, so that
removing one apostrophe always gives the cell back; :func:`unguard` does so. A file that is opened
with another separator than the comma is cut elsewhere and no guard of cells can help there.
"""

from __future__ import annotations

import csv
import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mtaudit.reports.digits import significant
from mtaudit.reports.files import atomic_text_file, output_folder
from mtaudit.reports.frames import dtypes
from mtaudit.reports.rows import COLUMNS, Kind, column_names, table_rows

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping, Sequence
    from types import TracebackType

    import pandas as pd

    from mtaudit.reports.report import AuditReport

__all__ = ["TableWriter", "guard", "read_csv", "unguard", "write_csv", "write_report"]

# The classes are disjoint but for the apostrophes in front, so that matching takes linear time.
_BLANK = r"\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
_FORMULA = re.compile(rf"'*(?:[\t\n\r\x00]|[{_BLANK}]*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def guard(cell: str) -> str:
    """Return the cell with a leading apostrophe if a spreadsheet would run it as a formula.

    :param cell: text of a cell.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that :func:`guard` was given.

    :param cell: text of a cell of a guarded file.
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


class TableWriter:
    """Writes one CSV file in pieces, a document after the other, under one header.

    A context manager. The file takes its name when the block ends; if the block raises, nothing is
    left and what was there before stays.

    :param path: the file to write, in a folder that exists.
    :param columns: names of the columns, in order.
    :param raw: True leaves formulas as they are.
    """

    def __init__(self, path: str | os.PathLike[str], columns: Sequence[str], *, raw: bool = False) -> None:
        self.path, self.columns, self.raw = Path(path), tuple(columns), raw
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the file and write the header.

        :raises UsageError: if the file cannot be written there.
        """
        stream = self._stack.enter_context(atomic_text_file(self.path))
        self._writer = csv.writer(stream, lineterminator="\r\n")
        self._writer.writerow(self.columns)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        """Give the file its name, or remove what was written."""
        return self._stack.__exit__(kind, error, traceback)

    def append_rows(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Write rows.

        :param rows: a value for every column and nothing else; None is absent.
        :raises ValueError: if a row has other columns, or a number is infinite.
        :raises TypeError: if a value is neither text nor a number.
        """
        for row in rows:
            if row.keys() != set(self.columns):
                self._refuse(row.keys())
            self._writer.writerow([self._field(row[name]) for name in self.columns])

    def append_frame(self, frame: pd.DataFrame) -> None:
        """Write the rows of a frame; its index is left out.

        :param frame: has the writer's columns, in their order.
        :raises ValueError: if it has others, or a number is infinite.
        :raises TypeError: if a value is neither text nor a number.
        """
        if tuple(frame.columns) != self.columns:
            self._refuse(frame.columns)
        plain = frame.astype(object)
        for values in plain.where(frame.notna(), None).itertuples(index=False, name=None):
            self._writer.writerow([self._field(value) for value in values])

    def _refuse(self, names: Iterable[object]) -> None:
        msg = f"{self.path.name} has the columns {self.columns}, not {tuple(names)}"
        raise ValueError(msg)

    def _field(self, value: object) -> str:
        match value:
            case None:
                return ""
            case str():
                return value if self.raw else guard(value)
            case bool():
                return "true" if value else "false"
            case int():
                return str(value)
            case float():
                return repr(significant(value))
            case _:
                msg = f"{value!r} is neither text nor a number"
                raise TypeError(msg)


def write_csv(frame: pd.DataFrame, path: str | os.PathLike[str], *, raw: bool = False) -> None:
    """Write a frame as one CSV file.

    :param frame: any frame of text and numbers; its index is left out.
    :param path: the file to write, in a folder that exists.
    :param raw: True leaves formulas as they are.
    :raises UsageError: if the file cannot be written there.
    :raises ValueError: if a number is infinite.
    """
    with TableWriter(path, [str(name) for name in frame.columns], raw=raw) as writer:
        writer.append_frame(frame)


def write_report(
    report: AuditReport,
    folder: str | os.PathLike[str],
    *,
    raw: bool = False,
    file: str | None = None,
) -> list[Path]:
    """Write the four tables of a report, ``scores.csv`` first, and return their paths.

    :param report: what was audited.
    :param folder: made where it is not there.
    :param raw: True leaves formulas as they are.
    :param file: where the document was read from, for ``failures.csv``.
    :raises UsageError: if the files cannot be written there.
    :raises ValueError: if a number of the report is not finite.
    """
    target = output_folder(Path(folder))
    paths = []
    for table in ("scores", "segments", "findings", "failures"):
        path = target / f"{table}.csv"
        with TableWriter(path, column_names(table), raw=raw) as writer:
            writer.append_rows(table_rows(report, table, file=file))
        paths.append(path)
    return paths


def read_csv(path: str | os.PathLike[str], table: str, *, raw: bool = False) -> pd.DataFrame:
    """Read a table back with its types, guards removed.

    A text such as ``NA`` is text; only an empty field is absent.

    :param path: a file that this module wrote.
    :param table: ``findings``, ``segments``, ``scores`` or ``failures``.
    :param raw: True if the file was written without guards.
    """
    import pandas as pd

    frame = pd.read_csv(
        path,
        dtype=dtypes(table),
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    if not raw:
        for name, kind in COLUMNS[table].items():
            if kind is Kind.TEXT:
                frame[name] = frame[name].map(unguard, na_action="ignore").astype(frame[name].dtype)
    return frame
