"""sacrebleu's metrics for whole test sets: statistics of blocks of segments, scores, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.arithmetic import bleu_scores, chrf_scores, ter_scores
from mtaudit.metrics.fast_ngrams import CharacterMatches, bleu_statistics, chrf_statistics

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.metrics.options import MetricOptions

    Texts = Sequence[Sequence[str]]
    Statistics = np.ndarray[Any, np.dtype[Any]]

__all__ = ["CorpusMetric", "block_statistics", "corpus_metrics"]


@dataclass(frozen=True, slots=True)
class CorpusMetric:
    """A metric of sacrebleu.

    :param name: as measures carry it.
    :param metric: sacrebleu's object; it splits words, scores sums and signs.
    :param scores: turns sums of statistics, on the last axis, into scores.
    :param segment_scores: the same for single segments, which BLEU scores with its effective order.
    """

    name: str
    metric: Any
    scores: Callable[[Statistics], Statistics]
    segment_scores: Callable[[Statistics], Statistics]

    @property
    def higher_is_better(self) -> bool:
        """False for TER."""
        return self.name != "ter"

    def score(self, statistics: Statistics) -> float:
        """Return sacrebleu's own score of a test set, by its own arithmetic.

        :param statistics: of one system, of shape ``(segments, statistics)``.
        """
        # One after another, as sacrebleu adds them: the last digits of a sum depend on it.
        sums = np.cumsum(statistics, axis=0, dtype=_sum_type(statistics))[-1]
        return float(self.metric._compute_score_from_stats(sums.tolist()).score)

    def signature(self, references: int, **more: int) -> str:
        """Return sacrebleu's signature.

        :param references: how many references there are.
        :param more: what sacrebleu adds where it resamples: ``seed``, ``bs``, ``ar``.
        """
        self.metric.num_refs = references
        signature = self.metric.get_signature()
        for key, value in more.items():
            signature.update(key, value)
        return str(signature)


def _sum_type(statistics: Statistics) -> type[Any]:
    return np.int64 if np.issubdtype(statistics.dtype, np.integer) else np.float64


def corpus_metrics(names: Sequence[str], options: MetricOptions) -> list[CorpusMetric]:
    """Make metrics.

    :param names: of :data:`mtaudit.metrics.options.SYSTEM_METRICS`.
    :param options: sacrebleu's options.
    """
    makers = {"bleu": _bleu, "chrf": _chrf, "chrfpp": _chrf, "ter": _ter}
    return [makers[name](name, options) for name in names]


def _bleu(name: str, options: MetricOptions) -> CorpusMetric:
    from sacrebleu.metrics.bleu import BLEU

    metric = BLEU(
        lowercase=options.lowercase,
        # Whether texts look tokenised already is told by the checks of the test set.
        force=True,
        tokenize=options.tokenize,
        smooth_method=options.smooth_method,
        smooth_value=options.smooth_value,
    )
    scores = partial(bleu_scores, smooth_method=options.smooth_method, smooth_value=options.smooth_value)
    return CorpusMetric(name, metric, scores, partial(scores, effective_order=True))


def _chrf(name: str, options: MetricOptions) -> CorpusMetric:
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF(
        char_order=options.char_order,
        word_order=2 if name == "chrfpp" else options.word_order,
        beta=options.beta,
        lowercase=options.chrf_lowercase,
        whitespace=options.whitespace,
        eps_smoothing=options.eps_smoothing,
    )
    scores = partial(chrf_scores, beta=options.beta, eps_smoothing=options.eps_smoothing)
    return CorpusMetric(name, metric, scores, scores)


def _ter(name: str, options: MetricOptions) -> CorpusMetric:
    from mtaudit.metrics.fast_ter import FastTER

    metric = FastTER(
        normalized=options.ter_normalized,
        no_punct=options.ter_no_punct,
        asian_support=options.ter_asian_support,
        case_sensitive=options.ter_case_sensitive,
    )
    return CorpusMetric(name, metric, ter_scores, ter_scores)


def block_statistics(
    metrics: Sequence[CorpusMetric], systems: Texts, references: Texts
) -> dict[str, Statistics]:
    """Return sacrebleu's statistics of a block of segments, for every system.

    :param metrics: the metrics.
    :param systems: segments of each system.
    :param references: segments of each reference, as many.
    :returns: by the metric's name, of shape ``(systems, segments, statistics)``.
    """
    characters = CharacterMatches(systems, references)
    return {one.name: _statistics(one, systems, references, characters) for one in metrics}


def _statistics(
    one: CorpusMetric, systems: Texts, references: Texts, characters: CharacterMatches
) -> Statistics:
    if one.name == "ter":
        return _sacrebleu_statistics(one.metric, systems, references)
    counted = (
        bleu_statistics(one.metric, systems, references)
        if one.name == "bleu"
        else chrf_statistics(one.metric, systems, references, characters)
    )
    if counted is not None:
        return counted.astype(np.int32)
    # Fewer segments have fewer different words and characters.
    if len(systems) > 1:
        parts = [_part(one, [system], references) for system in systems]
        return np.concatenate(parts, axis=0)
    if len(references[0]) > 1:
        middle = len(references[0]) // 2
        halves = [
            _part(one, [side[half] for side in systems], [side[half] for side in references])
            for half in (slice(middle), slice(middle, None))
        ]
        return np.concatenate(halves, axis=1)
    return _sacrebleu_statistics(one.metric, systems, references)


def _part(one: CorpusMetric, systems: Texts, references: Texts) -> Statistics:
    return _statistics(one, systems, references, CharacterMatches(systems, references))


def _sacrebleu_statistics(metric: Any, systems: Texts, references: Texts) -> Statistics:
    """Ask sacrebleu, with the references counted once for all systems."""
    metric._ref_cache = metric._cache_references(references)
    rows = np.array([metric._extract_corpus_statistics(list(segments), None) for segments in systems])
    return rows.astype(np.int32) if np.array_equal(rows, rows.astype(np.int32)) else rows
