"""Scores with their intervals, stability beside its control, and the likelihood, as drawings."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtaudit.model import Status
from mtaudit.reports.console.blocks import language_name
from mtaudit.reports.console.scores import METRICS, scored_rows
from mtaudit.reports.html.drawing import Bar, Interval, axis_top, bars, interval, scaled

if TYPE_CHECKING:
    from mtaudit.model import BackTranslation
    from mtaudit.reports.report import AuditReport

__all__ = [
    "Dots",
    "Likelihood",
    "ScoreRow",
    "Trip",
    "likelihood",
    "penalty_bars",
    "quality",
    "score_rows",
    "signatures",
    "trips",
]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """What was scored, and its scores.

    :param name: what it is.
    :param groups: how many groups of segments it rests on.
    :param coverage: shares of content words that the other text has too, in words.
    :param metrics: names of metrics with their scores.
    :param few: True where an interval is wanting because it rests on few segments.
    """

    name: str
    groups: int
    coverage: str
    metrics: list[tuple[str, Interval]]
    few: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """A value of the document beside its control on one axis.

    :param label: what is measured.
    :param unit: in what.
    :param value: of the document.
    :param control: of the native report, or None.
    :param x: where the value stands.
    :param x_control: where the control stands.
    :param digits: after the point.
    """

    label: str
    unit: str
    value: float
    control: float | None
    x: float
    x_control: float | None
    digits: int


@dataclass(frozen=True, slots=True)
class Trip:
    """A back-translation.

    :param engine: name of the engine.
    :param language: of the pivot.
    :param control: id of the native text, or None.
    :param stability: surface and semantic.
    :param statuses: what became of the segments, with how many.
    :param wrong: indices of the segments that went wrong.
    """

    engine: str
    language: str
    control: str | None
    stability: list[Dots]
    statuses: list[tuple[str, int]]
    wrong: list[int]


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How sure we are, and on what evidence.

    :param verdict: machine-translated, undecided or not machine-translated.
    :param reason: why it is undecided, or None.
    :param probability: 0 to 1.
    :param prior: what it was before the evidence, 0 to 1.
    :param human_share: share of human translations taken for a machine's, or None.
    :param ratio: how many times likelier the text is as a machine's translation than as English, or None.
    :param x: where the probability stands.
    :param x_prior: where the prior stands.
    :param evidence: bars of contributions, to the right for translation, with what was measured.
    """

    verdict: str
    reason: str | None
    probability: float
    prior: float
    human_share: float | None
    ratio: float | None
    x: float
    x_prior: float
    evidence: list[tuple[Bar, float]]

    @property
    def total(self) -> float | None:
        """What the evidence adds up to with what the scale starts from, in nats, or None."""
        return math.log(self.ratio) if self.ratio else None

    @property
    def start(self) -> float | None:
        """What the scale starts from, in nats, or None."""
        return None if self.total is None else self.total - sum(bar.value for bar, _ in self.evidence)


def score_rows(report: AuditReport) -> list[ScoreRow]:
    """Return a row for whatever was scored; a metric has one axis in all of them.

    :param report: what was audited.
    """
    scored = list(scored_rows(report))
    tops = {field: axis_top([getattr(metrics, field) for _, metrics, *_ in scored]) for _, field in METRICS}
    return [
        ScoreRow(
            _in_words(name),
            metrics.chrfpp.groups,
            coverage,
            [(label, interval(getattr(metrics, field), tops[field])) for label, field in METRICS],
            bounded and metrics.chrfpp.ci_low is None,
        )
        for name, metrics, bounded, coverage in scored
    ]


def _in_words(name: str) -> str:
    """Return the name of what was scored without the terms of the text report."""
    for term, words in ((", aligned", ": linked sentences"), (", pooled", ": the whole texts")):
        if name.endswith(term):
            return name.removesuffix(term) + words
    return name


def penalty_bars(report: AuditReport) -> tuple[list[Bar], list[Bar]]:
    """Return the rule penalty of the document and of the native report, and its categories, on one scale.

    :param report: what was audited.
    """
    penalty = report.scores.rule_penalty
    whole = [("this text", penalty.per_100_words)]
    if penalty.control_per_100_words is not None:
        whole.append(("native report", penalty.control_per_100_words))
    by_category = sorted((held for held in penalty.by_category if held[1]), key=lambda held: -held[1])
    drawn = bars([*whole, *by_category])
    return drawn[: len(whole)], drawn[len(whole) :]


def trips(report: AuditReport) -> list[Trip]:
    """Return the back-translations.

    :param report: what was audited.
    """
    return [_trip(back) for back in report.back_translations]


def _trip(back: BackTranslation) -> Trip:
    counts = Counter(trip.status for trip in back.segments)
    held = None if back.control is None else back.control.stability
    ours = back.stability
    return Trip(
        back.engine,
        language_name(back.pivot),
        None if back.control is None else back.control.document,
        [
            _dots(
                "surface",
                "chrF++, 0 to 100",
                ours.surface,
                None if held is None else held.surface,
                (0, 100),
                1,
            ),
            _dots(
                "semantic",
                "mean cosine, −1 to 1",
                ours.semantic,
                None if held is None else held.semantic,
                (-1, 1),
                2,
            ),
        ],
        [(status, counts[status]) for status in Status if counts[status]],
        [trip.index for trip in back.segments if trip.status is not Status.OK],
    )


def _dots(
    label: str, unit: str, value: float, control: float | None, ends: tuple[float, float], digits: int
) -> Dots:
    x_control = None if control is None else scaled(control, *ends)
    return Dots(label, unit, value, control, scaled(value, *ends), x_control, digits)


def likelihood(estimate: Any) -> Likelihood | None:
    """Return the likelihood as a drawing, or None where it was not computed.

    :param estimate: has ``probability``, ``prior``, ``verdict`` and ``evidence``, a sequence of what has
        ``name``, ``value`` and ``contribution``; ``reason``, ``human_share``, ``likelihood_ratio`` and the
        ``words`` of evidence are shown where there are any. Or None.
    """
    if estimate is None:
        return None
    evidence = sorted(estimate.evidence, key=lambda one: -abs(one.contribution))
    labels = [getattr(one, "words", "") or one.name.replace("_", " ") for one in evidence]
    drawn = bars(
        [(label, one.contribution) for label, one in zip(labels, evidence, strict=True)], two_sided=True
    )
    return Likelihood(
        str(estimate.verdict),
        getattr(estimate, "reason", None),
        estimate.probability,
        estimate.prior,
        getattr(estimate, "human_share", None),
        getattr(estimate, "likelihood_ratio", None),
        scaled(estimate.probability, 0, 1),
        scaled(estimate.prior, 0, 1),
        list(zip(drawn, (one.value for one in evidence), strict=True)),
    )


def quality(estimate: Any) -> Interval | None:
    """Return the quality estimate on its axis, or None where it was not computed.

    :param estimate: has ``score``, ``ci_low`` and ``ci_high``, 0 to 100; or None.
    """
    if estimate is None:
        return None
    low, high = estimate.ci_low, estimate.ci_high
    ends = (None if low is None else scaled(low, 0, 100), None if high is None else scaled(high, 0, 100))
    return Interval(estimate.score, low, high, scaled(estimate.score, 0, 100), *ends, 100.0)


def signatures(report: AuditReport) -> list[tuple[str, str]]:
    """Return the strings that fix how every number was made, each once, with what they are of.

    :param report: what was audited.
    """
    scores = [
        (label, getattr(metrics, field).signature)
        for label, field in METRICS
        for _, metrics, *_ in scored_rows(report)
    ]
    return list(dict.fromkeys([("report", report.signature), *scores]))
