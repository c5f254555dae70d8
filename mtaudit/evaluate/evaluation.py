"""The evaluation: all figures of all texts and of every subgroup."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import mtaudit
from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import UsageError
from mtaudit.evaluate.agreement import correlation_figures
from mtaudit.evaluate.labels import BINS, is_probability, label_figures, reliability
from mtaudit.evaluate.predictions import FAULTS
from mtaudit.evaluate.resampled import FEWEST_DOCUMENTS, Resampler
from mtaudit.model.evaluation import Evaluation, GroupEvaluation, Prediction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.model.evaluation import Figure, LabelledData, LabelledText
    from mtaudit.pipeline import Progress

__all__ = ["EvaluationSettings", "evaluate"]

_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class EvaluationSettings:
    """How predictions are held against labels and scores.

    :param threshold: predictions at or above it are called positive; None is 0.5 for probabilities, and
        none for what only ranks.
    :param undecided: predictions from the first to below the second are undecided; None for none.
    :param lower_is_better: True for a prediction that counts faults; it is turned round for human scores.
    :param samples: resamples of documents.
    :param seed: of the draws.
    """

    threshold: float | None = None
    undecided: tuple[float, float] | None = None
    lower_is_better: bool = False
    samples: int = 1000
    seed: int = DEFAULT_SEED


def evaluate(
    data: LabelledData,
    measure: str,
    predictions: Sequence[Prediction],
    settings: EvaluationSettings,
    *,
    made_by: str = "column",
    notes: Sequence[str] = (),
    progress: Progress | None = None,
) -> Evaluation:
    """Hold predictions against labels and human scores.

    :param data: the rows.
    :param measure: name of what predicts.
    :param predictions: one a row; those with a verdict of their own keep it unless a threshold is given.
    :param settings: threshold and resamples.
    :param made_by: signature of what predicts.
    :param notes: what is known to be odd already.
    :param progress: told how many groups are done.
    :raises UsageError: for bounds of what is undecided without a threshold.
    """
    probability = data.labelled and is_probability(predictions)
    given = settings.threshold is not None or settings.undecided is not None
    own_verdicts = not given and any(one.called is not None for one in predictions)
    threshold = settings.threshold
    if threshold is None and probability and not own_verdicts:
        threshold = _EVEN
    if settings.undecided is not None and threshold is None:
        raise UsageError("bounds of what is undecided without a threshold", mend="give --threshold")
    called = predictions if own_verdicts else [_called(one, threshold, settings) for one in predictions]
    decides = own_verdicts or threshold is not None
    turned = -1 if settings.lower_is_better or measure in FAULTS else 1

    resampler = Resampler(settings.samples, settings.seed)
    groups = sorted({row.group for row in data.rows if row.group is not None}) if data.grouped_by else []
    results = []
    for done, group in enumerate((None, *groups)):
        if progress is not None:
            progress("resampling", done, len(groups) + 1)
        places = [at for at, row in enumerate(data.rows) if group is None or row.group == group]
        rows, own = [data.rows[at] for at in places], [called[at] for at in places]
        figures: list[Figure] = []
        if data.labelled:
            figures += label_figures(rows, own, resampler, decides=decides, probability=probability)
        if data.scored:
            figures += _correlations(rows, own, turned, resampler)
        results.append(_group(group, rows, own, figures, labelled=data.labelled))
    return Evaluation(
        signature=_signature(measure, made_by, threshold, settings),
        measure=measure,
        source=data.source,
        threshold=threshold,
        total=results[0],
        grouped_by=data.grouped_by,
        groups=tuple(results[1:]),
        reliability=reliability(data.rows, called) if probability else (),
        rows=data.rows,
        predictions=tuple(called),
        notes=(*notes, *_notes(data, results, decides=decides)),
    )


def _called(prediction: Prediction, threshold: float | None, settings: EvaluationSettings) -> Prediction:
    value = prediction.value
    if value is None or threshold is None:
        return prediction
    if settings.undecided is not None and settings.undecided[0] <= value < settings.undecided[1]:
        return replace(prediction, called=None)
    return replace(prediction, called=value >= threshold)


def _correlations(
    rows: Sequence[LabelledText], predictions: Sequence[Prediction], turned: int, resampler: Resampler
) -> Iterator[Figure]:
    held = [
        (turned * one.value, row.score, row.document)
        for row, one in zip(rows, predictions, strict=True)
        if one.value is not None and row.score is not None
    ]
    if held:
        ours, human, documents = zip(*held, strict=True)
        yield from correlation_figures(ours, human, documents, resampler)


def _group(
    group: str | None,
    rows: Sequence[LabelledText],
    predictions: Sequence[Prediction],
    figures: Sequence[Figure],
    *,
    labelled: bool,
) -> GroupEvaluation:
    measured = [row for row, one in zip(rows, predictions, strict=True) if one.value is not None]
    positives = sum(row.positive is True for row in measured) if labelled else None
    return GroupEvaluation(
        group, len(measured), len({row.document for row in measured}), positives, tuple(figures)
    )


def _signature(measure: str, made_by: str, threshold: float | None, settings: EvaluationSettings) -> str:
    parts = [f"mtaudit-evaluate|v:{mtaudit.__version__}|measure:{measure}"]
    if threshold is not None:
        parts.append(f"threshold:{threshold:g}")
        if settings.undecided is not None:
            parts.append("undecided:{:g}-{:g}".format(*settings.undecided))
    parts += [f"bins:{BINS}", f"samples:{settings.samples}", f"seed:{settings.seed}", f"by:[{made_by}]"]
    return "|".join(parts)


def _notes(data: LabelledData, results: Sequence[GroupEvaluation], *, decides: bool) -> Iterator[str]:
    if data.labelled and not decides:
        yield "The measure only ranks: give --threshold for accuracy, detection and false alarms."
    figures = [(result.group, figure) for result in results for figure in result.figures]
    few = sum(figure.documents < FEWEST_DOCUMENTS for _, figure in figures)
    if few:
        yield (
            f"{few} of {len(figures)} figures rest on fewer than {FEWEST_DOCUMENTS} documents of a class and "
            "have no interval."
        )
    for group, figure in figures:
        certain = figure.value in (0, 1) and figure.name != "undecided"
        if certain and figure.ci_low is None and figure.documents >= FEWEST_DOCUMENTS:
            # The rule of three: Hanley and Lippman-Hand 1983, "If nothing goes wrong".
            where = "" if group is None else f" in {group}"
            yield (
                f"{figure.name}{where} is {figure.value:g} in every resample: with {figure.documents} "
                f"documents it may be off by up to {3 / figure.documents:.2g}."
            )
    missing = sum(row.score is None for row in data.rows)
    if data.scored and missing:
        yield f"{missing} of {len(data.rows)} rows have no score and count in no correlation."
