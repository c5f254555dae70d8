"""The one wrapper of sacrebleu: BLEU, chrF++ and TER with its own arithmetic and signatures.

Statistics of groups come first, scores are sums of them: the bootstrap resamples groups and never runs a
metric again. Settings are sacrebleu's defaults; chrF++ is chrF with word order 2. TER's edits are counted
by :mod:`mtaudit.metrics.fast_ter`, which its tests hold equal to sacrebleu's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mtaudit.config import DEFAULT_SEED
from mtaudit.model import MetricScores, Score

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

__all__ = ["corpus_chrf", "score_pairs", "segment_chrfpp", "segment_ter"]

#: Fewer groups than this make no interval.
FEWEST_GROUPS = 20
_RESAMPLES = 1000
_LEVEL = 95.0


@dataclass(frozen=True, slots=True)
class _Metric:
    """A sacrebleu metric and how its statistics become a score."""

    name: str
    metric: Any


@lru_cache(maxsize=1)
def _metrics() -> dict[str, _Metric]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    from mtaudit.metrics.fast_ter import FastTER

    return {
        "bleu": _Metric("bleu", BLEU()),
        "chrfpp": _Metric("chrfpp", CHRF(word_order=2)),
        "ter": _Metric("ter", FastTER()),
    }


def score_pairs(
    hypotheses: Sequence[str],
    references: Sequence[str],
    *,
    interval: bool = True,
    seed: int = DEFAULT_SEED,
) -> MetricScores | None:
    """Score pairs of texts as one corpus.

    :param hypotheses: one text for each group.
    :param references: the text beside it, in the same order.
    :param interval: False leaves the interval out, as for a pooled score.
    :param seed: seeds the bootstrap (1,000 resamples of the groups, percentile, 95 %).
    :returns: BLEU, chrF++ and TER; None without a pair.
    :raises ValueError: for lists of different length.
    """
    if len(hypotheses) != len(references):
        raise ValueError(f"{len(hypotheses)} hypotheses but {len(references)} references")
    if not hypotheses:
        return None
    scores = {
        name: _score(metric.metric, hypotheses, references, interval, seed)
        for name, metric in _metrics().items()
    }
    return MetricScores(**scores)


def _score(
    metric: Any, hypotheses: Sequence[str], references: Sequence[str], interval: bool, seed: int
) -> Score:
    import numpy as np

    # sacrebleu offers the sum of these statistics only; its own bootstrap gives a half-width.
    statistics = metric._extract_corpus_statistics(list(hypotheses), [list(references)])
    total = _of(metric, np.sum(np.array(statistics, dtype=np.float64), axis=0))
    low = high = None
    if interval and len(hypotheses) >= FEWEST_GROUPS:
        low, high = _interval(metric, np.array(statistics, dtype=np.float64), seed)
    return Score(total, low, high, len(hypotheses), str(metric.get_signature()))


def _of(metric: Any, sums: np.ndarray[Any, np.dtype[np.float64]]) -> float:
    return float(metric._compute_score_from_stats(sums.tolist()).score)


def _interval(
    metric: Any, statistics: np.ndarray[Any, np.dtype[np.float64]], seed: int
) -> tuple[float, float]:
    """Percentile bootstrap after Koehn 2004, over groups drawn with replacement."""
    import numpy as np

    generator = np.random.default_rng(seed)
    groups = len(statistics)
    draws = generator.integers(0, groups, size=(_RESAMPLES, groups))
    scores = [_of(metric, statistics[draw].sum(axis=0)) for draw in draws]
    tail = (100 - _LEVEL) / 2
    low, high = np.percentile(scores, [tail, 100 - tail])
    return float(low), float(high)


def corpus_chrf(hypotheses: Sequence[str], references: Sequence[str]) -> tuple[float, str]:
    """Return sacrebleu's chrF of a corpus, 0 to 100, and its signature.

    :param hypotheses: one for each reference, at least one.
    :param references: in the same order.
    """
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    score = float(metric.corpus_score(list(hypotheses), [list(references)]).score)
    return score, str(metric.get_signature())


def segment_chrfpp(hypothesis: str, reference: str) -> float:
    """Return sacrebleu's segment chrF++, 0 to 100."""
    return float(_metrics()["chrfpp"].metric.sentence_score(hypothesis, [reference]).score)


def segment_ter(hypothesis: str, reference: str) -> float:
    """Return sacrebleu's segment TER, 0 and up, lower is better."""
    return float(_metrics()["ter"].metric.sentence_score(hypothesis, [reference]).score)
