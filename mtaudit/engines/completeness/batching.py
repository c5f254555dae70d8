"""How the segments of a document are put into batches, and what an engine of batches offers.

Outputs in bfloat16 depend on the batch a segment is in, so a batch is the unit of everything: it
is planned from the segments of one document alone, in a fixed order, translated as one piece, and
kept in the cache as one piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from mtaudit.engines.base import Engine
from mtaudit.model import Status, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["BATCH_CHARACTERS", "BATCH_SEGMENTS", "BatchEngine", "plan_batches", "translate_all"]

#: Segments in a batch, at most, unless an engine says otherwise.
BATCH_SEGMENTS = 16

#: Characters in a batch with every segment padded to its longest, at most, unless it is one
#: segment. Bounds the memory that a very long segment takes; 16 news sentences need about 5,000.
BATCH_CHARACTERS = 20_000


@runtime_checkable
class BatchEngine(Engine, Protocol):
    """An engine whose unit of work is a batch.

    :param batch_segments: segments in a batch, at most.
    :param build: versions, threads and processor that outputs may depend on beyond the revision;
        part of the key of the cache, not of a signature.
    """

    @property
    def batch_segments(self) -> int:
        """Segments in a batch, at most."""
        ...

    @property
    def build(self) -> str:
        """Versions, threads and processor that outputs may depend on."""
        ...

    def translate_batch(self, segments: Sequence[str], *, source: str, target: str) -> list[Translation]:
        """Translate one batch of :func:`plan_batches`, as one piece.

        :param segments: texts in the order of the plan, none of them blank.
        :param source: ISO 639-1 code of the language of the segments.
        :param target: ISO 639-1 code of the language wanted.
        :returns: one translation for each segment, in the same order.
        :raises EngineError: for a pair of languages that the engine does not know.
        """
        ...

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a pair of languages that the engine does not know, without loading weights.

        :raises EngineError: for such a pair.
        """
        ...


def plan_batches(segments: Sequence[str], limit: int = BATCH_SEGMENTS) -> list[list[int]]:
    """Put the segments of a document into batches, longest first.

    Longest first, so that a document that does not fit into memory fails at once; equal lengths
    stay in document order. Depends on nothing but the segments.

    :param segments: the texts of one document.
    :param limit: segments in a batch, at most; fewer where they are long (``BATCH_CHARACTERS``).
    :returns: indices into ``segments``; blank segments are in no batch.
    """
    batches: list[list[int]] = []
    room = 0
    order = sorted(
        (index for index, text in enumerate(segments) if text.strip()),
        key=lambda index: -len(segments[index]),
    )
    for index in order:
        if room == 0:
            batches.append([])
            room = max(1, min(limit, BATCH_CHARACTERS // len(segments[index])))
        batches[-1].append(index)
        room -= 1
    return batches


def translate_all(
    segments: Sequence[str],
    translate: Callable[[list[str]], list[Translation]],
    progress: Callable[[int], None] | None = None,
    *,
    batch_segments: int = BATCH_SEGMENTS,
) -> list[Translation]:
    """Translate a document batch by batch and put the results into its order.

    :param segments: the texts of one document.
    :param translate: translates one batch.
    :param progress: called with the number of segments finished since the last call.
    :param batch_segments: segments in a batch, at most.
    :returns: one translation for each segment; blank ones are empty, with that status.
    """
    results = [Translation("", Status.EMPTY)] * len(segments)
    batches = plan_batches(segments, batch_segments)
    blank = len(segments) - sum(map(len, batches))
    if progress and blank:
        progress(blank)
    for batch in batches:
        for index, result in zip(batch, translate([segments[i] for i in batch]), strict=True):
            results[index] = result
        if progress:
            progress(len(batch))
    return results
