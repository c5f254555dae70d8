"""Words of the text that are Indonesian, by their frequency in either language."""

from __future__ import annotations

import re
from functools import lru_cache

from mtaudit.analysis.language import zipf

__all__ = ["WORD", "leans", "long_runs"]

WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: A run counts from this many Indonesian words on; shorter ones are single words, names and titles.
_SHORTEST_RUN = 4
#: How much more frequent, in Zipf units, a word must be in Indonesian than in English.
_MARGIN = 1.0
#: Indonesian's frequency from which a word that English has too may stand inside a run (*semester*, *bank*).
_SHARED = 3.5
#: How much more frequent in English such a word may be.
_SHARED_MARGIN = 1.0
#: Affixes of Indonesian verbs and nouns; the lists of frequencies hold few derived forms.
_DERIVED = re.compile(
    r"(?:me[mnl]?|meny|meng|di|ber|ter|pe[mnr]?|ke|se)[a-z]{4,}|[a-z]{4,}(?:kan|nya|an|lah)"
)
#: Known Indonesian words that a run must hold.
_KNOWN = 3


def leans(word: str, language: str) -> bool:
    """Tell a word that is clearly more frequent in a language than in English."""
    frequency = zipf(word, language)
    return frequency > 0 and frequency - zipf(word, "en") >= _MARGIN


@lru_cache(maxsize=65_536)
def _is_foreign(word: str) -> bool:
    return leans(word, "id") or (zipf(word, "en") == 0 and bool(_DERIVED.fullmatch(word)))


def _may_stand_inside(word: str) -> bool:
    frequency = zipf(word, "id")
    return word.islower() and frequency >= _SHARED and frequency - zipf(word, "en") >= -_SHARED_MARGIN


def long_runs(view: str, words: list[re.Match[str]]) -> list[list[re.Match[str]]]:
    """Return runs of four or more Indonesian words; a comma ends a run, as between the dishes of a menu.

    One word inside a run may be of both languages.
    """
    runs: list[list[re.Match[str]]] = [[]]
    bridged = False
    for place, word in enumerate(words):
        foreign = _is_foreign(word.group())
        if not foreign and not runs[-1]:
            continue
        if runs[-1] and "," in view[runs[-1][-1].end() : word.start()]:
            runs.append([])
            bridged = False
        if foreign:
            runs[-1].append(word)
        elif (
            runs[-1]
            and not bridged
            and place + 1 < len(words)
            and _is_foreign(words[place + 1].group())
            and _may_stand_inside(word.group())
        ):
            runs[-1].append(word)
            bridged = True
        else:
            runs.append([])
            bridged = False
    return [run for run in runs if len(run) >= _SHORTEST_RUN and _is_long(run)]


def _is_long(run: list[re.Match[str]]) -> bool:
    lower = [word for word in run if word.group().islower()]
    known = sum(leans(word.group(), "id") for word in run)
    return len(lower) >= _SHORTEST_RUN - 1 and known >= _KNOWN
