"""Where finished entries go once the run is complete, in the order of the corpus."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Protocol, Self

from mtaudit.batch.work import TABLES
from mtaudit.reports.html import page_name, write_batch_page, write_document_page
from mtaudit.reports.parquet import ParquetWriter, check_parquet
from mtaudit.reports.rows import column_names
from mtaudit.reports.tables import TableWriter

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from types import TracebackType

    from mtaudit.batch.work import Finished

__all__ = ["Fingerprints", "Pages", "Sink", "Tables"]


class Sink(Protocol):
    """Takes every finished entry of a run. A context manager: what it writes is there whole or not at all."""

    def __enter__(self) -> Self:
        """Begin."""
        ...

    def __exit__(self, *_: Any) -> Any:
        """End; after an error nothing is left of what was written."""
        ...

    def add(self, finished: Finished) -> None:
        """Take the next entry of the corpus."""
        ...


class Tables:
    """The four tables as files.

    :param folder: where they are written.
    :param parquet: True writes Parquet instead of CSV.
    :param raw_csv: True leaves cells that a spreadsheet would run as they are.
    :raises MissingExtraError: for Parquet where pyarrow is not installed.
    """

    def __init__(self, folder: Path, *, parquet: bool = False, raw_csv: bool = False) -> None:
        if parquet:
            check_parquet()
        self._folder, self._parquet, self._raw = folder, parquet, raw_csv
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Open the files.

        :raises UsageError: where one cannot be written.
        """
        self._writers = {table: self._stack.enter_context(self._writer(table)) for table in TABLES}
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        """Give the files their names, or remove what was written."""
        return self._stack.__exit__(kind, error, traceback)

    def add(self, finished: Finished) -> None:
        """Write the rows of an entry."""
        for table, writer in self._writers.items():
            writer.append_rows(finished.rows(table))

    def _writer(self, table: str) -> Any:
        if self._parquet:
            return ParquetWriter(self._folder / f"{table}.parquet", table)
        return TableWriter(self._folder / f"{table}.csv", column_names(table), raw=self._raw)


class Pages:
    """A page in HTML for each document, and one of the run, which is made from the tables.

    Enter it before the tables: what is entered first ends last.

    :param folder: where they are written.
    :param raw_csv: True where the tables leave cells that a spreadsheet would run as they are.
    """

    def __init__(self, folder: Path, *, raw_csv: bool = False) -> None:
        self._folder, self._raw = folder, raw_csv
        self._pages: dict[str, str] = {}
        self._entries = 0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the page of the run, unless it failed.

        :raises UsageError: where it cannot be written.
        """
        if kind is None:
            write_batch_page(self._folder, self._pages, raw=self._raw)

    def add(self, finished: Finished) -> None:
        """Write the page of an entry, called by its place in the corpus."""
        self._entries += 1
        if finished.page is not None:
            document = str(finished.rows("scores")[0]["document"])
            name = page_name(self._entries)
            self._pages[document] = write_document_page(finished.page, self._folder, name)


class Fingerprints:
    """Gathers the fingerprints of all findings, for a baseline."""

    def __init__(self) -> None:
        self._marks: set[str] = set()

    @property
    def marks(self) -> Collection[str]:
        """What was gathered."""
        return self._marks

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Keep what was gathered."""

    def add(self, finished: Finished) -> None:
        """Take those of an entry."""
        self._marks.update(finished.fingerprints)
