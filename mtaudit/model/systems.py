"""Systems held against a reference translation: what goes in, and what a comparison of them yields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PairedMethod(StrEnum):
    """How the significance of a difference between two systems is tested."""

    BOOTSTRAP = "bootstrap"
    RANDOMISATION = "randomisation"


class Correction(StrEnum):
    """What is done about testing many pairs at once."""

    HOLM = "holm"
    BENJAMINI_HOCHBERG = "benjamini-hochberg"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NamedSegments:
    """A reference or the output of a system.

    :param name: what tables call it.
    :param segments: its segments, in the order of the test set; an empty one is an empty text.
    :param source: the file that it was read from, for messages.
    """

    name: str
    segments: tuple[str, ...]
    source: str = "<memory>"


@dataclass(frozen=True, slots=True)
class SegmentScores:
    """Scores of a measure that was computed elsewhere, such as COMET, or given by people.

    :param measure: its name.
    :param higher_is_better: False for a measure of errors.
    :param scores: by system one value a segment; None where a segment was not scored.
    :param human: True for judgements of people, which the others are held against.
    """

    measure: str
    higher_is_better: bool
    scores: tuple[tuple[str, tuple[float | None, ...]], ...]
    human: bool = False


@dataclass(frozen=True, slots=True)
class TestSet:
    """References and systems, segment by segment.

    :param references: one or more; all as long as each other.
    :param systems: one or more, each as long as the references.
    :param documents: for each segment the id of its document, or None where it is not known.
    :param scores: measures that come from files.
    """

    __test__ = False  # no test of pytest's

    references: tuple[NamedSegments, ...]
    systems: tuple[NamedSegments, ...]
    documents: tuple[str, ...] | None = None
    scores: tuple[SegmentScores, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """One column of a comparison of systems.

    :param name: ``bleu``, ``chrf``, ``chrfpp``, ``ter``, ``rule_penalty``, or the name in a file of scores.
    :param higher_is_better: False for TER and penalties.
    :param signature: how the number was made; sacrebleu's own, verbatim, for its metrics.
    :param human: True for judgements of people.
    """

    name: str
    higher_is_better: bool
    signature: str
    human: bool = False


@dataclass(frozen=True, slots=True)
class SystemScore:
    """A system by one measure over the whole test set.

    :param measure: name of the measure.
    :param system: name of the system.
    :param score: sacrebleu's corpus score, or the mean of segment scores.
    :param ci_low: lower end of the 95 % bootstrap interval over segments, or None.
    :param ci_high: upper end.
    :param rank: place of its cluster, 1 for the best; systems in a cluster are tied. None without a test of
        every pair.
    :param segments: how many segments were scored.
    """

    measure: str
    system: str
    score: float
    ci_low: float | None
    ci_high: float | None
    rank: int | None
    segments: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Two systems held against each other by one measure.

    :param measure: name of the measure.
    :param system: name of a system.
    :param baseline: name of the one that it is held against.
    :param difference: score of the system minus that of the baseline.
    :param ci_low: lower end of the 95 % bootstrap interval of the difference, or None.
    :param ci_high: upper end.
    :param p_value: of the paired test, two-sided, as sacrebleu computes it.
    :param adjusted_p_value: the same corrected for the number of pairs of this measure.
    """

    measure: str
    system: str
    baseline: str
    difference: float
    ci_low: float | None
    ci_high: float | None
    p_value: float
    adjusted_p_value: float


@dataclass(frozen=True, slots=True)
class Correlation:
    """How a measure agrees with people.

    :param measure: name of the measure.
    :param human: name of the human measure.
    :param level: ``system`` or ``segment``.
    :param statistic: ``pearson``, ``kendall``, or ``pairwise-accuracy`` (share of pairs of systems that both
        put in the same order; Kocmi et al. 2021).
    :param value: positive where the measure agrees with people, whichever way it counts.
    :param ci_low: lower end of the 95 % bootstrap interval over segments, or None.
    :param ci_high: upper end.
    :param items: how many systems, pairs or segments it rests on.
    """

    measure: str
    human: str
    level: str
    statistic: str
    value: float
    ci_low: float | None
    ci_high: float | None
    items: int


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A measure's scores of segments or documents.

    :param measure: name of the measure.
    :param scores: by system one value a segment or document; None where it was not scored.
    """

    measure: str
    scores: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class SystemComparison:
    """Everything that comparing systems yields.

    :param signature: fixes how it was made: version, test, resamples, seed, correction.
    :param references: names of the references.
    :param systems: names of the systems, in the order given.
    :param segments: how many segments the test set has.
    :param documents: for each segment the id of its document, or None.
    :param measures: columns, in order.
    :param scores: by measure and system.
    :param method: the paired test, or None where none was asked for.
    :param baseline: the system that all others are held against; None where every pair is tested.
    :param differences: by measure and pair.
    :param correlations: with human scores, where there are any.
    :param segment_scores: a table a measure; empty unless asked for.
    :param document_scores: a table a measure, its columns the documents in order; empty unless asked for.
    :param notes: what is odd about the test set, a sentence each: two equal systems, empty segments.
    """

    signature: str
    references: tuple[str, ...]
    systems: tuple[str, ...]
    segments: int
    documents: tuple[str, ...] | None
    measures: tuple[Measure, ...]
    scores: tuple[SystemScore, ...]
    method: PairedMethod | None
    baseline: str | None
    differences: tuple[Difference, ...]
    correlations: tuple[Correlation, ...] = ()
    segment_scores: tuple[ScoreTable, ...] = ()
    document_scores: tuple[ScoreTable, ...] = ()
    notes: tuple[str, ...] = ()
