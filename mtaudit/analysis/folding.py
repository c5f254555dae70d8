"""Words folded so that spelling variants meet: case, hyphens, British and American English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["content_words", "fold", "folded_words", "plain_word"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
#: The larger variant patterns between British and American spelling; applied to both sides alike, so a
#: word that is changed wrongly is changed in both.
_VARIANTS = (
    (re.compile(r"(?<=[a-z]{2})is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e|ed|es|ing|er)$)"), "yz"),
    (re.compile(r"our(?=(?:s|ed|ing|er|ers|able|ful|ite|hood)?$)"), "or"),
    (re.compile(r"(?<=[a-z]{2})nce(?=s?$)"), "nse"),
    (re.compile(r"(?<=[a-z]{2})tre(?=s?$)"), "ter"),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|ation)$)"), "l"),
    (re.compile(r"ogue(?=s?$)"), "og"),
    (re.compile(r"ae|oe"), "e"),
)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Fold one word: lower case, no hyphen, apostrophe or full stop, one spelling of the variants."""
    folded = re.sub(r"['’.-]", "", word.lower())
    for pattern, replacement in _VARIANTS:
        folded = pattern.sub(replacement, folded)
    return folded


#: Letters whose strokes Unicode does not take apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """Fold one word of any language: no case, no accents."""
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_STROKES))
    return "".join(part for part in parts if not unicodedata.combining(part))


def folded_words(text: str) -> list[str]:
    """Return the folded words of a text, in order."""
    return [fold(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(fold(word) for word in STOP_WORDS)


def content_words(words: list[str]) -> set[str]:
    """Return the words that are no function words."""
    return set(words) - _stop_words()
