"""Lexicons of the rules of style: words that tell a calque from its English look-alike."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LightVerb", "StyleWords", "light_verbs", "style_words"]


@dataclass(frozen=True, slots=True)
class StyleWords:
    """Closed lists, all of lower-case words; the data file says what each is for."""

    after_to: frozenset[str]
    nouns_with_to: frozenset[str]
    speech: frozenset[str]
    thought: frozenset[str]
    speakers: frozenset[str]
    bodies: frozenset[str]
    attitudes: frozenset[str]
    dull: frozenset[str]
    grave: frozenset[str]
    purposes: frozenset[str]
    pursued: frozenset[str]
    understood: frozenset[str]
    legal: frozenset[str]
    background: frozenset[str]
    vague: frozenset[str]
    institutions: frozenset[str]
    hosts: frozenset[str]
    acted: frozenset[str]
    english_ing: frozenset[str]
    celebrating: frozenset[str]
    feasts: frozenset[str]
    roles: frozenset[str]
    acronyms: frozenset[str]
    adverbials: frozenset[str]
    dealings: frozenset[str]


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A noun of action that has a verb of its own in English.

    :param noun: the noun, a lower-case singular.
    :param verb: what English says instead.
    :param indonesian: the Indonesian noun that *melakukan* goes with.
    :param with_verbs: lemmas with which it is a calque.
    :param with_of: lemmas with which it is one only before its object, with `of`, `against` or `towards`.
    """

    noun: str
    verb: str
    indonesian: str
    with_verbs: frozenset[str]
    with_of: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def style_words() -> StyleWords:
    """Return the closed lists."""
    lists = _load("style_words.toml")
    return StyleWords(**{field.name: frozenset(lists[field.name].split()) for field in fields(StyleWords)})


@lru_cache(maxsize=1)
def light_verbs() -> Mapping[str, LightVerb]:
    """Return the nouns of action with light verbs, by singular and plural."""
    lexicon = _load("light_verbs.toml")
    found: dict[str, LightVerb] = {}
    for group in lexicon["group"]:
        for noun, (verb, indonesian) in group["nouns"].items():
            entry = LightVerb(
                noun, verb, indonesian, frozenset(group["verbs"]), frozenset(group.get("verbs_with_of", ()))
            )
            found[noun] = entry
            if group.get("plural", True):
                found.setdefault(_plural(noun), entry)
    return found


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")
