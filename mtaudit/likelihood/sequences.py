"""Runs of function words, word classes and dependencies: how a text is built, whatever it is about."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mtaudit.likelihood.words import Sentence, Word

__all__ = [
    "RUNS",
    "START",
    "attachments",
    "function_words",
    "ngrams",
    "runs",
    "structure",
    "symbol",
    "symbols",
]

START = "|"
#: Kinds of evidence that are runs, each with the longest run that is counted.
RUNS = {"sequences": 3, "structure": 2}


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


def structure(sentence: Sentence) -> list[str]:
    """Return how each word of a sentence depends on another, and on which side that stands.

    :param sentence: its words; how figures are written decides what depends on what, so they are one sign.
    """
    return [START, *map(_dependency, sentence)]


def _dependency(word: Word) -> str:
    if word.is_number:
        return "NUM"
    return f"{_spoken(word)}{word.dep}{'<' if word.head > 0 else '>'}"


def _spoken(word: Word) -> str:
    return f"{word.lower}:" if word.lower in function_words() else ""


def attachments(sentence: Sentence) -> Iterator[str]:
    """Yield what each word of a sentence hangs on: its symbol, how it depends, and its head's symbol.

    Then the same one step further up, past the head. Numbers hang on nothing, as in :func:`structure`.

    :param sentence: its words.
    """
    for place, word in enumerate(sentence):
        if word.head and not word.is_number:
            head = sentence[place + word.head]
            yield f"{symbol(word)} -{word.dep}- {symbol(head)}"
            if head.head:
                above = sentence[place + word.head + head.head]
                yield f"{symbol(word)} -{word.dep}-{head.dep}- {symbol(above)}"


def runs(sentences: Iterable[Sentence]) -> dict[str, Counter[str]]:
    """Count, for each kind of :data:`RUNS`, the runs of its signs within sentences.

    :param sentences: of a text or a part of it.
    """
    held = list(sentences)
    depending = ngrams(map(structure, held), RUNS["structure"])
    for sentence in held:
        depending.update(attachments(sentence))
    return {"sequences": ngrams(map(symbols, held), RUNS["sequences"]), "structure": depending}


def ngrams(rows: Iterable[list[str]], longest: int) -> Counter[str]:
    """Count the runs of signs within rows.

    :param rows: signs of sentences.
    :param longest: signs of a run, at most.
    """
    counts: Counter[str] = Counter()
    for signs in rows:
        for length in range(1, longest + 1):
            counts.update(" ".join(signs[i : i + length]) for i in range(len(signs) - length + 1))
    return counts
