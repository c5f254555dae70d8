"""Measures held against human scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtaudit.metrics.correlation import segment_correlations, system_correlations
from mtaudit.metrics.significance import resampled
from mtaudit.pipeline.systems.penalty import block_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np

    from mtaudit.metrics.measured import Measured
    from mtaudit.model.systems import Correlation, TestSet
    from mtaudit.pipeline.systems.compare import SystemSettings

    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["agreement_with_people"]


def agreement_with_people(
    test_set: TestSet,
    by_segment: Sequence[Measured],
    drawn: Sequence[Floats],
    by_document: Sequence[Measured],
    settings: SystemSettings,
    fewest: int,
) -> Iterator[Correlation]:
    """Yield how measures agree with human scores, between systems and between segments.

    :param test_set: says which document each segment belongs to.
    :param by_segment: measures by segments, the human ones among them.
    :param drawn: their resampled scores.
    :param by_document: measures by documents.
    :param settings: resamples and seed.
    :param fewest: items from which there are intervals.
    """
    resampled_scores = dict(zip((one.measure.name for one in by_segment), drawn, strict=True))
    humans = [one for one in by_segment if one.measure.human]
    others = [one for one in by_segment if not one.measure.human]
    for human in humans:
        enough = human.items >= fewest
        theirs = resampled_scores[human.measure.name]
        for one in others:
            pair = (resampled_scores[one.measure.name], theirs) if enough else None
            yield from system_correlations(one, human, pair)
            samples = settings.resamples if enough else 0
            values = (one.values(), human.values())
            yield from segment_correlations(one, human, values, samples, settings.seed)
        yield from _between_documents(test_set, by_document, human, settings, fewest)


def _between_documents(
    test_set: TestSet,
    by_document: Sequence[Measured],
    human: Measured,
    settings: SystemSettings,
    fewest: int,
) -> Iterator[Correlation]:
    """Resample documents, with the human scores of their segments."""
    if not by_document:
        return
    summed = human.summed(*block_numbers(test_set))
    *drawn, theirs = resampled([*by_document, summed], settings.resamples, settings.seed)
    for one, ours in zip(by_document, drawn, strict=True):
        yield from system_correlations(one, summed, (ours, theirs) if one.items >= fewest else None)
