"""What reading a corpus takes and yields: options, files, records and what was rejected."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mtaudit.model import Document

__all__ = ["CorpusFile", "CorpusOptions", "Format", "Item", "Record", "Rejected"]


class Format(StrEnum):
    """What a file is."""

    TEXT = "text"
    CSV = "csv"
    TSV = "tsv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    HTML = "html"
    XLIFF = "xliff"
    TMX = "tmx"
    PO = "po"
    WMT = "wmt"


@dataclass(frozen=True, slots=True)
class CorpusOptions:
    """How a corpus is read.

    The column of texts has to be there, and any that is named otherwise than by default. An empty name leaves
    out what the column holds; an empty ``reference`` or ``source`` does so in every format.

    :param text: the column of texts.
    :param reference: the column of native reports; for the layout of WMT the name of a reference.
    :param source: the column of texts that were translated from.
    :param system: the column that says which system translated; for the layout of WMT the one system to read.
    :param date: the column of days of publication, ``YYYY-MM-DD``.
    :param id: the column of ids.
    :param references: a directory with native reports, each at its document's id; None for none.
    :param format: what every file is, whatever its name; None goes by the name.
    :param encoding: of texts and tables; None is UTF-8, or UTF-16 where a byte order mark says so.
    :param delimiter: of ``.csv`` files; None takes the one that splits the header.
    :param quoting: False for tables in which a quotation mark is a character as any other.
    :param documents: for the layout of WMT a file with the document of each line; None uses the layout's.
    :param pair: for the layout of WMT the language pair, where there are several.
    """

    text: str = "text"
    reference: str = "reference"
    source: str = "source"
    system: str = "system"
    date: str = "date"
    id: str = "id"
    references: Path | None = None
    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    quoting: bool = True
    documents: Path | None = None
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file that will be read.

    :param path: the file; ``-`` for standard input, a directory for the layout of WMT.
    :param format: what it is.
    :param bytes: its size on disk; None where it is not known.
    :param id: what its document is called, and the beginning of what its rows are called.
    """

    path: str
    format: Format
    bytes: int | None
    id: str


@dataclass(frozen=True, slots=True)
class Record:
    """One document to audit.

    :param document: its text, with an id that no other document of the corpus has.
    :param reference: its native report, or None.
    :param source: the text that it was translated from, or None.
    :param system: who translated it, where the data says so.
    :param file: where it was read.
    :param place: the line, row or entry there, from 1: ``line 12``; None for a whole file.
    """

    document: Document
    reference: Document | None
    source: Document | None
    system: str | None
    file: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """What could not be read.

    :param document: the document's id, where it is known.
    :param file: the file, as messages name it.
    :param place: where in it.
    :param reason: what is wrong, without a full stop.
    :param stage: ``read``, or ``reference`` where the document follows without its native report.
    """

    document: str | None
    file: str
    place: str | None
    reason: str
    stage: str = "read"


Item = Record | Rejected
