"""What engines of models share: who they are, and the way from a document's segments to its translations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from mtaudit.engines.completeness.batching import BATCH_SEGMENTS, translate_all
from mtaudit.engines.completeness.complete import translate_complete

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.engines.completeness.complete import Writer
    from mtaudit.model import Translation

__all__ = ["ModelEngine"]


class ModelEngine(ABC):
    """A :class:`~mtaudit.engines.completeness.batching.BatchEngine` around a model.

    An engine says which pairs it knows (:meth:`check_pair`) and how its model writes in a direction
    (:meth:`_writer`); that every segment comes back with its status is done here for all of them.

    :param name: the name users choose it by.
    :param revision: fixes weights, prompt and settings.
    :param build: versions, threads and processor that outputs may depend on.
    :param batch_segments: segments in a batch, at most.
    """

    def __init__(self, name: str, revision: str, build: str, *, batch_segments: int = BATCH_SEGMENTS) -> None:
        self._name, self._revision, self._build = name, revision, build
        self._batch_segments = batch_segments

    @property
    def name(self) -> str:
        """The name users choose it by."""
        return self._name

    @property
    def revision(self) -> str:
        """What fixes weights, prompt and settings."""
        return self._revision

    @property
    def build(self) -> str:
        """Versions, threads and processor that outputs may depend on."""
        return self._build

    @property
    def batch_segments(self) -> int:
        """Segments in a batch, at most."""
        return self._batch_segments

    @abstractmethod
    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that the engine does not know, without loading weights.

        :raises EngineError: for such a pair.
        """

    @abstractmethod
    def _writer(self, source: str, target: str) -> Writer:
        """Return the model in a direction that :meth:`check_pair` lets pass, loading it where needed."""

    def translate_batch(self, segments: Sequence[str], *, source: str, target: str) -> list[Translation]:
        """Translate one batch as one piece; see :class:`~mtaudit.engines.completeness.batching.BatchEngine`.

        :raises EngineError: for a pair that the engine does not know, weights that do not load, or a model
            that fails.
        """
        self.check_pair(source, target)
        return translate_complete(
            segments,
            self._writer(source, target),
            target=target,
            batch_segments=self.batch_segments,
        )

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate the segments of one document; see :class:`~mtaudit.engines.base.Engine`.

        :raises EngineError: as :meth:`translate_batch` does.
        """
        self.check_pair(source, target)
        return translate_all(
            segments,
            lambda batch: self.translate_batch(batch, source=source, target=target),
            progress,
            batch_segments=self.batch_segments,
        )
