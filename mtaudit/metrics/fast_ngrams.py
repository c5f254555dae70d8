"""BLEU's and chrF's statistics of segments, equal to sacrebleu's and much faster.

Words are split, lowered and counted into scores by sacrebleu's own metric objects; here only n-grams are
counted, for a block of segments and all systems at once (:mod:`mtaudit.metrics.ngram_matches`). Tests hold
every statistic equal to sacrebleu's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.metrics.arithmetic import chrf_scores
from mtaudit.metrics.ngram_matches import Side, match_counts, ngram_totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Integers = np.ndarray[Any, np.dtype[np.int64]]
    Texts = Sequence[Sequence[str]]

__all__ = ["CharacterMatches", "bleu_statistics", "chrf_statistics"]


class _Sides:
    """The texts of all systems one after another, and beside each its references."""

    def __init__(self, systems: Sequence[Side], references: Sequence[Side], largest: int) -> None:
        self.hypotheses = Side(
            np.concatenate([side.symbols for side in systems]),
            np.concatenate([side.lengths for side in systems]),
        )
        self.references = [
            Side(np.tile(side.symbols, len(systems)), np.tile(side.lengths, len(systems)))
            for side in references
        ]
        self.largest = largest

    def matches(self, order: int, *, merged: bool) -> Integers | None:
        return match_counts(self.hypotheses, self.references, order, self.largest, merged=merged)


def bleu_statistics(metric: Any, systems: Texts, references: Texts) -> Integers | None:
    """Count what BLEU is made of.

    :param metric: sacrebleu's BLEU.
    :param systems: segments of each system.
    :param references: segments of each reference.
    :returns: of shape ``(systems, segments, 2 + 2 * order)``, as sacrebleu lists them; None where n-grams
        of this many segments do not fit.
    """

    def words(segment: str) -> list[str]:
        return list(metric._preprocess_segment(segment).split())

    order = metric.max_ngram_order
    sides = _of_words(words, systems, references)
    matches = sides.matches(order, merged=True)
    if matches is None:
        return None
    lengths = sides.hypotheses.lengths
    closest = _closest([side.lengths for side in sides.references], lengths)
    both = np.column_stack((lengths, closest, matches[0], ngram_totals(lengths, order)))
    return both.reshape(len(systems), -1, 2 + 2 * order)


def _closest(reference_lengths: Sequence[Integers], lengths: Integers) -> Integers:
    """Return the length of the reference that is nearest in length, the shorter of two as near."""
    best = reference_lengths[0]
    for other in reference_lengths[1:]:
        nearer, near = abs(other - lengths), abs(best - lengths)
        best = np.where((nearer < near) | ((nearer == near) & (other < best)), other, best)
    return best


class CharacterMatches:
    """Matches of character n-grams of a block, counted once for chrF and chrF++."""

    def __init__(self, systems: Texts, references: Texts) -> None:
        self._systems, self._references = systems, references
        self._counted: dict[tuple[bool, bool, int], tuple[_Sides, Integers | None]] = {}

    def of(self, metric: Any) -> tuple[_Sides, Integers | None]:
        """Return the sides and the matches, of shape ``(references, texts, order)``."""
        key = (metric.lowercase, metric.whitespace, metric.char_order)
        if key not in self._counted:
            sides = _of_characters(metric, self._systems, self._references)
            self._counted[key] = (sides, sides.matches(metric.char_order, merged=False))
        return self._counted[key]


def chrf_statistics(
    metric: Any, systems: Texts, references: Texts, characters: CharacterMatches
) -> Integers | None:
    """Count what chrF or chrF++ is made of.

    :param metric: sacrebleu's CHRF.
    :param systems: segments of each system.
    :param references: segments of each reference.
    :param characters: matches of the characters of the same block.
    :returns: of shape ``(systems, segments, 3 * orders)``, as sacrebleu lists them; None where n-grams of
        this many segments do not fit.
    """
    counted = [(*characters.of(metric), metric.char_order)]
    if metric.word_order:

        def words(segment: str) -> list[str]:
            return list(metric._remove_punctuation(metric._preprocess_segment(segment)))

        sides = _of_words(words, systems, references)
        counted.append((sides, sides.matches(metric.word_order, merged=False), metric.word_order))
    by_reference = []
    for i in range(len(references)):
        columns = []
        for sides, matches, order in counted:
            if matches is None:
                return None
            theirs = ngram_totals(sides.references[i].lengths, order)
            # sacrebleu counts no n-grams of an order that the reference has none of.
            ours = np.where(theirs > 0, ngram_totals(sides.hypotheses.lengths, order), 0)
            columns.append(np.stack((ours, theirs, matches[i]), axis=-1).reshape(len(ours), -1))
        by_reference.append(np.concatenate(columns, axis=1))
    return _best(metric, by_reference).reshape(len(systems), -1, by_reference[0].shape[1])


def _best(metric: Any, by_reference: Sequence[Integers]) -> Integers:
    """Take for each text the reference with the best score, the first of equals."""
    if len(by_reference) == 1:
        return by_reference[0]
    stacked = np.stack(by_reference)
    scores = chrf_scores(stacked, beta=metric.beta, eps_smoothing=metric.eps_smoothing)
    chosen = scores.argmax(axis=0)
    return np.asarray(stacked[chosen, np.arange(len(chosen))])


def _of_words(words: Any, systems: Texts, references: Texts) -> _Sides:
    numbers: dict[str, int] = {}

    def side(segments: Iterable[str]) -> Side:
        split = [words(segment) for segment in segments]
        symbols = [numbers.setdefault(word, len(numbers) + 1) for text in split for word in text]
        return Side(np.array(symbols, dtype=np.int64), np.array([*map(len, split)], dtype=np.int64))

    theirs = [side(segments) for segments in references]
    return _Sides([side(segments) for segments in systems], theirs, len(numbers))


def _of_characters(metric: Any, systems: Texts, references: Texts) -> _Sides:
    def points(segments: Sequence[str]) -> Side:
        texts = [metric._preprocess_segment(segment) for segment in segments]
        if not metric.whitespace:
            texts = ["".join(text.split()) for text in texts]
        # Half a surrogate pair is a character as any other.
        data = "".join(texts).encode("utf-32-le", "surrogatepass")
        return Side(np.frombuffer(data, dtype="<u4"), np.array([*map(len, texts)], dtype=np.int64))

    sides = [points(segments) for segments in (*references, *systems)]
    used = np.zeros(max(int(side.symbols.max(initial=0)) for side in sides) + 1, dtype=bool)
    for side in sides:
        used[side.symbols] = True
    numbers = np.cumsum(used)
    sides = [Side(numbers[side.symbols], side.lengths) for side in sides]
    count = len(references)
    return _Sides(sides[count:], sides[:count], int(numbers[-1]))
