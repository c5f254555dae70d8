"""Reading one document: plain text, or a page of HTML where the name says so."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 - `date` is a parameter
from pathlib import Path

from mtaudit.model import Document
from mtaudit.readers.pages import read_page
from mtaudit.readers.plain import read_bytes, read_text

__all__ = ["PAGE_SUFFIXES", "read_document"]

#: Names of pages end so.
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")


def read_document(path: str | Path, *, date: Date | None = None) -> Document:
    """Read one text, or the main text of one page and its day of publication.

    :param path: a file, or ``-`` for a plain text from standard input.
    :param date: day of publication; None takes what a page tells.
    :raises InputError: for a file that is missing, a directory, empty, too large, binary or not in its
        encoding, and for a page without a main text.
    :raises MissingExtraError: for a page, without the extra ``formats``.
    """
    if Path(path).suffix.lower() not in PAGE_SUFFIXES:
        return read_text(path, date=date)
    page = read_page(read_bytes(path), str(path))
    return Document(Path(path).stem, page.text, date or page.date, str(path))
