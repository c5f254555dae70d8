"""The source text, where it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.model import Document

__all__ = ["SourceText"]


@dataclass(frozen=True)
class SourceText:
    """The text that a document was made from.

    :param document: the text.
    """

    document: Document
