"""A measure held against labels or human scores: what goes in, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A row of labelled data.

    :param id: its own id, or its number from 1.
    :param document: id of the document that it is a part of; its own id where it stands alone.
    :param text: what is measured; None where the data has no texts.
    :param positive: True for machine-translated, or None where the data has no labels.
    :param score: of a person, higher is better; None where nobody gave one.
    :param prediction: of a measure computed elsewhere, or None.
    :param group: what subgroups are told apart by, or None.
    """

    id: str
    document: str
    text: str | None = None
    positive: bool | None = None
    score: float | None = None
    prediction: float | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledData:
    """Rows with labels, human scores or both.

    :param rows: in the order of the file.
    :param labelled: whether they have labels.
    :param scored: whether they have human scores.
    :param grouped_by: name of the column of subgroups, or None.
    :param source: the file, for messages.
    """

    rows: tuple[LabelledText, ...]
    labelled: bool
    scored: bool
    grouped_by: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a measure says of a text.

    :param value: the higher, the more of what the label calls positive, or the better the text; None where
        the measure does not apply.
    :param called: True for machine-translated, False for not, None for undecided or where the measure only
        ranks.
    """

    value: float | None
    called: bool | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its interval.

    :param name: ``auc``, ``accuracy``, ``balanced_accuracy``, ``detection_rate``, ``false_alarm_rate``,
        ``undecided``, ``calibration_error``, ``brier``, ``pearson``, ``spearman`` or ``kendall``.
    :param value: the figure.
    :param ci_low: lower end of the 95 % percentile bootstrap interval over documents, or None.
    :param ci_high: upper end.
    :param rows: how many texts it rests on.
    :param documents: in how many documents; for a figure about two classes those of the rarer one.
    """

    name: str
    value: float
    ci_low: float | None
    ci_high: float | None
    rows: int
    documents: int


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Texts whose predictions are near one another, and how many of them are positive.

    :param low: lowest prediction that belongs here.
    :param high: where the next bin begins; 1 belongs to the last.
    :param rows: how many texts.
    :param mean_prediction: of these texts.
    :param positive: share of them that are labelled positive.
    """

    low: float
    high: float
    rows: int
    mean_prediction: float
    positive: float


@dataclass(frozen=True, slots=True)
class GroupEvaluation:
    """All figures of one subgroup, or of all texts.

    :param group: name of the subgroup; None for all texts.
    :param rows: how many texts were measured.
    :param documents: in how many documents.
    :param positives: how many of the texts are labelled positive; None without labels.
    :param figures: those that can be computed, in a fixed order.
    """

    group: str | None
    rows: int
    documents: int
    positives: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that evaluating a measure yields.

    :param signature: fixes how it was made: version, measure, threshold, bins, resamples, seed.
    :param measure: ``prediction``, ``likelihood``, ``quality`` or ``rule-penalty``.
    :param source: the file of labelled data.
    :param threshold: predictions at or above it are called positive; None where the measure only ranks or
        gives verdicts of its own.
    :param total: all texts.
    :param grouped_by: name of the column of subgroups, or None.
    :param groups: a subgroup each, by name.
    :param reliability: calibration by bins; empty for what is no probability.
    :param rows: the data.
    :param predictions: one a row.
    :param notes: what is odd or left out, a sentence each.
    """

    signature: str
    measure: str
    source: str
    threshold: float | None
    total: GroupEvaluation
    grouped_by: str | None
    groups: tuple[GroupEvaluation, ...]
    reliability: tuple[ReliabilityBin, ...]
    rows: tuple[LabelledText, ...]
    predictions: tuple[Prediction, ...]
    notes: tuple[str, ...]
