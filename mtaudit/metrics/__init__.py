"""Scores: sacrebleu's metrics, agreement, the rule penalty."""

from mtaudit.metrics.agreement import agreement
from mtaudit.metrics.penalty import rule_penalty, segment_penalties, weight
from mtaudit.metrics.sacre import score_pairs, segment_chrfpp, segment_ter

__all__ = [
    "agreement",
    "rule_penalty",
    "score_pairs",
    "segment_chrfpp",
    "segment_penalties",
    "segment_ter",
    "weight",
]
