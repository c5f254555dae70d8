"""Cohesion and lexical diversity: numbers about a text that do not say what it is about.

They tell a text that is unlike any that the weights were fitted on. As evidence of a translation they went
with the language pair and made estimates for pairs that were left out worse in the mean.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from mtaudit.likelihood.sequences import function_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.likelihood.words import Sentence, Word

__all__ = ["MEASURES", "measures"]

#: Content words in the window over which diversity is counted, so that long texts are not less diverse.
_WINDOW = 40
_CONTENT = ("NN", "VB", "JJ", "RB")
#: Names of what is measured, each with what a high value means to a reader.
MEASURES = {
    "sentence_spread": "sentences of very different length",
    "diversity": "many different words",
    "repetition": "words taken up again in the next sentence",
    "late_verb": "main verbs that come late",
    "reach": "words far from what they belong to",
}


def measures(sentences: Sequence[Sentence]) -> dict[str, float]:
    """Measure a text or a part of it.

    :param sentences: its sentences; at least one.
    :returns: a number for each of :data:`MEASURES`.
    """
    lengths = [len(sentence) for sentence in sentences]
    lemmas = [[word.lemma for word in sentence if _is_content(word)] for sentence in sentences]
    distances = [abs(word.head) for sentence in sentences for word in sentence if word.head]
    return {
        "sentence_spread": pstdev(lengths) / fmean(lengths),
        "diversity": _diversity([lemma for part in lemmas for lemma in part]),
        "repetition": _repetition([set(part) for part in lemmas]),
        "late_verb": fmean(_root(sentence) for sentence in sentences),
        "reach": fmean(distances) if distances else 0.0,
    }


def _is_content(word: Word) -> bool:
    named = word.is_name or word.is_number
    return word.tag.startswith(_CONTENT) and not named and word.lower not in function_words()


def _diversity(lemmas: list[str]) -> float:
    """Mean share of different lemmas in a moving window (Covington and McFall 2010)."""
    if not lemmas:
        return 0.0
    windows = [lemmas[i : i + _WINDOW] for i in range(max(1, len(lemmas) - _WINDOW + 1))]
    return fmean(len(set(window)) / len(window) for window in windows)


def _repetition(lemmas: list[set[str]]) -> float:
    pairs = [(one, two) for one, two in pairwise(lemmas) if one and two]
    return fmean(len(one & two) / min(len(one), len(two)) for one, two in pairs) if pairs else 0.0


def _root(sentence: Sentence) -> float:
    place = next((index for index, word in enumerate(sentence) if word.dep == "ROOT"), 0)
    return place / len(sentence)
