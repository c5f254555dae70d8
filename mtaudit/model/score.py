"""Scores and the statements about how they were made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value over groups of segments.

    :param score: the value; 0 to 100 for BLEU and chrF++, 0 and up for TER.
    :param ci_low: lower end of the 95 % percentile bootstrap interval, None with fewer than 20
        groups or for a pooled score.
    :param ci_high: upper end.
    :param groups: how many groups were scored.
    :param signature: sacrebleu's signature, verbatim.
    """

    score: float
    ci_low: float | None
    ci_high: float | None
    groups: int
    signature: str


@dataclass(frozen=True, slots=True)
class MetricScores:
    """BLEU and chrF++ (higher is better) and TER (lower is better) of one pair of texts."""

    bleu: Score
    chrfpp: Score
    ter: Score


@dataclass(frozen=True, slots=True)
class Agreement:
    """A document's scores against one native report, which is comparable, not a translation.

    :param aligned: over connected groups of aligned segments; None where nothing is aligned.
    :param pooled: over the compared segments of either text as one piece; no interval.
    """

    aligned: MetricScores | None
    pooled: MetricScores | None


@dataclass(frozen=True, slots=True)
class RulePenalty:
    """Weights of findings, capped by segment, per 100 words. A rule penalty, not an MQM score.

    :param per_100_words: of the document, 0 and up.
    :param control_per_100_words: of the native report, by the rules that ran on both; None without
        a native report.
    :param by_category: the document's, split by MQM category, sorted by name.
    """

    per_100_words: float
    control_per_100_words: float | None
    by_category: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that did not work and was left out of the report.

    :param stage: part of the pipeline, ``back-translation``.
    :param segment: index of the segment, or None for the whole document.
    :param reason: what went wrong, one sentence.
    """

    stage: str
    segment: int | None
    reason: str
