"""Systems held against references: scores, intervals, paired tests, ranks, agreement with people.

Statistics of segments come first, then everything is sums of them: scores, resamples, scores of documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import mtaudit
from mtaudit.config import DEFAULT_SEED, Settings
from mtaudit.errors import UsageError
from mtaudit.metrics.options import SYSTEM_METRICS, MetricOptions, metric_named
from mtaudit.metrics.ranking import SIGNIFICANT, ranks
from mtaudit.metrics.resampling import interval
from mtaudit.metrics.significance import (
    contrasts,
    differences,
    paired_bootstrap,
    paired_randomisation,
    resampled,
)
from mtaudit.model.systems import Correction, PairedMethod, SystemComparison, SystemScore
from mtaudit.pipeline.systems.agreement import agreement_with_people
from mtaudit.pipeline.systems.measures import (
    check,
    document_tables,
    metric_measures,
    score_measures,
    scored_segments,
    segment_tables,
)
from mtaudit.pipeline.systems.penalty import system_penalty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np

    from mtaudit.metrics.measured import Measured
    from mtaudit.model.systems import Difference, TestSet
    from mtaudit.pipeline.auditor import Progress

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["FEWEST_ITEMS", "SystemSettings", "compare_systems"]

#: Fewer segments, or documents, than this make no interval.
FEWEST_ITEMS = 20


@dataclass(frozen=True, slots=True)
class SystemSettings:
    """Everything that changes what a comparison of systems finds, but for ``jobs``.

    :param metrics: of sacrebleu: ``bleu``, ``chrf``, ``chrf++``, ``ter``; none leaves them out.
    :param options: sacrebleu's options.
    :param method: the paired test, or None for none.
    :param resamples: bootstrap resamples, 1 and up; sacrebleu's default.
    :param trials: trials of approximate randomisation, 1 and up; sacrebleu's default.
    :param seed: of the draws, 0 and up.
    :param baseline: name of the system that the others are held against; None tests every pair.
    :param correction: for the number of pairs.
    :param jobs: processes; None is as many as there are processors.
    :param audit: True adds the rule penalty of each system's English.
    :param rules: which rules run for it, and how.
    :param segment_scores: True adds tables of the scores of segments.
    :param document_scores: True adds tables of the scores of documents.
    """

    metrics: tuple[str, ...] = SYSTEM_METRICS
    options: MetricOptions = field(default_factory=MetricOptions)
    method: PairedMethod | None = None
    resamples: int = 1000
    trials: int = 10_000
    seed: int = DEFAULT_SEED
    baseline: str | None = None
    correction: Correction = Correction.HOLM
    jobs: int | None = None
    audit: bool = False
    rules: Settings = field(default_factory=Settings)
    segment_scores: bool = False
    document_scores: bool = False

    def __post_init__(self) -> None:
        """Refuse values out of range.

        :raises UsageError: for a metric that does not exist or is given twice, or a number out of range.
        """
        names = [metric_named(name) for name in self.metrics]
        if len(set(names)) < len(names):
            raise UsageError("a metric is given twice", mend="give each once")
        for what, value, least in (
            ("the number of resamples", self.resamples, 1),
            ("the number of trials", self.trials, 1),
            ("the seed", self.seed, 0),
            ("the number of jobs", 1 if self.jobs is None else self.jobs, 1),
        ):
            if value < least:
                raise UsageError(f"{what} is {value}", mend=f"give {least} or more")


@dataclass(frozen=True, slots=True)
class _Tested:
    """Measures over the same items, and what resampling yields of them."""

    measures: Sequence[Measured]
    drawn: Sequence[Floats]
    differences: Sequence[Sequence[Difference]]


def compare_systems(
    test_set: TestSet, settings: SystemSettings | None = None, *, progress: Progress | None = None
) -> SystemComparison:
    """Hold systems against references, against each other and against people.

    :param test_set: references, systems, and scores that were made elsewhere.
    :param settings: what to compute and how; None is the defaults.
    :param progress: told how far the slow stages are.
    :raises InputError: for a test set without segments, with lists of different length, or with a name twice.
    :raises UsageError: for a baseline that is no system, documents that are asked for but not known, or
        nothing to compute.
    :raises MtauditError: when a process dies.
    """
    settings = settings or SystemSettings()
    check(test_set)
    _check_settings(test_set, settings)
    size = len(test_set.references[0].segments)
    notes: list[str] = []
    if size < FEWEST_ITEMS:
        notes.append(f"{size} segments are too few for intervals, which need {FEWEST_ITEMS}")

    by_segment = [
        *metric_measures(test_set, settings, _told(progress, "counting n-grams and edits")),
        *score_measures(test_set, notes),
    ]
    by_document: list[Measured] = []
    if settings.audit:
        told = _told(progress, "auditing")
        penalty = system_penalty(test_set, settings.rules, notes, jobs=settings.jobs, progress=told)
        by_document = [penalty] if penalty.systems else []

    segments, documents = _tested(by_segment, settings), _tested(by_document, settings)
    both = (segments, documents)
    return SystemComparison(
        signature=_signature(settings),
        references=tuple(one.name for one in test_set.references),
        systems=tuple(one.name for one in test_set.systems),
        segments=size,
        documents=test_set.documents,
        measures=tuple(one.measure for group in both for one in group.measures),
        scores=tuple(row for group in both for row in _scores(group, test_set, settings)),
        method=settings.method,
        baseline=settings.baseline if settings.method else None,
        differences=tuple(one for group in both for some in group.differences for one in some),
        correlations=tuple(
            agreement_with_people(test_set, by_segment, segments.drawn, by_document, settings, FEWEST_ITEMS)
        ),
        segment_scores=segment_tables(by_segment) if settings.segment_scores else (),
        document_scores=(
            document_tables(test_set, by_segment, by_document) if settings.document_scores else ()
        ),
        notes=tuple(notes),
    )


def _check_settings(test_set: TestSet, settings: SystemSettings) -> None:
    if settings.baseline is not None and settings.baseline not in {one.name for one in test_set.systems}:
        names = ", ".join(one.name for one in test_set.systems)
        raise UsageError(f"no system is called {settings.baseline!r}", mend=f"choose from {names}")
    if settings.document_scores and test_set.documents is None:
        raise UsageError("the documents of the segments are not known", mend="give a test set with documents")
    if not (settings.metrics or settings.audit or test_set.scores):
        raise UsageError("there is nothing to compute", mend="choose a metric")


def _told(progress: Progress | None, stage: str) -> Callable[[int, int], None] | None:
    return None if progress is None else partial(progress, stage)


def _tested(measures: Sequence[Measured], settings: SystemSettings) -> _Tested:
    """Resample measures over the same items, and test their pairs of systems."""
    pairs = [contrasts(one, settings.baseline) if settings.method else [] for one in measures]
    # Pairs that lack values of different items have sums of their own; all see the same draws.
    every = list(
        {id(one): one for one in (*measures, *(p.measured for some in pairs for p in some))}.values()
    )
    drawn = resampled(every, settings.resamples, settings.seed)
    scores = {id(one): drawn_scores for one, drawn_scores in zip(every, drawn, strict=True)}
    flat = [pair for some in pairs for pair in some]
    if settings.method is PairedMethod.RANDOMISATION:
        p_values = iter(paired_randomisation(flat, settings.trials, settings.seed))
    else:
        p_values = iter([paired_bootstrap(pair, scores[id(pair.measured)]) for pair in flat])
    found = [
        differences(
            some,
            [next(p_values) for _ in some],
            [scores[id(pair.measured)] for pair in some],
            settings.correction,
            FEWEST_ITEMS,
        )
        for some in pairs
    ]
    return _Tested(measures, drawn[: len(measures)], found)


def _scores(tested: _Tested, test_set: TestSet, settings: SystemSettings) -> Iterator[SystemScore]:
    for one, drawn, found in zip(tested.measures, tested.drawn, tested.differences, strict=True):
        places: dict[str, int] = {}
        if settings.method and settings.baseline is None:
            scores = list(zip(one.systems, one.totals, strict=True))
            places = ranks(scores, found, higher_is_better=one.measure.higher_is_better)
        for number, name in enumerate(one.systems):
            low = high = None
            if one.scored(number) >= FEWEST_ITEMS:
                low, high = interval(drawn[number])
            segments = scored_segments(one, number, test_set)
            yield SystemScore(
                one.measure.name, name, one.totals[number], low, high, places.get(name), segments
            )


def _signature(settings: SystemSettings) -> str:
    parts = ["mtaudit", f"v:{mtaudit.__version__}", f"bs:{settings.resamples}"]
    if settings.method:
        parts += [f"test:{settings.method}", f"correction:{settings.correction}"]
    if settings.method is PairedMethod.RANDOMISATION:
        parts.append(f"ar:{settings.trials}")
    if settings.method and settings.baseline is None:
        parts.append(f"clusters:{SIGNIFICANT}")
    return "|".join([*parts, f"seed:{settings.seed}"])
