"""What is measured of a passage: how hard its words are to expect, and what rules on fluency find.

Nothing here knows the topic: words count by how frequent they are, not by which they are. What the parser
says of the words was tried too (parts of speech, heads, reach, repetition) and agreed with people on no
language pair that it was not fitted on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["FEWEST_WORDS", "Passage", "passage_features", "with_document"]

#: A passage of fewer words is not estimated.
FEWEST_WORDS = 3
#: Nats that a step of the Zipf scale, a factor of ten, makes.
_STEP = log(10)
#: Zipf frequency of a word that would be every word, and of one that is not known.
_CERTAIN, _UNKNOWN = 9.0, 1.0
#: What they change by with the logarithm of the number of words, over all translations that the estimate was
#: fitted on, good and bad. Length itself is kept out: people like short segments of one language and long
#: ones of another.
_STRAIN_BY_LENGTH, _WORST_BY_LENGTH = -0.68, 1.40
#: How many of the most surprising tokens are averaged.
_WORST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document, a sentence or a few.

    :param index: of the segment, or any number that tells it from the others.
    :param words: its words in lower case, punctuation left out.
    :param findings: codes of the findings in it, with what each weighs in the rule penalty.
    :param surprisal: of each of the language model's tokens in it, in nats, 0 and up, after the document
        before it.
    """

    index: int
    words: Sequence[str]
    findings: Sequence[tuple[str, float]]
    surprisal: Sequence[float]


@lru_cache(maxsize=50_000)
def _expected(word: str) -> float:
    """Return the surprisal of a word by its frequency alone, in nats."""
    from wordfreq import zipf_frequency

    return _STEP * (_CERTAIN - max(float(zipf_frequency(word, "en")), _UNKNOWN))


def passage_features(passage: Passage) -> dict[str, float]:
    """Return what is measured of a passage.

    ``strain`` is surprisal beyond what the rarity of the words explains, for each word (the acceptability
    measure SLOR of Pauls and Klein 2012 and of Lau, Clark and Lappin 2017, with its sign turned); ``worst``
    is the mean of the three most surprising tokens. Both are taken beside what is usual at that length.
    ``grammar`` is the weight of findings on fluency for each word. ``surprisal`` and ``length`` are for
    comparison.

    :param passage: at least :data:`FEWEST_WORDS` words, and surprisal.
    """
    count = len(passage.words)
    length = log(count)
    strain = sum(passage.surprisal) / count - fmean(map(_expected, passage.words))
    worst = fmean(sorted(passage.surprisal)[-_WORST:])
    fluency = sum(weight for code, weight in passage.findings if code.startswith("FLU"))
    return {
        "strain": strain - _STRAIN_BY_LENGTH * length,
        "worst": worst - _WORST_BY_LENGTH * length,
        "grammar": fluency / count,
        "surprisal": fmean(passage.surprisal),
        "length": length,
    }


def with_document(measured: Sequence[Mapping[str, float]], lengths: Sequence[int]) -> list[dict[str, float]]:
    """Return the features of each passage with, under ``document.…``, their means over the document's words.

    :param measured: features of each passage of one document.
    :param lengths: words of each.
    """
    total = sum(lengths)
    whole = {
        f"document.{name}": sum(row[name] * length for row, length in zip(measured, lengths, strict=True))
        / total
        for name in (measured[0] if measured else ())
    }
    return [{**row, **whole} for row in measured]
