"""The source text, where it is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.errors import InputError

if TYPE_CHECKING:
    from mtaudit.model import Document

__all__ = ["SourceText", "analyse_source"]


@dataclass(frozen=True)
class SourceText:
    """The text that a document was made from.

    :param document: the text.
    """

    document: Document

    @property
    def summary(self):
        return self.document.id, "id", self.document.sha256, 1


def analyse_source(source, document, *, seed):
    return SourceText(source)
