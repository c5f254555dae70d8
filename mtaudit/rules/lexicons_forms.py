"""Lexicons of word forms, prepositions and names for the rules of grammar and spelling."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "PrepositionFrame",
    "Prepositions",
    "VerbForms",
    "WordParts",
    "prepositions",
    "verb_forms",
    "word_parts",
]


@dataclass(frozen=True, slots=True)
class VerbForms:
    """Forms that an auxiliary does not take.

    :param pasts: simple pasts that are no participles.
    :param plain_too: pasts and other forms that are plain forms as well.
    :param plain_verbs: plain forms that are no participles, nouns or adjectives.
    :param intransitive: participles of verbs without a passive.
    :param finite: finite forms that follow a needless form of *be*.
    :param participles: irregular pasts and participles that are no plain forms.
    :param unchanged: plain forms that are participles as well.
    :param plain_nouns: plain forms that are count nouns too, or neither participles nor adjectives.
    """

    pasts: frozenset[str]
    plain_too: frozenset[str]
    plain_verbs: frozenset[str]
    intransitive: frozenset[str]
    finite: frozenset[str]
    participles: frozenset[str]
    unchanged: frozenset[str]
    plain_nouns: frozenset[str]


@dataclass(frozen=True, slots=True)
class PrepositionFrame:
    """A preposition that an adjective or noun does not take.

    :param head: the word forms that stand before it, lower case.
    :param wrong: the prepositions.
    :param right: what English says.
    :param indonesian: the frame behind it, or None.
    :param objects: ``any``, ``thing`` (no person or body), ``phrase`` (no verb), or lemmas.
    :param preceded: words of which one must stand before the head, empty for no demand.
    :param unless: words that may not stand before the head.
    :param source: works that give the right frame.
    :param confidence: 0 to 1.
    """

    head: str
    wrong: frozenset[str]
    right: str
    indonesian: str | None
    objects: str | frozenset[str]
    preceded: frozenset[str]
    unless: frozenset[str]
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Prepositions:
    """The lexicon of prepositions.

    :param by_head: frames by the word before the preposition.
    :param agent_nouns: lemmas for people and bodies that act.
    :param stacked: second prepositions that do not follow a first one, by the first.
    :param synonyms: the groups of prepositions of one meaning.
    :param particle_verbs: verbs after which the first preposition is a particle, by the preposition.
    :param stranding: verbs whose passive leaves a preposition behind, by the preposition.
    :param on_places: nouns that take *on* whatever stands before it.
    """

    by_head: Mapping[str, tuple[PrepositionFrame, ...]]
    agent_nouns: frozenset[str]
    stacked: Mapping[str, frozenset[str]]
    synonyms: tuple[frozenset[str], ...]
    particle_verbs: Mapping[str, frozenset[str]]
    stranding: Mapping[str, frozenset[str]]
    on_places: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    text = files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def verb_forms() -> VerbForms:
    """Return the verb forms."""
    lexicon = _load("verb_forms.toml")
    return VerbForms(
        frozenset(lexicon["pasts"]),
        frozenset(lexicon["plain_too"]),
        frozenset(lexicon["plain_verbs"]),
        frozenset(lexicon["intransitive"]),
        frozenset(lexicon["finite"]),
        frozenset(lexicon["participles"]),
        frozenset(lexicon["unchanged"]),
        frozenset(lexicon["plain_nouns"]),
    )


@lru_cache(maxsize=1)
def prepositions() -> Prepositions:
    """Return the frames of prepositions and the pairs that do not stack."""
    lexicon = _load("prepositions.toml")
    by_head: dict[str, tuple[PrepositionFrame, ...]] = {}
    for entry in lexicon["frame"]:
        objects = entry.get("object", "any")
        for head in entry["heads"]:
            frame = PrepositionFrame(
                head,
                frozenset(entry["wrong"]),
                entry["right"],
                entry.get("indonesian"),
                frozenset(objects) if isinstance(objects, list) else objects,
                frozenset(entry.get("preceded", ())),
                frozenset(entry.get("unless", ())),
                entry["source"],
                entry.get("confidence", 0.8),
            )
            by_head[head] = (*by_head.get(head, ()), frame)
    return Prepositions(
        by_head,
        frozenset(lexicon["agent_nouns"]),
        {first: frozenset(seconds) for first, seconds in lexicon["stacked"].items()},
        tuple(frozenset(group) for group in lexicon["synonyms"]),
        {first: frozenset(verbs) for first, verbs in lexicon["particle_verbs"].items()},
        {first: frozenset(verbs) for first, verbs in lexicon["stranding"].items()},
        frozenset(lexicon["on_places"]),
    )


@dataclass(frozen=True, slots=True)
class WordParts:
    """Parts of words.

    :param prefixes: longest first.
    :param native_prefixes: those that go with common words only.
    :param suffixes: each with what the stem has lost before it.
    :param function_words: words that make no compound.
    :param terms: endings of scientific terms.
    :param indonesian: prefixes and suffixes of Indonesian.
    """

    prefixes: tuple[str, ...]
    native_prefixes: frozenset[str]
    suffixes: tuple[tuple[str, str], ...]
    function_words: frozenset[str]
    terms: tuple[str, ...]
    indonesian: tuple[tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=1)
def word_parts() -> WordParts:
    """Return the parts of words."""
    lexicon = _load("word_parts.toml")
    suffixes = [suffix.partition(":") for suffix in lexicon["suffixes"]]
    return WordParts(
        tuple(sorted(lexicon["prefixes"], key=lambda prefix: (-len(prefix), prefix))),
        frozenset(lexicon["native_prefixes"]),
        tuple((suffix, lost) for suffix, _, lost in suffixes),
        frozenset(lexicon["function_words"]),
        tuple(lexicon["terms"]),
        (tuple(lexicon["indonesian_prefixes"]), tuple(lexicon["indonesian_suffixes"])),
    )
