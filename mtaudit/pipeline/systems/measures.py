"""What measures systems: sacrebleu's metrics and scores from files, with tables of segments and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.errors import InputError
from mtaudit.metrics.arithmetic import mean_scores
from mtaudit.metrics.corpus import corpus_metrics
from mtaudit.metrics.measured import Measured, measured_values
from mtaudit.metrics.options import metric_named
from mtaudit.metrics.segment_statistics import segment_statistics
from mtaudit.model.systems import Measure, PairedMethod, ScoreTable
from mtaudit.pipeline.systems.penalty import block_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.model.systems import TestSet
    from mtaudit.pipeline.systems.compare import SystemSettings

__all__ = [
    "check",
    "document_tables",
    "metric_measures",
    "score_measures",
    "scored_segments",
    "segment_tables",
]


def check(test_set: TestSet) -> None:
    """Refuse a test set that cannot be scored.

    :param test_set: references, systems and scores.
    :raises InputError: where there are no references, systems or segments, where lists differ in length, or
        where two systems or two measures have one name.
    """
    if not test_set.references or not test_set.systems:
        raise InputError("there is nothing to compare", mend="give a reference and at least one system")
    first = test_set.references[0]
    size = len(first.segments)
    if not size:
        raise InputError("it has no segments", file=first.source, mend="give a reference with text")
    for one in (*test_set.references, *test_set.systems):
        if len(one.segments) != size:
            raise InputError(
                f"{len(one.segments)} segments, but {first.source} has {size}",
                file=one.source,
                mend="give files of the same test set",
            )
    lists = [("documents", test_set.documents)] if test_set.documents is not None else []
    lists += [(f"{one.measure} of {name}", own) for one in test_set.scores for name, own in one.scores]  # type: ignore[misc]
    for what, values in lists:
        if len(values) != size:
            raise InputError(f"{what}: {len(values)} values for {size} segments", mend="give one a segment")
    for what, names in (
        ("systems", [one.name for one in test_set.systems]),
        ("measures", [one.measure for one in test_set.scores]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise InputError(f"two {what} are called {twice[0]!r}", mend="give each a name of its own")


def metric_measures(
    test_set: TestSet, settings: SystemSettings, progress: Callable[[int, int], None] | None
) -> list[Measured]:
    """Score systems by sacrebleu's metrics.

    :param test_set: references and systems.
    :param settings: the metrics, their options, and what their signatures say of resampling.
    :param progress: told how many of how many segments are done.
    """
    names = [metric_named(name) for name in settings.metrics]
    if not names:
        return []
    references = [one.segments for one in test_set.references]
    statistics = segment_statistics(
        names,
        settings.options,
        [one.segments for one in test_set.systems],
        references,
        jobs=settings.jobs,
        progress=progress,
    )
    resampling = {"seed": settings.seed, "bs": settings.resamples}
    if settings.method is PairedMethod.RANDOMISATION:
        resampling["ar"] = settings.trials
    systems = tuple(one.name for one in test_set.systems)
    made = []
    for one in corpus_metrics(names, settings.options):
        counted = statistics[one.name]
        signature = one.signature(len(references), **resampling)
        measure = Measure(one.name, one.higher_is_better, signature)
        totals = tuple(one.score(own) for own in counted)
        made.append(Measured(measure, systems, counted, one.scores, totals, item_scores=one.segment_scores))
    return made


def score_measures(test_set: TestSet, notes: list[str]) -> list[Measured]:
    """Average scores that were made elsewhere.

    :param test_set: systems and scores.
    :param notes: systems without scores, and scores of none of the systems, are told of here.
    """
    systems = [one.name for one in test_set.systems]
    made = []
    for given in test_set.scores:
        scores = dict(given.scores)
        missing = [name for name in systems if name not in scores or set(scores[name]) <= {None}]
        strange = [name for name in scores if name not in systems]
        if missing:
            notes.append(f"{given.measure} has no scores of {', '.join(missing)}")
        if strange:
            notes.append(f"{given.measure} has scores of {', '.join(strange)}, which are none of the systems")
        rows = [(name, scores[name]) for name in systems if name not in missing]
        if rows:
            measure = Measure(given.measure, given.higher_is_better, "mean of segments", given.human)
            made.append(measured_values(measure, rows, mean_scores))
    return made


def scored_segments(one: Measured, system: int, test_set: TestSet) -> int:
    """Return how many segments a system's score rests on.

    :param one: the measure, by segments or by documents.
    :param system: number of the system in it.
    :param test_set: segments and their documents.
    """
    if one.items == len(test_set.references[0].segments) or one.present is None:
        return one.scored(system) if one.present is not None else len(test_set.references[0].segments)
    numbers, count = block_numbers(test_set)
    return int(np.bincount(numbers, minlength=count)[one.present[system]].sum())


def segment_tables(measures: Sequence[Measured]) -> tuple[ScoreTable, ...]:
    """Return the scores of segments.

    :param measures: measures by segments.
    """
    return tuple(_table(one, one.values()) for one in measures)


def document_tables(
    test_set: TestSet, by_segment: Sequence[Measured], by_document: Sequence[Measured]
) -> tuple[ScoreTable, ...]:
    """Return the scores of documents, made of the sums of their segments' statistics.

    :param test_set: says which document each segment belongs to.
    :param by_segment: measures by segments.
    :param by_document: measures by documents.
    """
    numbers, count = block_numbers(test_set)
    summed = [one.summed(numbers, count) for one in by_segment]
    return tuple(_table(one, one.scores(one.statistics)) for one in (*summed, *by_document))


def _table(one: Measured, values: Any) -> ScoreTable:
    rows = [[value if np.isfinite(value) else None for value in row] for row in values.tolist()]
    return ScoreTable(one.measure.name, tuple(zip(one.systems, map(tuple, rows), strict=True)))
