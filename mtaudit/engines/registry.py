"""Engines by name; see :mod:`mtaudit.engines.names` for the names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.engines.caches.cache import CachedEngine
from mtaudit.engines.caches.upkeep import CACHE_FILE
from mtaudit.engines.installed import installed
from mtaudit.engines.kinds.causal import CausalEngine
from mtaudit.engines.kinds.chat import asks_by_chat
from mtaudit.engines.kinds.packaged import PackagedEngine
from mtaudit.engines.kinds.recorded import RecordedEngine
from mtaudit.engines.kinds.sequence import Runtime, SequenceEngine, SequenceModel
from mtaudit.engines.kinds.served import ServedEngine
from mtaudit.engines.kinds.ways import find_ways
from mtaudit.engines.names import EngineName, parse_engine_name
from mtaudit.engines.weights.hub import find_model
from mtaudit.engines.weights.pickles import without_pickle
from mtaudit.engines.weights.places import cache_root
from mtaudit.errors import MissingExtraError

if TYPE_CHECKING:
    from mtaudit.engines.base import Engine
    from mtaudit.engines.completeness.batching import BatchEngine

__all__ = ["open_engine"]


def open_engine(
    name: str, *, offline: bool = False, cache_dir: Path | None = None, pivot: str | None = None
) -> Engine:
    """Open an engine by name. Weights are loaded when something is first translated.

    :param name: see :mod:`mtaudit.engines.names`.
    :param offline: forbids the network, but for a model server on this machine that is named.
    :param cache_dir: directory for weights and translations; else ``MTAUDIT_CACHE_DIR``; else the
        system's place for caches.
    :param pivot: language that it is to translate English into and back; asked for here, before weights are
        loaded. A recording is asked segment by segment.
    :returns: the engine, with its translations kept on disk unless they are recorded ones.
    :raises UsageError: for an unknown name.
    :raises MissingExtraError: when packages that it needs are not installed.
    :raises EngineError: when the model, the server or the recording is not to be had, damaged, or does not
        know the pivot.
    """
    wanted = parse_engine_name(name)
    if wanted.kind == "recorded":
        return RecordedEngine(Path(wanted.argument))
    engine = _batch_engine(name, wanted, offline=offline, cache_dir=cache_dir)
    if pivot is not None:
        engine.check_pair("en", pivot)
        engine.check_pair(pivot, "en")
    return CachedEngine(engine, cache_root(cache_dir) / CACHE_FILE)


def _batch_engine(name: str, wanted: EngineName, *, offline: bool, cache_dir: Path | None) -> BatchEngine:
    if wanted.server is not None:
        return ServedEngine(wanted.server)
    if wanted.model is None:
        return PackagedEngine(cache_dir)
    model = wanted.model
    if not installed("torch", "transformers"):
        raise MissingExtraError(f"the engine {name}", "models")
    plain = f"{model.kind}:{model.place}"
    if wanted.kind == "causal":
        found = find_model(model, offline=offline, cache_dir=cache_dir)
        return CausalEngine(
            plain,
            found.revision,
            lambda: without_pickle(found.directory, sequence=False, cache_dir=cache_dir),
            chat=asks_by_chat(model.place, found.directory),
        )
    runtime = _runtime(wanted.kind, cache_dir)
    if not installed(*runtime.packages):
        raise MissingExtraError(f"the engine {name}", "models")
    ways = find_ways(model, offline=offline, cache_dir=cache_dir)
    return SequenceEngine(plain, ways, runtime, beams=wanted.beams)


def _runtime(kind: str, cache_dir: Path | None) -> Runtime:
    def by_transformers(directory: Path, _revision: str) -> SequenceModel:
        from mtaudit.engines.runtimes.hf_sequence import TransformersModel

        return TransformersModel(directory)

    def by_ctranslate2(directory: Path, revision: str) -> SequenceModel:
        from mtaudit.engines.runtimes.ct2 import CTranslate2Model

        return CTranslate2Model(directory, revision, cache_dir)

    if kind == "ctranslate2":
        return Runtime(kind, ("ctranslate2", "transformers", "sentencepiece"), by_ctranslate2)
    return Runtime(kind, ("torch", "transformers", "sentencepiece"), by_transformers)
