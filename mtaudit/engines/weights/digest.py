"""Digests of texts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["list_digest", "text_digest"]


def text_digest(text: str) -> str:
    """Return the hexadecimal SHA-256 of a text in UTF-8, lone surrogates included."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def list_digest(texts: Sequence[str]) -> str:
    """Return the hexadecimal SHA-256 of a list of texts, their order and borders included."""
    return hashlib.sha256(json.dumps(list(texts)).encode()).hexdigest()
