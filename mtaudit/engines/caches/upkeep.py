"""Keeps the cache of translations within its limit, and tells and clears what is kept.

Where the file outgrows the limit, the batches that were used longest ago go first. When a batch was used is
noted once a day, so that looking things up hardly ever writes. Every step is one transaction: several
processes may look up, add, trim and clear at once.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.engines.caches.store import Store
from mtaudit.engines.weights.places import cache_root
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

__all__ = [
    "CACHE_FILE",
    "LIMIT_VARIABLE",
    "Kept",
    "cache_limit",
    "clear_translations",
    "kept_translations",
    "note_use",
    "open_store",
    "trim",
]

#: Name of the file in the cache directory.
CACHE_FILE = "translations.sqlite3"

#: Environment variable that sets the limit, in megabytes.
LIMIT_VARIABLE = "MTAUDIT_CACHE_MB"

#: Megabytes that the cache of translations may take; some two million segments.
LIMIT_MB = 1024

#: Share of the limit that is left after trimming, so that the next batch does not trim again.
_LEFT = 0.8

#: Seconds within which a use is not noted again.
_DAY = 86_400

#: Layout of the first table; a file of another layout is refused. The second was added to it.
_LAYOUT = 1

_TABLE = """
create table if not exists translation (
    engine text not null,
    direction text not null,
    batch text not null,
    segment text not null,
    output text not null,
    status text not null,
    primary key (engine, direction, batch, segment)
) without rowid
"""

_USES = """
create table if not exists use (
    engine text not null,
    direction text not null,
    batch text not null,
    day integer not null,
    primary key (engine, direction, batch)
) without rowid
"""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a cache of translations holds.

    :param path: the file.
    :param bytes: on disk, space that is free for reuse included.
    :param batches: kept as one piece each.
    :param segments: translations.
    """

    path: Path
    bytes: int
    batches: int
    segments: int


def open_store(path: Path) -> Store:
    """Return the file of translations; it is made when it is first used."""
    return Store(path, "the cache of translations", _TABLE, layout=_LAYOUT)


def cache_limit() -> int:
    """Return how many bytes the cache may take.

    :raises UsageError: for a setting of the environment that is no number.
    """
    named = os.environ.get(LIMIT_VARIABLE, str(LIMIT_MB))
    if not named.isdecimal() or int(named) == 0:
        raise UsageError(f"{LIMIT_VARIABLE} is {named!r}", mend="give a number of megabytes")
    return int(named) * 1_000_000


def note_use(connection: sqlite3.Connection, key: Key) -> None:
    """Note that a batch is used today, where that is not yet noted."""
    today = int(time.time()) // _DAY
    connection.execute(_USES)
    known = connection.execute(
        "select day from use where engine = ? and direction = ? and batch = ?", key
    ).fetchone()
    if known is None or known[0] < today:
        with connection:
            connection.execute("insert or replace into use values (?, ?, ?, ?)", (*key, today))


def trim(connection: sqlite3.Connection, limit: int) -> None:
    """Take out what was used longest ago where the file is above its limit.

    :param connection: to the file.
    :param limit: bytes.
    """
    if (taken := _taken(connection)) <= limit:
        return
    excess = taken - _LEFT * limit
    with connection:
        connection.execute("begin immediate")  # others wait: nobody trims the same batches twice
        batches = connection.execute(
            "select engine, direction, batch, sum(length(output) + 250)"
            " from translation left join use using (engine, direction, batch)"
            " group by engine, direction, batch order by coalesce(max(day), 0), engine, direction, batch"
        ).fetchall()
        for *key, size in batches:
            if excess <= 0:
                break
            for table in ("translation", "use"):
                connection.execute(
                    f"delete from {table} where engine = ? and direction = ? and batch = ?",  # noqa: S608 - no input
                    key,
                )
            excess -= size


def kept_translations(cache_dir: Path | None = None) -> Kept | None:
    """Tell what the cache of translations holds, None where there is none.

    :param cache_dir: as for :func:`~mtaudit.engines.open_engine`.
    :raises EngineError: for a file that is damaged or cannot be read.
    """
    path = cache_root(cache_dir) / CACHE_FILE
    if not path.is_file():
        return None
    with open_store(path).connection() as connection:
        segments, batches = connection.execute(
            "select count(*), count(distinct engine || direction || batch) from translation"
        ).fetchone()
    return Kept(path, path.stat().st_size, batches, segments)


def clear_translations(cache_dir: Path | None = None) -> None:
    """Empty the cache of translations and give its space back; processes that use it go on.

    :param cache_dir: as for :func:`~mtaudit.engines.open_engine`.
    :raises EngineError: for a file that is damaged, or that another process holds too long.
    """
    path = cache_root(cache_dir) / CACHE_FILE
    if not path.is_file():
        return
    with open_store(path).connection() as connection:
        connection.execute(_USES)
        with connection:
            connection.execute("delete from translation")
            connection.execute("delete from use")
        connection.execute("vacuum")
        connection.execute("pragma wal_checkpoint(truncate)")


def _taken(connection: sqlite3.Connection) -> int:
    (pages,), (free,), (size,) = (
        connection.execute(f"pragma {name}").fetchone()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * size)
