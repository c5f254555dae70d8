"""The heads of safetensors files: whether one is whole is told by them, before anything heavy is loaded.

A file begins with the length of its head in eight bytes, little end first; the head is JSON and names the
place of each tensor in what follows (https://github.com/huggingface/safetensors, "Format").
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, BinaryIO

from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["check_heads", "read_head"]

#: What the family of models is called where its weights do not load, by the kind of engine.
_CALLED = {"causal": "causal language"}


def check_heads(directory: Path, kind: str) -> None:
    """Refuse a model with a file of weights that is cut off, or is something else.

    :param directory: holds the model's files.
    :param kind: of the engine that asks: seq2seq, ctranslate2 or causal.
    :raises EngineError: naming the directory and what is wrong with which file.
    """
    for path in sorted(directory.glob("*.safetensors")):
        try:
            with path.open("rb") as file:
                read_head(file)
        except (OSError, ValueError) as error:
            called = _CALLED.get(kind, "sequence-to-sequence")
            raise EngineError(
                f"not a {called} model that loads ({path.name}: {error})",
                file=str(directory),
                mend="take the model's files again from where they came",
            ) from error


def read_head(file: BinaryIO) -> dict[str, Any]:
    """Return the head of a file of safetensors.

    :param file: from its beginning; only the head is read.
    :raises ValueError: where it is none, or the file is shorter or longer than it says.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    length = int.from_bytes(file.read(8), "little")
    if not 2 <= length <= size - 8:
        raise ValueError(f"cut off at {size:,} bytes, or no safetensors")
    try:
        head = json.loads(file.read(length))
        tensors = [entry for name, entry in head.items() if name != "__metadata__"]
        told = 8 + length + max((int(entry["data_offsets"][1]) for entry in tensors), default=0)
    except (ValueError, AttributeError, LookupError, TypeError, OverflowError, RecursionError) as error:
        raise ValueError("its head is damaged, or it is no safetensors") from error
    if size != told:
        raise ValueError(f"it has {size:,} bytes, its head tells of {told:,}")
    return dict(head)
