"""Finds the directory of a model: a local one, the hub's local cache, or the hub."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtaudit.engines.memory import check_memory
from mtaudit.engines.weights.heads import check_heads
from mtaudit.engines.weights.known_digests import known_digests
from mtaudit.engines.weights.pickles import PICKLE, has_safetensors
from mtaudit.errors import EngineError, MissingExtraError, UsageError

__all__ = ["Found", "ModelName", "directory_digest", "find_model", "parse_model"]

#: Seconds that the hub has to answer.
PATIENCE = 5

#: What is fetched: never code; a pickle only where there is nothing else.
PATTERNS = ("*.safetensors", "*.json", "*.model", "*.spm", "*.txt", "*.jinja")

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ModelName:
    """What stands after ``causal:``, ``seq2seq:`` or ``ctranslate2:``.

    :param place: a local directory or an id on the hub.
    :param revision: branch, tag or commit on the hub, or None; always None for a directory.
    :param local: whether it is a directory.
    :param kind: what stands before the colon.
    """

    place: str
    revision: str | None
    local: bool
    kind: str = "causal"

    def __str__(self) -> str:
        """Return it as users write it."""
        return f"{self.kind}:{self.place}" + (f"@{self.revision}" if self.revision else "")


@dataclass(frozen=True, slots=True)
class Found:
    """A model on this machine.

    :param directory: holds its files.
    :param revision: commit on the hub, or a digest of the directory's files.
    """

    directory: Path
    revision: str


def parse_model(argument: str, kind: str = "causal") -> ModelName:
    """Read ``org/model``, ``org/model@revision`` or a directory.

    An existing directory wins over an id of the same spelling; what begins like a path is one.

    :param argument: what stands after the colon.
    :param kind: what stands before it.
    :raises UsageError: for text that can be neither.
    """
    if Path(argument).is_dir():
        return ModelName(argument, None, local=True, kind=kind)
    if argument.startswith((".", "/", "~")) or "\\" in argument:
        raise UsageError(
            f"no directory {argument!r} to load an engine from", mend="name an existing directory"
        )
    place, _, revision = argument.partition("@")
    parts = place.split("/")
    plain = all(part and part.strip(".") and part.isascii() for part in parts)
    characters = place.replace("/", "").replace("-", "").replace("_", "").replace(".", "")
    if len(parts) > 2 or not plain or not characters.isalnum() or "@" in revision:
        raise UsageError(
            f"{argument!r} is neither a directory nor the id of a model",
            mend=f"write {kind}:DIRECTORY or {kind}:ORG/MODEL@REVISION",
        )
    return ModelName(place, revision or None, local=False, kind=kind)


def find_model(model: ModelName, *, offline: bool, cache_dir: Path | None = None) -> Found:
    """Find a model's directory, fetching it from the hub where that is allowed and needed.

    A complete copy in the hub's local cache is used as it is, without asking the hub, so that the
    same command loads the same weights whether or not there is a network.

    :param model: which one.
    :param offline: forbids the network.
    :param cache_dir: where digests of weights are remembered.
    :raises EngineError: when it is neither here nor to be had, has no weights that load, or more than memory
        holds.
    :raises MissingExtraError: when the hub's client is not installed.
    """
    if model.local:
        directory = Path(model.place)
        if not _complete(directory):
            raise EngineError(
                "no config.json with *.safetensors in this directory",
                file=model.place,
                mend="name a directory with a model saved as safetensors",
            )
        check_memory(directory)
        check_heads(directory, model.kind)
        return Found(directory, directory_digest(directory, cache_dir))
    directory = _from_hub(model, offline=offline)
    check_memory(directory)
    check_heads(directory, model.kind)
    _check_blobs(directory, cache_dir)
    return Found(directory, directory.name)


def directory_digest(directory: Path, cache_dir: Path | None = None) -> str:
    """Return 16 hexadecimal digits over the names and contents of a directory's files.

    The contents of large files are read once and remembered under their path, size and time.
    """
    files = sorted(path for path in directory.iterdir() if path.is_file() and _counts(path))
    parts = [f"{path.name} {digest}" for path, digest in known_digests(files, cache_dir).items()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _check_blobs(directory: Path, cache_dir: Path | None) -> None:
    """Refuse weights in the hub's cache that are not what it calls them by: the SHA-256 of a large file."""
    weights = [path for path in sorted(directory.iterdir()) if path.suffix in {".safetensors", ".bin"}]
    named = [path for path in weights if _SHA256.fullmatch(path.resolve().name)]
    for path, digest in known_digests(named, cache_dir).items():
        if digest != path.resolve().name:
            raise EngineError(
                f"these weights are damaged (SHA-256 {digest[:12]}…, expected {path.resolve().name[:12]}…)",
                file=str(path),
                mend=f"delete {directory.parents[1]} and run again with a network",
            )


def _from_hub(model: ModelName, *, offline: bool) -> Path:
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read when the client is imported
    try:
        import huggingface_hub
        from huggingface_hub import errors as hub_errors
    except ImportError as error:
        raise MissingExtraError(f"the engine {model.kind}:{model.place}", "models") from error
    errors: Any = hub_errors  # the HTTP client's base class is there, but not declared
    where = str(model)
    try:
        here = huggingface_hub.snapshot_download(model.place, revision=model.revision, local_files_only=True)
        if _complete(Path(here)):
            return Path(here)
    except (errors.LocalEntryNotFoundError, ValueError):
        pass  # not there: the next step says so, or fetches it
    if offline:
        raise EngineError(
            f"{where}: not in the local cache",
            mend="run once without --offline, or name a directory",
        )
    try:
        # Asked first, because this question has a time limit that holds; fetching waits and
        # tries again for minutes when a hub accepts the connection and says nothing.
        listed = huggingface_hub.HfApi().model_info(model.place, revision=model.revision, timeout=PATIENCE)
        names = [entry.rfilename for entry in listed.siblings or ()]
        pickled = not any(name.endswith(".safetensors") for name in names)
        fetched = huggingface_hub.snapshot_download(
            model.place,
            revision=model.revision,
            allow_patterns=[*PATTERNS, *([PICKLE] if pickled else [])],
            etag_timeout=PATIENCE,
        )
    except errors.GatedRepoError as error:
        raise EngineError(
            f"{where}: the hub asks you to accept the model's terms first",
            mend="accept them on its page and log in with `hf auth login`",
        ) from error
    except errors.RevisionNotFoundError as error:
        raise EngineError(
            f"{where}: the model has no such revision", mend="name a branch, tag or commit of it"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise EngineError(
            f"{where}: the hub has no such model", mend="check the spelling of its id"
        ) from error
    except (errors.HTTPError, OSError, ValueError) as error:
        raise EngineError(
            f"{where}: not in the local cache, and the hub cannot be reached",
            mend="name a directory, or try again with a network",
        ) from error
    if not _complete(Path(fetched)):
        raise EngineError(
            f"{where}: no safetensors weights on the hub, nor {PICKLE}",
            mend="choose a model or revision that has them",
        )
    return Path(fetched)


def _complete(directory: Path) -> bool:
    """Tell whether configuration and weights, every file that an index names, are here."""
    if not (directory / "config.json").is_file():
        return False
    index = directory / "model.safetensors.index.json"
    if index.is_file():
        try:
            names = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        except (ValueError, KeyError, AttributeError, TypeError):
            return False
        return all((directory / str(name)).is_file() for name in names)
    return has_safetensors(directory) or (directory / PICKLE).is_file()


def _counts(path: Path) -> bool:
    if path.name == PICKLE and not has_safetensors(path.parent):
        return True
    return any(path.match(pattern) for pattern in PATTERNS)
