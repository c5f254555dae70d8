"""Lexicons of the rules of grammar: how nouns count, how words begin, which words share a stem."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["MassNouns", "Nouns", "Sounds", "bare_phrases", "mass_nouns", "nouns", "sounds", "stem_pairs"]


@dataclass(frozen=True, slots=True)
class Nouns:
    """Nouns by how they count; all lower-case singulars.

    :param professions: people by what they do.
    :param persons: other people.
    :param things: things one can point at.
    :param places: places.
    :param abstract: events, wholes and ideas.
    :param invariable: nouns whose singular may stand for many.
    :param collective: nouns that name a group.
    :param measures: units, which may be one sum.
    """

    professions: frozenset[str]
    persons: frozenset[str]
    things: frozenset[str]
    places: frozenset[str]
    abstract: frozenset[str]
    invariable: frozenset[str]
    collective: frozenset[str]
    measures: frozenset[str]

    @property
    def people(self) -> frozenset[str]:
        """Everyone."""
        return self.professions | self.persons

    @property
    def concrete(self) -> frozenset[str]:
        """People, things and places."""
        return self.people | self.things | self.places


@dataclass(frozen=True, slots=True)
class MassNouns:
    """Mass nouns.

    :param plurals: plurals that English does not have, with what it has.
    :param words: mass nouns that nothing counts.
    :param with_article: those of them that `a` goes with in some sense.
    """

    plurals: Mapping[str, str]
    words: frozenset[str]
    with_article: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sounds:
    """Words whose first letter misleads about their first sound; all lower-case prefixes or words.

    :param consonant_words: words that begin with a vowel letter and a consonant sound.
    :param consonant_prefixes: beginnings of such words.
    :param vowel_prefixes: beginnings with a consonant letter and a vowel sound.
    :param vowel_exceptions: beginnings with a vowel sound among the consonant prefixes.
    :param either: beginnings that writers differ about.
    """

    consonant_words: frozenset[str]
    consonant_prefixes: tuple[str, ...]
    vowel_prefixes: tuple[str, ...]
    vowel_exceptions: tuple[str, ...]
    either: tuple[str, ...]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """Return the nouns by how they count."""
    lists = _load("nouns.toml")
    return Nouns(**{name: _words(words) for name, words in lists.items()})


@lru_cache(maxsize=1)
def mass_nouns() -> MassNouns:
    """Return the mass nouns."""
    lists = _load("mass_nouns.toml")
    mass = lists["mass"]
    return MassNouns(lists["plurals"], _words(mass["words"]), _words(mass["article"]))


@lru_cache(maxsize=1)
def sounds() -> Sounds:
    """Return the words whose spelling hides their first sound."""
    lists = {name: tuple(words.split()) for name, words in _load("first_sounds.toml").items()}
    return Sounds(
        frozenset(lists["consonant_words"]),
        lists["consonant_prefixes"],
        lists["vowel_prefixes"],
        lists["vowel_exceptions"],
        lists["either"],
    )


@lru_cache(maxsize=1)
def stem_pairs() -> Mapping[str, frozenset[str]]:
    """Return adjectives with the nouns of their own stem that they say nothing about."""
    return {adjective: _words(words) for adjective, words in _load("stem_pairs.toml")["nouns"].items()}


@lru_cache(maxsize=1)
def bare_phrases() -> Mapping[str, frozenset[str]]:
    """Return nouns that stand without an article, by the preposition or the verb's lemma before them."""
    return {word: _words(words) for word, words in _load("bare_phrases.toml").items()}
