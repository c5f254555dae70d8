"""Scores from summed statistics, for many sums at once.

The formulas are those of sacrebleu 2.6.0, in 64 bits and in its order of operations; tests hold them equal to
its own for BLEU, chrF and TER. The last axis of an array holds the statistics of one sum, as sacrebleu
lists them; the other axes run over resamples, systems or segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    Floats = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["bleu_scores", "chrf_scores", "mean_scores", "ter_scores"]

#: What stands for the logarithm of zero.
_LOG_ZERO = -9999999999.0
_CHRF_EPS = 1e-16


def bleu_scores(
    sums: Any, *, smooth_method: str, smooth_value: float | None, effective_order: bool = False
) -> Floats:
    """Return BLEU, 0 to 100.

    :param sums: words, words of the reference, matches of each order, n-grams of each order.
    :param smooth_method: ``exp``, ``floor``, ``add-k`` or ``none`` (Chen and Cherry 2014).
    :param smooth_value: for ``floor`` and ``add-k``.
    :param effective_order: True leaves out orders longer than the text, as for segments.
    """
    sums = np.asarray(sums, dtype=np.float64)
    order = (sums.shape[-1] - 2) // 2
    words, reference_words = sums[..., 0], sums[..., 1]
    matches, totals = sums[..., 2 : 2 + order], sums[..., 2 + order :]
    value = {"floor": 0.1, "add-k": 1.0}.get(smooth_method, 0.0) if smooth_value is None else smooth_value

    shape = words.shape
    logs, orders, halvings = np.zeros(shape), np.zeros(shape), np.ones(shape)
    going = np.ones(shape, dtype=bool)
    for n in range(order):
        hits, total = matches[..., n], totals[..., n]
        if smooth_method == "add-k" and n:
            hits, total = hits + value, total + value
        going &= total > 0
        none = going & (hits == 0)
        safe = np.where(going, total, 1.0)
        precision = 100.0 * hits / safe
        if smooth_method == "exp":
            halvings = np.where(none, halvings * 2, halvings)
            precision = np.where(none, 100.0 / (halvings * safe), precision)
        elif smooth_method == "floor":
            precision = np.where(none, 100.0 * value / safe, precision)
        positive = going & (precision > 0)
        log = np.where(positive, np.log(np.where(positive, precision, 1.0)), _LOG_ZERO)
        logs += np.where(going, log, 0.0 if effective_order else _LOG_ZERO)
        orders += going
    if not effective_order:
        orders = np.full(shape, float(order))
    short = words < reference_words
    penalty = np.where(
        short,
        np.where(words > 0, np.exp(1 - reference_words / np.where(words > 0, words, 1.0)), 0.0),
        1.0,
    )
    scores = penalty * np.exp(logs / np.maximum(orders, 1))
    return np.where(matches.any(axis=-1), scores, 0.0)


def chrf_scores(sums: Any, *, beta: int, eps_smoothing: bool) -> Floats:
    """Return chrF or chrF++, 0 to 100.

    :param sums: for each order its n-grams in the text, in the reference and in both.
    :param beta: how much recall weighs beside precision.
    :param eps_smoothing: True takes every order into account, the empty ones too.
    """
    sums = np.asarray(sums, dtype=np.float64)
    factor = float(beta**2)
    shape = sums.shape[:-1]
    mean_of_scores, precision_sum, recall_sum = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    orders = np.zeros(shape)
    for n in range(0, sums.shape[-1], 3):
        ours, theirs, both = sums[..., n], sums[..., n + 1], sums[..., n + 2]
        precision = np.where(ours > 0, both / np.where(ours > 0, ours, 1.0), _CHRF_EPS)
        recall = np.where(theirs > 0, both / np.where(theirs > 0, theirs, 1.0), _CHRF_EPS)
        if eps_smoothing:
            weighed = factor * precision + recall
            score = (1 + factor) * precision * recall / np.where(weighed > 0, weighed, 1.0)
            mean_of_scores += np.where(weighed > 0, score, _CHRF_EPS)
        counted = (ours > 0) & (theirs > 0)
        precision_sum += np.where(counted, precision, 0.0)
        recall_sum += np.where(counted, recall, 0.0)
        orders += counted
    if eps_smoothing:
        return np.asarray(100 * mean_of_scores / (sums.shape[-1] // 3))
    precision, recall = precision_sum / np.maximum(orders, 1), recall_sum / np.maximum(orders, 1)
    weighed = factor * precision + recall
    some = precision + recall > 0
    scores = (1 + factor) * precision * recall / np.where(some, weighed, 1.0)
    return np.asarray(np.where(some, 100 * scores, 0.0))


def ter_scores(sums: Any) -> Floats:
    """Return TER, 0 and up.

    :param sums: edits, and the mean length of the references.
    """
    sums = np.asarray(sums, dtype=np.float64)
    edits, words = sums[..., 0], sums[..., 1]
    rate = edits / np.where(words > 0, words, 1.0)
    return np.asarray(100 * np.where(words > 0, rate, np.where(edits > 0, 1.0, 0.0)))


def mean_scores(sums: Any, *, factor: float = 1.0) -> Floats:
    """Return a sum by how much there is, NaN where there is nothing.

    :param sums: a sum of values, and what it is to be divided by.
    :param factor: 100 for a rate per 100 words.
    """
    sums = np.asarray(sums, dtype=np.float64)
    count = sums[..., 1]
    return np.asarray(np.where(count > 0, factor * sums[..., 0] / np.where(count > 0, count, 1.0), np.nan))
