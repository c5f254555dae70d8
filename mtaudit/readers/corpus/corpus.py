"""A corpus as a stream of documents: every entry becomes a record, or says why it was rejected."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from mtaudit.errors import InputError, MtauditError
from mtaudit.model import Document
from mtaudit.readers.corpus.encodings import check_encoding
from mtaudit.readers.corpus.entries import Entry
from mtaudit.readers.corpus.packed import Opened, open_file
from mtaudit.readers.corpus.sources import find_files, shown
from mtaudit.readers.corpus.text_files import read_text_file
from mtaudit.readers.corpus.values import CorpusFile, CorpusOptions, Format, Item, Record, Rejected
from mtaudit.readers.plain import read_text

__all__ = ["Corpus", "open_corpus"]

_Reader = Callable[[Opened, CorpusOptions], Iterator[Entry | Rejected]]
_READERS: dict[Format, _Reader] = {Format.TEXT: read_text_file}
_LARGEST = 5_000_000


def open_corpus(sources: Sequence[str], options: CorpusOptions) -> Corpus:
    """Find what sources name and return it as a corpus; documents are read when it is iterated.

    :param sources: directories, files, patterns, and ``-`` for standard input.
    :param options: columns, formats, references.
    :raises InputError: for a file that is not there, and a directory with nothing in it.
    :raises UsageError: for a pattern that matches nothing, and a format or encoding that is not known.
    """
    check_encoding(options.encoding)
    if options.references is not None and not options.references.is_dir():
        told = "it is not a directory" if options.references.exists() else "there is no such directory"
        raise InputError(told, file=shown(options.references), mend="name a directory of native reports")
    files, rejected = find_files(sources, options)
    return Corpus(files, rejected, options)


class Corpus:
    """Documents to audit, always in the same order; may be iterated again.

    :param files: what will be read.
    :param rejected: what was found and will not be read; it comes first.
    :param options: how it is read.
    """

    def __init__(
        self, files: tuple[CorpusFile, ...], rejected: tuple[Rejected, ...], options: CorpusOptions
    ) -> None:
        self.files, self.rejected, self._options = files, rejected, options
        self._done = 0

    @property
    def bytes(self) -> int | None:
        """Size of all files on disk; None where standard input is among them."""
        sizes = [file.bytes for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size is not None)

    @property
    def done(self) -> int:
        """How much of :attr:`bytes` the latest iteration has read."""
        return self._done

    def __iter__(self) -> Iterator[Item]:
        """Read document after document."""
        self._done = 0
        yield from self.rejected
        naming = _Naming(self._options)
        for file in self.files:
            for item in self._read(file):
                if isinstance(item, Rejected):
                    yield item
                else:
                    yield from naming.records(item, file)
            self._done += file.bytes or 0

    def _read(self, file: CorpusFile) -> Iterator[Entry | Rejected]:
        name = shown(file.path)
        try:
            with open_file(file, name) as opened:
                yield from _READERS[file.format](opened, self._options)
        except MtauditError as error:
            whole = file.id if file.format in (Format.TEXT, Format.HTML, Format.PO) else None
            yield Rejected(whole, name, error.place, error.problem)


class _Naming:
    """Gives every entry its id and its native report, and rejects what has no text or another's id."""

    def __init__(self, options: CorpusOptions) -> None:
        self._references, self._seen = options.references, set[int]()

    def records(self, entry: Entry, file: CorpusFile) -> Iterator[Item]:
        """Yield the record of an entry, before it what is wrong with its native report, or why it is none."""
        name = shown(file.path)
        id = entry.id if entry.id is not None else _own_id(file, entry)  # noqa: A001 - the model's word
        try:
            _check(id, entry)
            self._remember(id)
            reference = Path() if self._references is None else _inside(self._references, id)
        except InputError as error:
            yield Rejected(id, name, entry.place, error.problem)
            return
        native = _given("reference", entry.reference, f"{name}, reference")
        if native is None and self._references is not None and reference.exists():
            try:
                native = read_text(reference)
            except MtauditError as error:
                yield Rejected(id, shown(reference), error.place, error.problem, stage="reference")
        yield Record(
            Document(id, entry.text, entry.date, name),
            native,
            _given("source", entry.source, f"{name}, source"),
            entry.system,
            name,
            entry.place,
        )

    def _remember(self, id: str) -> None:  # noqa: A002 - the model's word
        # Eight bytes of each id: of a hundred million the chance that two meet is 0.0003.
        mark = int.from_bytes(blake2b(id.encode("utf-8"), digest_size=8).digest())
        if mark in self._seen:
            raise InputError("its id was used before in this corpus")
        self._seen.add(mark)


def _own_id(file: CorpusFile, entry: Entry) -> str:
    return file.id if entry.number is None else f"{file.id}:{entry.number}"


def _check(id: str, entry: Entry) -> None:  # noqa: A002 - the model's word
    if not id.strip():
        raise InputError("its id is empty")
    try:
        id.encode("utf-8")
        entry.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("it holds a lone surrogate, which is no character") from error
    if not entry.text.strip():
        raise InputError("it is empty")
    if "\0" in entry.text:
        raise InputError("a NUL character: this is not text")


def _inside(directory: Path, id: str) -> Path:  # noqa: A002 - the model's word
    """Return where the native report of a document would be, never outside of the directory."""
    path = PurePosixPath(id)
    if path.is_absolute() or ".." in path.parts or (os.sep != "/" and os.sep in id):
        raise InputError("its id leads out of the directory of native reports")
    found = directory / f"{id}.txt"
    if not found.resolve().is_relative_to(directory.resolve()):
        raise InputError("its native report is a symbolic link that leads out of the directory")
    return found


def _given(name: str, text: str | None, source: str) -> Document | None:
    return Document(name, text, source=source) if text is not None and text.strip() else None
