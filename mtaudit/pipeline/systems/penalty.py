"""The rule penalty of systems: what betrays the machine in the English of each, document by document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.analysis import analyse
from mtaudit.errors import InputError
from mtaudit.metrics.arithmetic import mean_scores
from mtaudit.metrics.measured import Measured
from mtaudit.metrics.penalty import segment_penalties
from mtaudit.metrics.processes import default_jobs, in_processes
from mtaudit.model import Document
from mtaudit.model.systems import Measure
from mtaudit.pipeline.configured import configured
from mtaudit.pipeline.signature import signature

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mtaudit.config import Settings
    from mtaudit.model.systems import TestSet
    from mtaudit.pipeline.findings import RuleRunner

__all__ = ["block_numbers", "system_penalty"]

#: Segments audited together where their documents are not known: about a news article (WMT21 has 12.8 a
#: document).
_BLOCK = 12
#: Documents from which processes are worth loading spaCy in each.
_WORTH_PROCESSES = 40


def block_numbers(test_set: TestSet) -> tuple[list[int], int]:
    """Return for each segment the number of its document, or of its block, and how many there are.

    :param test_set: segments, with ids of their documents or without.
    """
    if test_set.documents is None:
        numbers = [i // _BLOCK for i in range(len(test_set.references[0].segments))]
    else:
        known: dict[str, int] = {}
        numbers = [known.setdefault(name, len(known)) for name in test_set.documents]
    return numbers, max(numbers) + 1


def system_penalty(
    test_set: TestSet,
    settings: Settings,
    notes: list[str],
    *,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Measured:
    """Audit the English of every system and sum the weights of findings per 100 words.

    :param test_set: the systems.
    :param settings: which rules run, and how.
    :param notes: texts that could not be audited are told of here.
    :param jobs: processes; None is as many as there are processors.
    :param progress: told how many of how many documents are audited.
    :returns: the measure, its items documents or blocks of segments.
    """
    numbers, count = block_numbers(test_set)
    runner = configured(settings)
    texts = [text for system in test_set.systems for text in _texts(system.segments, numbers, count)]
    jobs = min(jobs or default_jobs(), len(texts))
    if len(texts) < _WORTH_PROCESSES or jobs == 1:
        audited: Iterator[tuple[float, int] | None] = (_audit(text, settings.seed, runner) for text in texts)
    else:
        audited = in_processes(_audit_there, texts, jobs, start=_start, arguments=(settings,))
    statistics = np.zeros((len(test_set.systems), count, 2))
    present = np.zeros(statistics.shape[:2], dtype=bool)
    places = ((system, item) for system in range(len(test_set.systems)) for item in range(count))
    for done, (place, found) in enumerate(zip(places, audited, strict=True), start=1):
        if found is not None:
            statistics[place], present[place] = found, True
        if progress is not None:
            progress(done, len(texts))
    names = tuple(system.name for system in test_set.systems)
    measure = Measure("rule_penalty", False, signature(settings, runner, (), None))
    totals = tuple(_per_100_words(statistics.sum(axis=1)).tolist())
    for name, missing in zip(names, (~present).sum(axis=1).tolist(), strict=True):
        if missing:
            notes.append(
                f"{name}: {missing} of {count} texts count for no rule penalty: they are empty or not English"
            )
    there = None if present.all() else present
    return Measured(measure, names, statistics, _per_100_words, totals, there).with_values()


def _per_100_words(sums: Any) -> Any:
    return mean_scores(sums, factor=100.0)


def _texts(segments: Sequence[str], numbers: Sequence[int], count: int) -> Iterator[str]:
    """Put documents together, a segment a paragraph."""
    gathered: list[list[str]] = [[] for _ in range(count)]
    for number, segment in zip(numbers, segments, strict=True):
        gathered[number].append(segment)
    return ("\n\n".join(filter(None, map(str.strip, some))) for some in gathered)


def _audit(text: str, seed: int, runner: RuleRunner) -> tuple[float, int] | None:
    """Return the weight of findings and the number of words; None for a text that cannot be audited."""
    try:
        document = analyse(Document("system", text), seed=seed)
    except InputError:
        return None
    weights = segment_penalties(runner.run(document))
    return (sum(weights.values()), document.words) if document.words else None


#: Seed and rules of a worker.
_worker: list[tuple[int, RuleRunner]] = []


def _start(settings: Settings) -> None:
    _worker[:] = [(settings.seed, configured(settings))]


def _audit_there(text: str) -> tuple[float, int] | None:
    return _audit(text, *_worker[0])
