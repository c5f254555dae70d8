"""What is measured of a passage: its words, their grammar and rarity, its findings, its surprisal.

Nothing here knows the topic: words count by how frequent they are, not by which they are. Punctuation counts
for nothing, and house style is no quality.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.quality.words import Word

__all__ = ["FEWEST_WORDS", "Passage", "document_features", "passage_features"]

#: A passage of fewer words is not estimated.
FEWEST_WORDS = 3
#: Nats that a step of the Zipf scale, a factor of ten, makes.
_STEP = log(10)
#: Zipf frequency of a word that stands once in every word, and of one that is not known.
_CERTAIN, _UNKNOWN = 9.0, 1.0
#: Surprisal in nats from which a token counts as a shock.
_SHOCK = 8.0
#: How many of the most surprising tokens are averaged.
_WORST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, a sentence or a few.

    :param index: of the segment, or any number that tells it from the others.
    :param words: its tokens.
    :param findings: codes of the findings in it, with what each weighs in the rule penalty.
    :param surprisal: surprisal of each of its tokens, in nats, 0 and up, after the document before it.
    """

    index: int
    words: Sequence[Word]
    findings: Sequence[tuple[str, float]]
    surprisal: Sequence[float]

    @property
    def length(self) -> int:
        """How many tokens hold a letter or a digit."""
        return sum(map(_lexical, self.words))


def _lexical(word: Word) -> bool:
    return any(map(str.isalnum, word.text))


@lru_cache(maxsize=50_000)
def _expected(word: str) -> float:
    """Return the surprisal of a word by its frequency alone, in nats."""
    from wordfreq import zipf_frequency

    return _STEP * (_CERTAIN - max(float(zipf_frequency(word, "en")), _UNKNOWN))


def passage_features(passage: Passage) -> dict[str, float]:
    """Return what is measured of a passage.

    ``strain`` is surprisal beyond what the rarity of the words explains, for each word (the acceptability
    measure SLOR of Pauls and Klein 2012 and Lau, Clark and Lappin 2017, with its sign turned).

    :param passage: at least :data:`FEWEST_WORDS` words, and surprisal.
    """
    lower = [word.text.lower() for word in passage.words if _lexical(word)]
    count = len(lower)
    total = sum(passage.surprisal)
    worst = sorted(passage.surprisal)[-_WORST:]
    grammar = sum(weight for code, weight in passage.findings if code.startswith("FLU"))
    return {
        "strain": total / count - fmean(map(_expected, lower)),
        "surprisal": fmean(passage.surprisal),
        "surprisal_a_word": total / count,
        "worst": fmean(worst),
        "shocks": sum(value > _SHOCK for value in passage.surprisal) / count,
        "rarity": fmean(map(_expected, lower)),
        "length": log(count),
        "heads": sum(word.dep == "ROOT" for word in passage.words) / count,
        "loose": sum(word.pos in ("X", "INTJ", "SYM") or word.dep == "dep" for word in passage.words) / count,
        "grammar": grammar / count,
        "findings": sum(weight for _, weight in passage.findings) / count,
    }


def document_features(passages: Sequence[Passage]) -> list[dict[str, float]]:
    """Return for each passage what is measured of it, and under ``document.…`` the mean over all words.

    :param passages: those of one document that can be measured.
    """
    own = [passage_features(passage) for passage in passages]
    lengths = [passage.length for passage in passages]
    whole = _means(own, lengths)
    return [one | whole for one in own]


def _means(rows: Sequence[Mapping[str, float]], lengths: Sequence[int]) -> dict[str, float]:
    total = sum(lengths)
    return {
        f"document.{name}": sum(row[name] * length for row, length in zip(rows, lengths, strict=True)) / total
        for name in (rows[0] if rows else ())
    }
