"""Resamples as products: how often each segment is drawn, times its statistics.

The draws are those of sacrebleu 2.6.0 for the same seed, made in chunks so that memory stays bounded however
many segments there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Counts = np.ndarray[Any, np.dtype[np.float32]]
    Masks = np.ndarray[Any, np.dtype[np.bool_]]

__all__ = ["bootstrap_counts", "interval", "products", "random_masks"]

#: Draws held at a time, 8 bytes each.
_CHUNK = 2**21
#: Resamples of few segments held at a time: their sums take more than the draws.
_MOST_ROWS = 2**12
#: Below this every whole number is its own 32-bit float.
_EXACT_32 = 2**24
#: numpy draws truth values from words of so many bits and drops the rest of the last at the end of a call.
_BITS = 32


def bootstrap_counts(items: int, samples: int, seed: int) -> Iterator[Counts]:
    """Yield how often each item is drawn in each resample, in chunks of resamples.

    :param items: segments or documents.
    :param samples: resamples in all.
    :param seed: of the generator.
    """
    generator = np.random.default_rng(seed)
    rows = max(1, min(_CHUNK // items, _MOST_ROWS))
    for start in range(0, samples, rows):
        some = min(rows, samples - start)
        drawn = generator.choice(items, size=(some, items), replace=True)
        drawn += np.arange(some)[:, None] * items
        counts = np.bincount(drawn.ravel(), minlength=some * items)
        yield counts.reshape(some, items).astype(np.float32)


def random_masks(items: int, trials: int, seed: int) -> Iterator[Masks]:
    """Yield for each trial which items change sides, in chunks of trials.

    :param items: segments or documents.
    :param trials: trials in all.
    :param seed: of the generator.
    """
    generator = np.random.default_rng(seed)
    # A multiple of 32, so that the chunks are the one long draw of sacrebleu.
    rows = max(1, min(_CHUNK // items, _MOST_ROWS) // _BITS) * _BITS
    for start in range(0, trials, rows):
        some = min(rows, trials - start)
        yield generator.integers(2, size=(some, items), dtype=bool)


def products(weights: Any, statistics: Any) -> Floats:
    """Sum statistics, each as often as its item was drawn.

    :param weights: of shape ``(resamples, items)``.
    :param statistics: of shape ``(systems, items, statistics)``.
    :returns: of shape ``(systems, resamples, statistics)``.
    """
    systems, items, width = statistics.shape
    # Sums of whole numbers are exact either way; 32 bits are twice as fast.
    whole = np.issubdtype(statistics.dtype, np.integer)
    largest = int(abs(statistics).max(initial=0)) if whole else 0
    exact = whole and items * largest < _EXACT_32
    kind = np.float32 if exact else np.float64
    flat = statistics.transpose(1, 0, 2).reshape(items, systems * width).astype(kind)
    sums = weights.astype(kind, copy=False) @ flat
    by_system = sums.reshape(len(weights), systems, width).transpose(1, 0, 2)
    return np.ascontiguousarray(by_system, dtype=np.float64)


def interval(scores: Any) -> tuple[float, float]:
    """Return the ends of the middle 95 % of resampled scores, the order statistics that sacrebleu takes."""
    ordered = np.sort(scores[np.isfinite(scores)])
    lowest = len(ordered) // 40
    return float(ordered[lowest]), float(ordered[len(ordered) - lowest - 1])
