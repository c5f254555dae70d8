"""Statistics of every segment of every system, by several processes where there is much to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.corpus import block_statistics, corpus_metrics
from mtaudit.metrics.processes import default_jobs, in_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtaudit.metrics.corpus import CorpusMetric
    from mtaudit.metrics.options import MetricOptions

    Texts = Sequence[Sequence[str]]
    Statistics = dict[str, np.ndarray[Any, np.dtype[Any]]]

__all__ = ["segment_statistics"]

#: Segments of systems in a block: enough for numpy, few enough for processes to end together.
_BLOCK = 320
#: Segments of systems from which processes are worth their start, with TER (2 ms each) and without (0.1 ms
#: each; WMT21 news, 2 cores).
_WORTH_PROCESSES = {True: 500, False: 5000}


def segment_statistics(
    names: Sequence[str],
    options: MetricOptions,
    systems: Texts,
    references: Texts,
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Statistics:
    """Return sacrebleu's statistics of every segment of every system.

    :param names: metrics, of :data:`mtaudit.metrics.options.SYSTEM_METRICS`.
    :param options: sacrebleu's options.
    :param systems: segments of each system, as many as of each reference.
    :param references: segments of each reference.
    :param jobs: processes; None is as many as there are processors. A small test set is done in this one.
    :param progress: told how many of how many segments are done.
    :returns: by the metric's name, of shape ``(systems, segments, statistics)``.
    :raises MtauditError: when a process dies.
    """
    size = len(references[0])
    step = max(1, _BLOCK // len(systems))
    starts = range(0, size, step)
    blocks = (
        ([side[i : i + step] for side in systems], [side[i : i + step] for side in references])
        for i in starts
    )
    jobs = min(jobs or default_jobs(), len(starts))
    if size * len(systems) < _WORTH_PROCESSES["ter" in names]:
        jobs = 1
    results: Iterator[Statistics]
    if jobs == 1:
        metrics = corpus_metrics(names, options)
        results = (block_statistics(metrics, *block) for block in blocks)
    else:
        results = in_processes(_count, blocks, jobs, start=_start, arguments=(tuple(names), options))
    whole: Statistics = {}
    for start, counted in zip(starts, results, strict=True):
        for name, part in counted.items():
            if name not in whole:
                whole[name] = np.zeros((len(systems), size, part.shape[-1]), dtype=part.dtype)
            # The mean length of several references may be a fraction in a later block only.
            whole[name] = whole[name].astype(np.result_type(whole[name], part), copy=False)
            whole[name][:, start : start + step] = part
        if progress is not None:
            progress(min(start + step, size), size)
    return whole


#: The metrics of a worker.
_metrics: list[CorpusMetric] = []


def _start(names: Sequence[str], options: MetricOptions) -> None:
    _metrics[:] = corpus_metrics(names, options)


def _count(block: tuple[Texts, Texts]) -> Statistics:
    return block_statistics(_metrics, *block)
