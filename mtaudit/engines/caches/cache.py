"""A cache of translations on disk, found by content.

One SQLite file for all engines. What is kept and found is the batch: an output may depend on the
texts that stood beside it, so a segment counts as known only within the same batch, and a batch of
which any segment is missing is translated again as a whole. A result is therefore never other than
what the engine would give, whatever was in the cache before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.engines.caches.upkeep import cache_limit, note_use, open_store, trim
from mtaudit.engines.completeness.batching import translate_all
from mtaudit.engines.completeness.status import STATUS_VERSION
from mtaudit.engines.weights.digest import list_digest, text_digest
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.completeness.batching import BatchEngine

__all__ = ["CachedEngine"]


class CachedEngine:
    """An engine that keeps its translations on disk and translates nothing twice.

    Every batch is stored as soon as it is finished, in one transaction: a killed run loses one
    batch at most. Several processes may share the file, which is kept within a limit
    (:mod:`mtaudit.engines.caches.upkeep`).

    :param engine: the engine behind it.
    :param path: the cache file; made when the first batch is stored or looked up.
    """

    def __init__(self, engine: BatchEngine, path: Path) -> None:
        self.engine = engine
        self._store, self._limit = open_store(path), cache_limit()
        key = [engine.name, engine.revision, engine.build, str(STATUS_VERSION)]
        self._key = list_digest(key)

    @property
    def name(self) -> str:
        """The name of the engine behind it."""
        return self.engine.name

    @property
    def revision(self) -> str:
        """The revision of the engine behind it."""
        return self.engine.revision

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate the segments of one document; see :class:`~mtaudit.engines.base.Engine`.

        :raises EngineError: as the engine does; also for a cache file that is damaged or cannot be
            written.
        """
        self.engine.check_pair(source, target)
        direction = f"{source}-{target}"

        def translate(batch: list[str]) -> list[Translation]:
            known = self._find(direction, batch)
            if known is None:
                known = self.engine.translate_batch(batch, source=source, target=target)
                self._keep(direction, batch, known)
            return known

        return translate_all(segments, translate, progress, batch_segments=self.engine.batch_segments)

    def _find(self, direction: str, batch: list[str]) -> list[Translation] | None:
        key = (self._key, direction, list_digest(batch))
        with self._store.connection() as connection:
            rows = connection.execute(
                "select segment, output, status from translation"
                " where engine = ? and direction = ? and batch = ?",
                key,
            ).fetchall()
            if rows:
                note_use(connection, key)
        try:
            known = {segment: Translation(text, Status(status)) for segment, text, status in rows}
        except ValueError as error:
            raise self._store.damaged(str(error)) from error
        names = _names(batch)
        return [known[name] for name in names] if known.keys() >= set(names) else None

    def _keep(self, direction: str, batch: list[str], results: list[Translation]) -> None:
        key = (self._key, direction, list_digest(batch))
        rows = [
            (*key, name, result.text, result.status.value)
            for name, result in zip(_names(batch), results, strict=True)
        ]
        with self._store.connection() as connection:
            with connection:
                connection.executemany("insert or replace into translation values (?, ?, ?, ?, ?, ?)", rows)
            note_use(connection, key)
            trim(connection, self._limit)


def _names(batch: list[str]) -> list[str]:
    """Name each segment by its digest and its place: the same text twice may come out two ways."""
    return [f"{place}:{text_digest(text)}" for place, text in enumerate(batch)]
