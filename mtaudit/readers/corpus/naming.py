"""From an entry to a record: its id, its native report, and what no document may be."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, MtauditError
from mtaudit.model import Document
from mtaudit.readers.corpus.encodings import printable
from mtaudit.readers.corpus.sources import real_path, shown
from mtaudit.readers.corpus.values import Item, Record, Rejected
from mtaudit.readers.documents import PAGE_SUFFIXES, read_document
from mtaudit.readers.plain import LARGEST_TEXT

if TYPE_CHECKING:
    from mtaudit.readers.corpus.entries import Entry
    from mtaudit.readers.corpus.values import CorpusFile, CorpusOptions

__all__ = ["Naming"]


class Naming:
    """Gives entries their ids and native reports, and rejects what is no text or has another's id.

    :param options: where native reports are.
    """

    def __init__(self, options: CorpusOptions) -> None:
        self._references = options.references
        self._wanted = {stage for stage in ("reference", "source") if getattr(options, stage)}
        self._seen = set[int]()

    def records(self, entry: Entry, file: CorpusFile) -> Iterator[Item]:
        """Yield the record of an entry, or why it is none; before it, what is wrong with a text beside it.

        :param entry: what a reader yielded.
        :param file: where it read.
        """
        name = entry.file or shown(file.path)
        id = entry.id if entry.id is not None else _own_id(file, entry)  # noqa: A001 - the model's word
        try:
            _check_id(id)
            _check_text(entry.text)
            self._remember(id)
            native = None if self._references is None else _beside(self._references, id)
        except InputError as error:
            yield Rejected(printable(id), name, entry.place, error.problem)
            return
        beside: dict[str, Document | None] = {}
        for stage, text in (("reference", entry.reference), ("source", entry.source)):
            try:
                beside[stage] = _given(stage, text, name) if stage in self._wanted else None
                if stage == "reference" and native is not None and beside[stage] is None:
                    beside[stage] = read_document(native)
            except MtauditError as error:
                place = error.place if error.file else entry.place
                yield Rejected(id, error.file or name, place, error.problem, stage)
        yield Record(
            Document(id, entry.text, entry.date, name),
            beside.get("reference"),
            beside.get("source"),
            entry.system,
            name,
            entry.place,
        )

    def _remember(self, id: str) -> None:  # noqa: A002 - the model's word
        # Eight bytes of each id: of a hundred million the chance that two meet is 0.0003.
        mark = int.from_bytes(blake2b(id.encode(), digest_size=8).digest())
        if mark in self._seen:
            raise InputError("another document before it has the same id")
        self._seen.add(mark)


def _own_id(file: CorpusFile, entry: Entry) -> str:
    return file.id if entry.number is None else f"{file.id}:{entry.number}"


def _check_id(id: str) -> None:  # noqa: A002 - the model's word
    if not id.strip():
        raise InputError("its id is empty")
    try:
        id.encode()
    except UnicodeEncodeError as error:
        raise InputError("its name is not UTF-8") from error


def _check_text(text: str) -> None:
    if not text or text.isspace():
        raise InputError("it is empty")
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise InputError(f"half a surrogate pair, which is no character (character {error.start})") from error
    if size > LARGEST_TEXT:
        raise InputError(f"it is larger than {LARGEST_TEXT // 10**6} MB")
    if (nul := text.find("\0")) >= 0:
        raise InputError(f"a NUL character (character {nul}): this is not text")


def _given(stage: str, text: str | None, file: str) -> Document | None:
    if text is None or text.isspace() or not text:
        return None
    _check_text(text)
    return Document(stage, text, source=f"{file}, {stage}")


def _beside(directory: Path, id: str) -> Path | None:  # noqa: A002 - the model's word
    """Return the native report of a document, or None; it is never outside of the directory."""
    path = PurePosixPath(id)
    if path.is_absolute() or ".." in path.parts:
        raise InputError("its id leads out of the directory of native reports")
    for suffix in (".txt", *PAGE_SUFFIXES):
        found = directory / f"{id}{suffix}"
        try:
            if not found.is_file():
                continue
        except OSError:
            # A name that is too long for any file.
            return None
        if not real_path(found).is_relative_to(real_path(directory)):
            raise InputError("its native report is a symbolic link that leads out of the directory")
        return found
    return None
