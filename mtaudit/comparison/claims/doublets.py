"""English words that render one Indonesian word, and tell different things."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["APART", "NEAR", "doublet", "doublet_of"]

#: How likely two words of one doublet tell different things where one stands for the other: those that never
#: mean the same, and those that careless writers use for each other. By hand.
APART, NEAR = 0.95, 0.7


@lru_cache(maxsize=1)
def _places() -> dict[str, dict[tuple[str, int], int]]:
    """Return the doublets that hold each word, and the place it has in each."""
    loaded = tomllib.loads(
        files("mtaudit.comparison.claims").joinpath("data/doublets.toml").read_text("utf-8")
    )
    found: dict[str, dict[tuple[str, int], int]] = {}
    for grade in ("apart", "near"):
        for number, (_, english) in enumerate(loaded[grade]):
            for place, words in enumerate(english.split()):
                for word in words.split("="):
                    found.setdefault(fold(word), {})[grade, number] = place
    return found


def doublet_of(one: Token, other: Token) -> float:
    """Return the same as :func:`doublet` for tokens of one class, nouns that were tagged otherwise included.

    :param one: the document's token.
    :param other: the native report's.
    """
    if one.pos_ == other.pos_ != "PROPN":
        return doublet(fold(one.lemma_), fold(other.lemma_))
    return max((doublet(a, b) for a in _as_noun(one) for b in _as_noun(other)), default=0.0)


def _as_noun(token: Token) -> tuple[str, ...]:
    """Return a noun's lemma, or its singular for a plural tagged as a verb or, up front, as a name."""
    if token.pos_ == "NOUN":
        return (fold(token.lemma_),)
    word = fold(token.text)
    opens = token.pos_ == "PROPN" and token.is_sent_start
    if not (opens or token.pos_ == "VERB") or not word.endswith("s"):
        return ()
    return (word[:-3] + "y",) if word.endswith("ies") else (word[:-1],)


@lru_cache(maxsize=50_000)
def doublet(one: str, other: str) -> float:
    """Return how likely two words tell different things because they render one Indonesian word, or 0.

    :param one: a folded lemma.
    :param other: another.
    """
    mine, theirs = _places().get(one, {}), _places().get(other, {})
    grades = {entry[0] for entry, place in mine.items() if entry in theirs and theirs[entry] != place}
    if "apart" in grades:
        return APART
    return NEAR if grades else 0.0
