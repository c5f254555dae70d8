"""Scores: sacrebleu's metrics, agreement, the rule penalty."""

from mtaudit.metrics.agreement import agreement
from mtaudit.metrics.penalty import rule_penalty, segment_penalties, weight
from mtaudit.metrics.sacre import corpus_chrf, score_pairs, segment_chrfpp, segment_ter

__all__ = [
    "agreement",
    "corpus_chrf",
    "rule_penalty",
    "score_pairs",
    "segment_chrfpp",
    "segment_penalties",
    "segment_ter",
    "weight",
]
