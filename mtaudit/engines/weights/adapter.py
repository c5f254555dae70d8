"""The adapter of the packaged engine: a small update of its weights, which makes it a translator.

It comes with the program as safetensors: for some linear layers of the model, two matrices whose product is
added to the layer's weights (LoRA; Hu et al. 2022, https://arxiv.org/abs/2106.09685). ``training/adapter.py``
makes it.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from mtaudit.engines.kinds.prompt import one_line
from mtaudit.engines.languages import language_name
from mtaudit.engines.weights.heads import read_head
from mtaudit.engines.weights.packaged import PACKAGED, SHA256
from mtaudit.errors import EngineError

__all__ = ["Adapter", "packaged_adapter", "read_adapter"]

_FILE = "adapter.safetensors"


@dataclass(frozen=True, slots=True)
class Adapter:
    """An update of a model's weights, and the frame that the model learnt to translate in.

    :param packed: the file.
    :param digest: its SHA-256, hexadecimal.
    :param base: digest of the weights that it changes.
    :param frame: what stands before a translation, with places for ``source_name``, ``target_name`` and
        ``segment``.
    """

    packed: bytes = field(repr=False)
    digest: str
    base: str
    frame: str

    def framed(self, segment: str, source: str, target: str) -> str:
        """Return what the model continues for a segment, which stands on one line.

        :param segment: any text.
        :param source: ISO 639-1 code of its language.
        :param target: ISO 639-1 code of the language wanted.
        """
        names = {"source_name": language_name(source), "target_name": language_name(target)}
        return self.frame.format(segment=one_line(segment), **names)


def read_adapter(packed: bytes) -> Adapter:
    """Return an adapter by its file.

    :param packed: safetensors with ``base_sha256`` and ``frame`` in its metadata.
    :raises ValueError: for anything else.
    """
    told = read_head(io.BytesIO(packed)).get("__metadata__")
    if not isinstance(told, dict):
        raise ValueError("no metadata")
    if not {"base_sha256", "frame"} <= told.keys():
        raise ValueError("its metadata lack base_sha256 or frame")
    return Adapter(packed, hashlib.sha256(packed).hexdigest(), told["base_sha256"], told["frame"])


@cache
def packaged_adapter() -> Adapter:
    """Return the adapter that comes with the program.

    :raises EngineError: where it is damaged, or made for other weights than the packaged ones.
    """
    file = resources.files("mtaudit.engines") / "data" / _FILE
    try:
        adapter = read_adapter(file.read_bytes())
        if adapter.base != SHA256:
            raise ValueError(f"made for the weights {adapter.base[:12]}…, not {SHA256[:12]}…")
    except (OSError, ValueError) as error:
        raise EngineError(
            f"the adapter of {PACKAGED} is missing or damaged ({error})",
            file=str(file),
            mend="pip install --force-reinstall mtaudit",
        ) from error
    return adapter
