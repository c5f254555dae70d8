"""A test set is checked and compared; its oddities and the comparison's own stand in one report."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.metrics.ranking import SIGNIFICANT
from mtaudit.model.systems import Correction, PairedMethod
from mtaudit.pipeline.systems.checks import check_test_set
from mtaudit.pipeline.systems.compare import SystemSettings, compare_systems
from mtaudit.reports.systems import SystemReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.model.systems import SystemComparison, TestSet
    from mtaudit.pipeline.auditor import Progress

__all__ = ["system_report", "with_samples"]


def with_samples(settings: SystemSettings, samples: int | None) -> SystemSettings:
    """Return settings with another number of resamples, or of trials where the test is randomisation.

    :param settings: what to compute.
    :param samples: the number, or None to leave it.
    """
    if samples is None:
        return settings
    if settings.method is PairedMethod.RANDOMISATION:
        return replace(settings, trials=samples)
    return replace(settings, resamples=samples)


def system_report(
    test_set: TestSet,
    settings: SystemSettings,
    *,
    notes: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> SystemReport:
    """Compare the systems of a test set.

    :param test_set: references and systems.
    :param settings: what to compute.
    :param notes: what reading it has brought up.
    :param progress: called with a stage, the steps done and the steps in all.
    :raises InputError: for parts of different lengths.
    :raises UsageError: for a baseline that is no system, or a test of a single one.
    """
    found = check_test_set(test_set)
    names = [system.name for system in test_set.systems]
    if settings.baseline is not None and settings.baseline not in names:
        raise UsageError(
            f"the baseline {settings.baseline!r} is no system", mend=f"choose among {', '.join(names)}"
        )
    if settings.method is not None and len(names) == 1:
        raise UsageError("a paired test needs two systems", mend="name another, or leave the test out")
    comparison = compare_systems(test_set, settings, progress=progress)
    told = (*notes, *found, *comparison.notes, *_too_few_samples(comparison, settings))
    return SystemReport.of(replace(comparison, notes=tuple(f"{note.rstrip('.')}." for note in told)))


def _too_few_samples(comparison: SystemComparison, settings: SystemSettings) -> Iterable[str]:
    """Tell where Holm's correction leaves no pair a chance, for p is 1/(samples + 1) at least."""
    if settings.method is None or settings.correction is not Correction.HOLM:
        return
    samples = settings.trials if settings.method is PairedMethod.RANDOMISATION else settings.resamples
    pairs = max(Counter(one.measure for one in comparison.differences).values(), default=0)
    if (least := pairs / (samples + 1)) >= SIGNIFICANT:
        yield (
            f"With {samples} samples and {pairs} pairs no adjusted p can be below {least:.2g}: "
            f"give --samples {math.ceil(pairs / SIGNIFICANT)} or more, or --baseline"
        )
