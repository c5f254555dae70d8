"""Weights that come as a pickle only: converted once into safetensors, never run.

``torch.load`` with ``weights_only`` builds tensors and refuses anything else that a pickle can name.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mtaudit.engines.memory import check_memory
from mtaudit.engines.weights.places import cache_root, file_digest, kept_directory

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["PICKLE", "has_safetensors", "without_pickle"]

#: Name of the only pickle that is taken: one file with all weights.
PICKLE = "pytorch_model.bin"

_log = logging.getLogger(__name__)


def has_safetensors(directory: Path) -> bool:
    """Tell whether a directory has weights that need no conversion."""
    return any(directory.glob("*.safetensors"))


def without_pickle(directory: Path, *, sequence: bool, cache_dir: Path | None = None) -> Path:
    """Return a directory with the same model in safetensors.

    It is kept in the cache with the digest of the pickle and those of its own files, and made again when one
    of them is not as recorded.

    :param directory: holds configuration, tokenizer and weights of either kind.
    :param sequence: whether it is an encoder-decoder model; else a causal one.
    :param cache_dir: where it is kept.
    :raises EngineError: when the pickle is damaged, holds more than weights, or memory or disk do not do.
    """
    if has_safetensors(directory):
        return directory
    digest = file_digest(directory / PICKLE)
    target = cache_root(cache_dir) / "weights" / f"from-pickle-{digest[:16]}"

    def fill(work: Path) -> None:
        check_memory(directory)
        from mtaudit.engines.runtimes.hf_session import convert_pickle  # loads torch

        _log.info("converting %s into %s: once", directory / PICKLE, target)
        convert_pickle(directory, work, sequence=sequence)

    return kept_directory(target, digest, fill)
