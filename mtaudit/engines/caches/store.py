"""Files on disk in which results are kept and found by content."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Store"]

#: Seconds to wait for another process that is writing; a result is written in milliseconds.
PATIENCE = 30.0


class Store:
    """An SQLite file with one table, which several processes may share.

    :param path: the file; made when it is first opened.
    :param what: what it is called in errors: ``the cache of translations``.
    :param table: the statement that makes its table.
    :param layout: number of the table's layout; a file of another layout is refused.
    """

    def __init__(self, path: Path, what: str, table: str, *, layout: int) -> None:
        self._path, self._what, self._table, self._layout = path, what, table, layout

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Open the file for one lookup or one result, so that nothing is held while a model runs.

        :raises EngineError: for a file that is damaged or cannot be used.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=PATIENCE)) as connection:
                connection.execute("pragma journal_mode = wal")
                connection.execute("pragma synchronous = normal")
                self._check_layout(connection)
                yield connection
        except sqlite3.OperationalError as error:
            raise EngineError(
                f"{self._what} cannot be used ({error})",
                file=str(self._path),
                mend="free some space, wait for other runs, or set MTAUDIT_CACHE_DIR",
            ) from error
        except sqlite3.DatabaseError as error:
            raise self.damaged(str(error)) from error
        except OSError as error:
            raise EngineError(
                f"{self._what} cannot be written ({error.strerror})",
                file=str(self._path),
                mend="set MTAUDIT_CACHE_DIR to a directory that can be written",
            ) from error

    def damaged(self, reason: str) -> EngineError:
        """Return the error for a file that does not hold what it should."""
        return EngineError(
            f"{self._what} is damaged ({reason})", file=str(self._path), mend="delete this file"
        )

    def _check_layout(self, connection: sqlite3.Connection) -> None:
        (layout,) = connection.execute("pragma user_version").fetchone()
        if layout == self._layout:
            return
        if layout:
            raise self.damaged(f"layout {layout}, expected {self._layout}")
        with connection:
            connection.execute(self._table)
            connection.execute(f"pragma user_version = {self._layout}")
