"""Lexicons of the rules of accuracy: Indonesian words, how persons are named, what names mean."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["IndonesianWords", "NameMeanings", "NameWords", "indonesian_words", "name_meanings", "name_words"]


@dataclass(frozen=True, slots=True)
class IndonesianWords:
    """Indonesian everyday words; all in lower case.

    :param english: every word with its English, "" where no one word fits.
    :param units: those that name offices and units, which are names with a name after them.
    :param capital: those that count with a capital too: ranks, units, office holders.
    :param titles: those that count only before a name.
    :param borrowed: words that English uses as they are.
    """

    english: Mapping[str, str]
    units: frozenset[str]
    capital: frozenset[str]
    titles: Mapping[str, str]
    borrowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words around and in the names of persons; all in lower case.

    :param roles: titles and roles right before a name.
    :param openers: words that begin a sentence before a name.
    :param no_persons: words that no person's name holds.
    :param heads: surnames of people who appoint ministers.
    :param given: Indonesian given names.
    """

    roles: frozenset[str]
    openers: frozenset[str]
    no_persons: frozenset[str]
    heads: frozenset[str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class NameMeanings:
    """English words that Indonesian names mean; all in lower case.

    :param words: the words.
    :param given: those that English speakers bear as first names.
    :param surnames: those that they bear as surnames.
    :param links: small words between them.
    """

    words: frozenset[str]
    given: frozenset[str]
    surnames: frozenset[str]
    links: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def indonesian_words() -> IndonesianWords:
    """Return the lexicon of Indonesian everyday words."""
    data = _load("indonesian_words.toml")
    capital = {**data["ranks"], **data["units"], **data["offices"]}
    return IndonesianWords(
        {**data["words"], **capital},
        frozenset(data["units"]),
        frozenset(capital),
        data["titles"],
        frozenset(data["borrowed"]["words"].split()),
    )


@lru_cache(maxsize=1)
def name_words() -> NameWords:
    """Return what stands around the names of persons."""
    data = _load("persons.toml")
    keys = ("roles", "openers", "no_persons", "heads", "given")
    return NameWords(*(frozenset(data[key].split()) for key in keys))


@lru_cache(maxsize=1)
def name_meanings() -> NameMeanings:
    """Return what Indonesian names mean."""
    data = _load("name_meanings.toml")
    return NameMeanings(*(frozenset(data[key].split()) for key in ("words", "given", "surnames", "links")))
