"""Plain text: a file is a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.readers.corpus.encodings import decode_text
from mtaudit.readers.corpus.entries import Entry

if TYPE_CHECKING:
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions

__all__ = ["read_text_file"]


def read_text_file(file: Opened, options: CorpusOptions) -> Iterator[Entry]:
    """Read one text.

    :param file: the opened file.
    :param options: the encoding.
    :raises InputError: for what is too large or not text.
    """
    yield Entry(decode_text(file.whole(), file.shown, options.encoding))
