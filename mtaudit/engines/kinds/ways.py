"""From the name of an encoder-decoder model to the models that translate there and back.

A Marian model translates one way. Its name says which (``opus-mt-en-id``), and the model for the way back has
the same name with the pair turned round, on the hub or in a directory beside it.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.engines.kinds.sequence import Way
from mtaudit.engines.languages import iso_code
from mtaudit.engines.weights.hub import Found, ModelName, find_model
from mtaudit.engines.weights.pickles import without_pickle
from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["find_ways", "turned"]

#: ``model_type`` of families that are told both languages by tokens.
_TOLD = frozenset({"m2m_100", "t5", "mt5", "umt5"})


def find_ways(
    model: ModelName, *, offline: bool, cache_dir: Path | None = None
) -> Mapping[tuple[str, str] | None, Way]:
    """Find the models behind a name, without loading them.

    :param model: the one named.
    :param offline: forbids the network.
    :param cache_dir: where digests and conversions are kept.
    :returns: models by direction; under None, one that is told the languages.
    :raises EngineError: when one is not to be had, is of no family that is known, or its name says no pair.
    """
    found = find_model(model, offline=offline, cache_dir=cache_dir)
    family = _family(found.directory)
    if family in _TOLD:
        return {None: _way(found, cache_dir)}
    if family != "marian":
        raise EngineError(
            f"{model}: a model of the family {family!r} is no engine of this kind",
            mend="choose a Marian, NLLB, M2M100 or MADLAD model, or causal: for a language model",
        )
    pair, back = turned(model)
    try:
        return_found = find_model(back, offline=offline, cache_dir=cache_dir)
    except EngineError as error:
        raise EngineError(
            f"{model} translates {'-'.join(pair)} only, and {back} for the way back is not to be had "
            f"({error.problem})",
            mend="put both models side by side, or choose one that translates both ways",
        ) from error
    return {pair: _way(found, cache_dir), pair[::-1]: _way(return_found, cache_dir)}


def turned(model: ModelName) -> tuple[tuple[str, str], ModelName]:
    """Return the pair that a model's name says, and the name of the model for the way back.

    A revision belongs to one model, so the other is taken as it is on its main branch.

    :raises EngineError: for a name without a pair.
    """
    # A directory may be named by a link or a dot; its own name says the pair.
    place = str(Path(model.place).resolve()) if model.local else model.place
    folder, slash, name = place.rpartition("/")
    parts = name.split("-")
    codes = [iso_code(part) for part in parts]
    # The last two: in opus-mt-en-id, "mt" is a language too.
    places = [place for place in range(len(parts) - 1) if codes[place] and codes[place + 1]]
    if not places:
        raise EngineError(
            f"{model}: its name does not say which languages it translates",
            mend="name the directory after the pair, such as opus-mt-en-id, beside opus-mt-id-en",
        )
    at = places[-1]
    parts[at], parts[at + 1] = parts[at + 1], parts[at]
    back = replace(model, place=f"{folder}{slash}{'-'.join(parts)}", revision=None)
    return (str(codes[at]), str(codes[at + 1])), back


def _way(found: Found, cache_dir: Path | None) -> Way:
    return Way(found.revision, lambda: without_pickle(found.directory, sequence=True, cache_dir=cache_dir))


def _family(directory: Path) -> str:
    try:
        return str(json.loads((directory / "config.json").read_text(encoding="utf-8"))["model_type"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EngineError(
            "its config.json names no family of models",
            file=str(directory / "config.json"),
            mend="take the model's files again from where they came",
        ) from error
