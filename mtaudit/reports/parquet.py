r"""Tables as Parquet files: one schema for every run, texts as they are, numbers as in the CSV files.

The one wrapper of pyarrow for what is written. Text is ``string``, counts and offsets ``int64``, other
numbers ``double``; what is absent is null. A lone surrogate, which UTF-8 cannot hold, is written as
``\udc80``.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

from mtaudit.errors import MissingExtraError
from mtaudit.reports.digits import significant
from mtaudit.reports.files import atomic_binary_file
from mtaudit.reports.rows import COLUMNS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from types import TracebackType

    from mtaudit.reports.rows import Cell

__all__ = ["ParquetWriter", "check_parquet"]

#: Rows of a row group: enough for columns to compress, little enough to be held in memory.
_GROUP = 20_000


def check_parquet() -> None:
    """See that Parquet can be written, before anything is audited.

    :raises MissingExtraError: where pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise MissingExtraError("pyarrow, which writes Parquet,", "formats") from error


class ParquetWriter:
    """Writes one Parquet file in pieces; a context manager as :class:`mtaudit.reports.tables.TableWriter`.

    :param path: the file to write, in a folder that exists.
    :param table: ``findings``, ``segments``, ``scores`` or ``failures``.
    """

    def __init__(self, path: Path, table: str) -> None:
        self._path, self._kinds = path, COLUMNS[table]
        self._stack = ExitStack()
        self._held: dict[str, list[Cell]] = {name: [] for name in self._kinds}

    def __enter__(self) -> Self:
        """Open the file.

        :raises UsageError: if the file cannot be written there.
        """
        from pyarrow.parquet import ParquetWriter as Writer

        stream = self._stack.enter_context(atomic_binary_file(self._path))
        self._schema = _schema(self._kinds)
        self._writer = self._stack.enter_context(Writer(stream, self._schema))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        """Give the file its name, or remove what was written."""
        if error is None:
            self._write()
        return self._stack.__exit__(kind, error, traceback)

    def append_rows(self, rows: Iterable[Mapping[str, Cell]]) -> None:
        """Write rows.

        :param rows: a value for every column; None is absent.
        """
        for row in rows:
            for name, held in self._held.items():
                held.append(_cell(row[name]))
        if len(next(iter(self._held.values()))) >= _GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.table(self._held, schema=self._schema))
        for held in self._held.values():
            held.clear()


def _schema(kinds: Mapping[str, Kind]) -> Any:
    import pyarrow as pa

    types = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int64(), Kind.FLOAT: pa.float64()}
    return pa.schema([(name, types[kind]) for name, kind in kinds.items()])


def _cell(value: Cell) -> Cell:
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode()
        case float():
            return significant(value)
        case _:
            return value
