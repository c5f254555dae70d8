"""Runs of function words and word classes: how a text is built, whatever it is about."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.likelihood.words import Sentence, Word

__all__ = ["START", "function_words", "ngrams", "symbol", "symbols"]

START = "|"
_LONGEST = 3


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the words that are not masked."""
    file = resources.files("mtaudit.likelihood") / "data" / "function_words.toml"
    groups: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8"))
    return frozenset(word for group in groups.values() for word in group.split())


def symbol(word: Word) -> str:
    """Return what stands for a word: itself if it carries grammar, else the tag, and one sign for names."""
    if word.is_name:
        return "NAME"
    if word.is_number:
        return "NUM"
    return word.lower if word.lower in function_words() else word.tag


def symbols(sentence: Sentence) -> list[str]:
    """Return the symbols of a sentence; several names, or numbers, in a row are one.

    :param sentence: its words.
    """
    found = [START]
    for word in sentence:
        sign = symbol(word)
        if sign not in ("NAME", "NUM") or found[-1] != sign:
            found.append(sign)
    return found


def ngrams(sentences: Iterable[Sentence]) -> Counter[str]:
    """Count the runs of one to three symbols within sentences.

    :param sentences: of a text or a part of it.
    """
    counts: Counter[str] = Counter()
    for sentence in sentences:
        signs = symbols(sentence)
        for length in range(1, _LONGEST + 1):
            counts.update(" ".join(signs[i : i + length]) for i in range(len(signs) - length + 1))
    return counts
