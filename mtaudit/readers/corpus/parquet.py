"""Parquet, by pyarrow: a few rows at a time, and of the columns only those that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, MissingExtraError
from mtaudit.readers.corpus.rows import Rows

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

    from mtaudit.readers.corpus.entries import Entry
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions, Rejected

__all__ = ["read_parquet"]

_ROWS = 256
#: Most bytes of one column of one group of rows, unpacked: writers aim at a million rows or 128 MB a group.
_LARGEST_CHUNK = 1_000_000_000


def read_parquet(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read a table.

    :param file: the opened file.
    :param options: names of columns.
    :raises InputError: for what is no Parquet file, lacks a column, or holds too much in one group of rows.
    :raises MissingExtraError: without the extra ``formats``.
    """
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError as error:
        raise MissingExtraError("the reader of Parquet", "formats") from error
    rows = Rows(file, options)
    try:
        with file.seekable() as stream:
            table = ParquetFile(stream)
            chosen = list(rows.check(table.schema_arrow.names).values())
            _check_groups(table, chosen, file)
            number = 0
            for batch in table.iter_batches(_ROWS, columns=chosen, use_threads=False):
                columns = [batch.column(name) for name in chosen]
                for at in range(batch.num_rows):
                    number += 1
                    cells = {name: column[at].as_py() for name, column in zip(chosen, columns, strict=True)}
                    yield rows.entry(cells, number, f"row {number}")
    except (ArrowException, OSError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"not a Parquet file that can be read ({told})", file=file.shown, mend="write it anew"
        ) from error


def _check_groups(table: ParquetFile, chosen: list[str], file: Opened) -> None:
    for group in range(table.metadata.num_row_groups):
        held = table.metadata.row_group(group)
        for at in range(held.num_columns):
            column = held.column(at)
            if column.path_in_schema in chosen and column.total_uncompressed_size > _LARGEST_CHUNK:
                raise InputError(
                    f"its column {column.path_in_schema!r} has more than {_LARGEST_CHUNK // 10**6} MB "
                    f"in one group of rows", file=file.shown, place=f"row group {group + 1}",
                    mend="write it with smaller groups of rows",
                )  # fmt: skip
