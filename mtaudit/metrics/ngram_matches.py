"""How many n-grams of a text stand in its references, for many texts at once.

An n-gram of small numbers fits one integer of 64 bits, with the number of its text above it and below it
which side it comes from. One sort of the longest n-grams of all sides brings equal ones together, and with
them the shorter ones that begin them, so that the counts of every order are read off the same list.
Nothing is hashed: two n-grams share an integer only where they are equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    Integers = np.ndarray[Any, np.dtype[np.int64]]

__all__ = ["Side", "match_counts", "ngram_totals"]

_KEY_BITS = 64


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of a system or of one reference, as numbers.

    :param symbols: the words or characters of all texts, one after another, as numbers from 1.
    :param lengths: how many of them each text has.
    """

    symbols: Integers
    lengths: Integers


def ngram_totals(lengths: Integers, order: int) -> Integers:
    """Return how many n-grams texts have, of shape ``(texts, order)``.

    :param lengths: symbols of each text.
    :param order: length of the longest n-grams.
    """
    return np.asarray(np.maximum(lengths[:, None] - np.arange(order), 0))


def match_counts(
    hypotheses: Side, references: Sequence[Side], order: int, largest: int, *, merged: bool
) -> Integers | None:
    """Count n-grams of each text that its references have too, each as often as both have it.

    :param hypotheses: the texts.
    :param references: their references, each with as many texts.
    :param order: length of the longest n-grams.
    :param largest: the largest number among the symbols.
    :param merged: True counts an n-gram as often as the reference that has it most often (BLEU), False
        counts for each reference by itself (chrF).
    :returns: of shape ``(1 or references, texts, order)``; None where n-grams do not fit 64 bits.
    """
    texts = len(hypotheses.lengths)
    bits, side_bits = max(1, largest.bit_length()), len(references).bit_length()
    if bits * order + side_bits + texts.bit_length() > _KEY_BITS:
        return None
    sides = (hypotheses, *references)
    keys = np.concatenate([_keys(side, order, bits) << side_bits | i for i, side in enumerate(sides)])
    keys.sort()
    # How many n-grams of each reference stand before each place of the list.
    from_side = keys & ((1 << side_bits) - 1)
    before = [_before(from_side == i) for i in range(1, len(sides))]
    keys >>= side_bits
    counts = np.zeros((1 if merged else len(references), texts, order), dtype=np.int64)
    bounds = np.arange(len(keys) + 1)
    for longest in range(order, 0, -1):
        # Runs of equal n-grams; those of the order above are runs within them.
        first = np.concatenate(([True], keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, dtype=bool)
        keys = keys[first]
        bounds = np.concatenate((bounds[:-1][first], bounds[-1:]))
        whole = keys & ((1 << bits) - 1) != 0
        number = (keys >> (longest * bits)).astype(np.intp)
        theirs = [np.diff(places[bounds]) for places in before]
        ours = np.diff(bounds) - sum(theirs)
        if merged:
            theirs = [np.maximum.reduce(theirs)]
        for i, own in enumerate(theirs):
            both = np.minimum(ours, own) * whole
            counts[i, :, longest - 1] = np.bincount(number, weights=both, minlength=texts)
        keys = keys >> bits
    return counts


def _before(chosen: np.ndarray[Any, np.dtype[np.bool_]]) -> Integers:
    counted = np.zeros(len(chosen) + 1, dtype=np.int64)
    np.cumsum(chosen, out=counted[1:])
    return counted


def _keys(side: Side, order: int, bits: int) -> Any:
    """Pack the number of the text and the n-gram that begins at each symbol, zeros behind the text's end."""
    size, ends = len(side.symbols), np.cumsum(side.lengths)
    padded = np.zeros(size + order - 1, dtype=np.uint64)
    padded[:size] = side.symbols
    keys = _packed(padded, order, bits)
    for left in range(1, order):
        # Symbols of the next text.
        keys[ends[side.lengths >= left] - left] &= ~np.uint64((1 << (order - left) * bits) - 1)
    return keys | np.repeat(np.arange(len(ends), dtype=np.uint64) << (order * bits), side.lengths)


def _packed(symbols: Any, order: int, bits: int) -> Any:
    """Pack `order` neighbours; halves are packed once."""
    if order == 1:
        return symbols.copy()
    if order % 2:
        return _packed(symbols, order - 1, bits)[:-1] << bits | symbols[order - 1 :]
    half = _packed(symbols, order // 2, bits)
    return half[: len(symbols) - order + 1] << (order // 2 * bits) | half[order // 2 :]
