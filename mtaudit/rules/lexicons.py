"""Lexicons that come with the package: read once, checked, handed to rules as values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Connective", "VerbFrame", "VerbFrames", "connectives", "verb_frames"]


@dataclass(frozen=True, slots=True)
class Connective:
    """An opening calqued from Indonesian.

    :param text: the English words.
    :param indonesian: the opening behind it.
    :param suggestion: what English would say, or None where it says nothing.
    :param comma: whether a comma must follow.
    :param unless: lower-case words after it (after the comma, where there is one) that make it English.
    :param alone: whether a second comma soon after makes it English.
    :param confidence: 0 to 1.
    """

    text: str
    indonesian: str
    suggestion: str | None
    comma: bool
    unless: frozenset[str]
    alone: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A complement that a verb does not take in English.

    :param verb: lemma.
    :param kind: ``preposition``, ``object-preposition``, ``indirect-object``, ``object-infinitive``,
        ``infinitive``, ``gerund`` or another of the data file.
    :param wrong: the preposition, or None for the kinds without one.
    :param objects: what the preposition's object must be: ``any``, ``agent``, ``place``, or lemmas.
    :param forms: word forms that are the verb whatever the tagger says.
    :param right: what English says.
    :param source: works that give the verb's frames.
    :param confidence: 0 to 1.
    """

    verb: str
    kind: str
    wrong: str | None
    objects: str | frozenset[str]
    forms: frozenset[str]
    right: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class VerbFrames:
    """The lexicon of verb frames.

    :param by_verb: frames by the verb's lemma.
    :param agent_nouns: lemmas for people and bodies that act.
    :param place_nouns: lemmas for places that one reaches.
    """

    by_verb: Mapping[str, tuple[VerbFrame, ...]]
    agent_nouns: frozenset[str]
    place_nouns: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    text = files("mtaudit.rules").joinpath("data", name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def connectives() -> tuple[Connective, ...]:
    """Return the calqued connectives, longest first."""
    entries = [
        Connective(
            entry["text"],
            entry["indonesian"],
            entry.get("suggestion"),
            entry.get("comma", True),
            frozenset(entry.get("unless", ())),
            entry.get("alone", False),
            entry["confidence"],
        )
        for entry in _load("connectives.toml")["connective"]
    ]
    return tuple(sorted(entries, key=lambda entry: -len(entry.text)))


@lru_cache(maxsize=1)
def verb_frames() -> VerbFrames:
    """Return the frames that verbs do not take."""
    lexicon = _load("verb_frames.toml")
    by_verb: dict[str, tuple[VerbFrame, ...]] = {}
    for entry in lexicon["frame"]:
        objects = entry.get("object", "any")
        for verb in entry.get("verbs") or (entry["verb"],):
            frame = VerbFrame(
                verb,
                entry["kind"],
                entry.get("wrong"),
                frozenset(objects) if isinstance(objects, list) else objects,
                frozenset(entry.get("forms", ())),
                entry["right"],
                entry["source"],
                entry.get("confidence", 0.8),
            )
            by_verb[verb] = (*by_verb.get(verb, ()), frame)
    return VerbFrames(by_verb, frozenset(lexicon["agent_nouns"]), frozenset(lexicon["place_nouns"]))
