"""What a measure says of every text: a column of the data, or what an audit finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, UsageError
from mtaudit.model import Document
from mtaudit.model.evaluation import Prediction
from mtaudit.model.likelihood import Verdict
from mtaudit.pipeline import Auditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit.config import Settings
    from mtaudit.model.evaluation import LabelledData
    from mtaudit.pipeline import Progress
    from mtaudit.reports import AuditReport

__all__ = ["MEASURES", "predict"]


_CALLED = {Verdict.MACHINE: True, Verdict.UNDECIDED: None, Verdict.NOT_MACHINE: False}


def _penalty(report: AuditReport) -> Prediction:
    return Prediction(report.scores.rule_penalty.per_100_words)


def _likelihood(report: AuditReport) -> Prediction:
    found = report.likelihood
    if found is None:
        return Prediction(None)
    return Prediction(found.probability, _CALLED[found.verdict])


def _quality(report: AuditReport) -> Prediction:
    return Prediction(None if report.quality is None else report.quality.score)


#: What an audit is asked for, by the name of the measure.
_AUDITED: dict[str, Callable[[AuditReport], Prediction]] = {
    "likelihood": _likelihood,
    "quality": _quality,
    "rule-penalty": _penalty,
}
#: Measures that can be evaluated; ``prediction`` is a column of the data.
MEASURES = ("prediction", *_AUDITED)
#: Measures that there are none of without a language model.
_WITH_MODEL = frozenset({"quality"})
#: The higher these are, the worse a text is.
FAULTS = frozenset({"rule-penalty"})


def predict(
    data: LabelledData, measure: str, settings: Settings, *, progress: Progress | None = None
) -> tuple[list[Prediction], str, list[str]]:
    """Return a prediction a row, the signature of what made them, and notes.

    :param data: the rows.
    :param measure: one of :data:`MEASURES`.
    :param settings: of the audit that a measure of ours needs.
    :param progress: told how many texts are done.
    :raises InputError: for data without what the measure needs.
    :raises UsageError: for a measure that does not exist.
    """
    if measure not in MEASURES:
        raise UsageError(f"no measure is called {measure!r}", mend=f"choose among {', '.join(MEASURES)}")
    if measure == "prediction":
        values = [row.prediction for row in data.rows]
        if all(value is None for value in values):
            raise InputError(
                "it has no predictions", file=data.source,
                mend="name their column with --prediction, or a measure of ours with --measure",
            )  # fmt: skip
        missing = values.count(None)
        notes = [f"{missing} of {len(values)} rows have no prediction and count nowhere."] if missing else []
        return [Prediction(value) for value in values], "column", notes
    return _audited(data, measure, settings, progress)


def _audited(
    data: LabelledData, measure: str, settings: Settings, progress: Progress | None
) -> tuple[list[Prediction], str, list[str]]:
    auditor = Auditor(replace(settings, surprisal=True) if measure in _WITH_MODEL else settings)
    predictions: list[Prediction] = []
    refused: list[str] = []
    for done, row in enumerate(data.rows):
        if progress is not None:
            progress("auditing", done, len(data.rows))
        if row.text is None:
            raise InputError(
                f"row {row.id} has no text", file=data.source, mend="name the column of texts with --text"
            )
        try:
            predictions.append(_AUDITED[measure](auditor.audit(Document(row.id, row.text))))
        except InputError as error:
            refused.append(f"{row.id} ({error.problem})")
            predictions.append(Prediction(None))
    if len(refused) == len(data.rows):
        raise InputError(
            f"no text can be audited; the first, {refused[0]}", file=data.source, mend="give texts in English"
        )
    notes = []
    if refused:
        notes.append(
            f"{len(refused)} of {len(data.rows)} texts could not be audited and count nowhere; "
            f"the first: {refused[0]}."
        )
    return predictions, auditor.signature, notes
