"""COMET, where ``unbabel-comet`` is installed: an optional wrapper, loaded when a model is named.

It is no extra of this program: its release 2.2.7 asks for numpy below 2 and transformers below 5, this
program for later ones. From an environment of its own, what ``comet-score`` prints there is read from a file
(``--scores``).
"""

from __future__ import annotations

import importlib
import os
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING, Any

from mtaudit.errors import EngineError, InputError, MissingExtraError
from mtaudit.model.systems import SegmentScores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.model.systems import TestSet

__all__ = ["comet_scores"]

_PACKAGE = "unbabel-comet, or give what comet-score prints elsewhere to --scores COMET=FILE"
_BATCH = 16


def comet_scores(model: str, sources: Sequence[str], test_set: TestSet, *, offline: bool) -> SegmentScores:
    """Score every segment of every system by a COMET model.

    :param model: a name such as ``Unbabel/wmt22-comet-da``, or a checkpoint file.
    :param sources: the source segments, in order.
    :param test_set: systems and references; the first reference is used.
    :param offline: True never reaches the network: the model must be in the cache of the hub.
    :raises MissingExtraError: where ``unbabel-comet`` is not installed.
    :raises InputError: for sources that are not as many as the segments.
    :raises EngineError: for a model that cannot be loaded.
    """
    if find_spec("comet") is None:
        raise MissingExtraError("COMET", "comet", package=_PACKAGE)
    reference = test_set.references[0]
    if len(sources) != len(reference.segments):
        raise InputError(
            f"{len(sources)} source segments, but {reference.source} has {len(reference.segments)}",
            mend="give the sources one a line in the same order",
        )
    loaded = _load(model, offline=offline)
    scores = []
    for system in test_set.systems:
        triples = [
            {"src": source, "mt": output, "ref": target}
            for source, output, target in zip(sources, system.segments, reference.segments, strict=True)
        ]
        predicted = loaded.predict(triples, batch_size=_BATCH, gpus=_gpus(), progress_bar=False)
        scores.append((system.name, tuple(map(float, predicted["scores"]))))
    return SegmentScores(f"COMET-{Path(model).stem or model}", higher_is_better=True, scores=tuple(scores))


def _load(model: str, *, offline: bool) -> Any:
    comet = importlib.import_module("comet")
    try:
        with _safe_loading():
            path = model if Path(model).is_file() else comet.download_model(model, local_files_only=offline)
            return comet.load_from_checkpoint(path, local_files_only=offline)
    except (OSError, KeyError, ValueError, RuntimeError, UnpicklingError) as error:
        line = str(error).partition("\n")[0]
        raise EngineError(
            f"the COMET model {model} cannot be loaded ({line})",
            mend="name a model of the hub or a checkpoint; without --offline it is downloaded",
        ) from error


@contextmanager
def _safe_loading() -> Iterator[None]:
    """Let torch read tensors out of checkpoints and run nothing that is pickled in them."""
    name = "TORCH_FORCE_WEIGHTS_ONLY_LOAD"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _gpus() -> int:
    return int(bool(importlib.import_module("torch").cuda.is_available()))
