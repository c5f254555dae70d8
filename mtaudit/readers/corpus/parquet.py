"""Parquet, by pyarrow: a few rows at a time, and of the columns only those that are needed."""

from __future__ import annotations

from collections.abc import Iterator
from io import SEEK_END
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, MissingExtraError
from mtaudit.readers.corpus.packed import check_unpacked
from mtaudit.readers.corpus.rows import Rows

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

    from mtaudit.readers.corpus.entries import Entry
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions, Rejected

__all__ = ["read_parquet"]

_ROWS = 256
#: Bytes that the rows read at once may come to. A chunk of a column may hold one text and repeat it in every
#: row, so that all that is known of a row is that it comes to no more than the chunk.
_AT_ONCE = 128_000_000
#: Most bytes of a group of rows, unpacked, of the columns that are read: writers aim at 128 MB.
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
            size = stream.seek(0, SEEK_END)
            table = ParquetFile(stream)
            chosen = list(rows.check(table.schema_arrow.names).values())
            at_once = _rows_at_once(table, chosen, file)
            number = unpacked = 0
            for batch in table.iter_batches(at_once, columns=chosen, use_threads=False):
                for cells in batch.to_pylist():
                    number += 1
                    unpacked += sum(len(cell) for cell in cells.values() if isinstance(cell, str))
                    check_unpacked(unpacked, size, file.shown)
                    yield rows.entry(cells, number, f"row {number}")
    except (ArrowException, OSError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(
            f"not a Parquet file that can be read ({told})", file=file.shown, mend="write it anew"
        ) from error


def _rows_at_once(table: ParquetFile, chosen: list[str], file: Opened) -> int:
    largest = 1
    for group in range(table.metadata.num_row_groups):
        held = table.metadata.row_group(group)
        chunks = (held.column(at) for at in range(held.num_columns))
        size = sum(chunk.total_uncompressed_size for chunk in chunks if chunk.path_in_schema in chosen)
        if size > _LARGEST_CHUNK:
            raise InputError(
                f"{size // 10**6} MB in one group of rows, more than {_LARGEST_CHUNK // 10**6}",
                file=file.shown, place=f"row group {group + 1}", mend="write it with smaller groups of rows",
            )  # fmt: skip
        largest = max(largest, size)
    return min(_ROWS, max(1, _AT_ONCE // largest))
