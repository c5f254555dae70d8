"""A corpus as a stream of documents: every entry becomes a record, or says why it was rejected."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import finalize

from mtaudit.errors import InputError, MissingExtraError, MtauditError, UsageError
from mtaudit.readers.corpus.encodings import check_encoding, printable
from mtaudit.readers.corpus.formats import READERS, WHOLE_FILES, check_installed
from mtaudit.readers.corpus.naming import Naming
from mtaudit.readers.corpus.packed import open_local, open_packed, spool_stdin
from mtaudit.readers.corpus.remote import is_remote, open_remote
from mtaudit.readers.corpus.sources import find_files, shown
from mtaudit.readers.corpus.test_sets import read_test_set_documents
from mtaudit.readers.corpus.values import CorpusFile, CorpusOptions, Format, Item, Rejected
from mtaudit.readers.plain import STDIN

if TYPE_CHECKING:
    from mtaudit.readers.corpus.entries import Entry

__all__ = ["Corpus", "open_corpus"]


def open_corpus(sources: Sequence[str], options: CorpusOptions) -> Corpus:
    """Find what sources name and return it as a corpus; documents are read when it is iterated.

    :param sources: directories, files, patterns, addresses such as ``s3://…``, ``-`` for standard input.
    :param options: columns, formats, references.
    :raises InputError: for a file that is not there, and a directory with nothing in it.
    :raises UsageError: for a pattern that matches nothing, and an unknown format, encoding or delimiter.
    :raises MissingExtraError: for a format whose reader is not installed.
    """
    check_encoding(options.encoding)
    if not options.text:
        raise UsageError("the column of texts has no name", mend="name it")
    if options.delimiter is not None and (len(options.delimiter) != 1 or options.delimiter in '"\r\n'):
        raise UsageError(f"{options.delimiter!r} is no delimiter", mend="give one character")
    if options.references is not None and not options.references.is_dir():
        told = "it is not a directory" if options.references.exists() else "there is no such directory"
        raise InputError(told, file=shown(options.references), mend="name a directory of native reports")
    files, rejected = find_files(sources, options)
    check_installed(file.format for file in files)
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
        self._stdin: io.BufferedReader | None = None

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
        """Read document after document.

        :raises MissingExtraError: for a file packed by zstd, where its reader is not installed.
        """
        self._done = before = 0
        yield from self.rejected
        naming = Naming(self._options)
        for file in self.files:
            for item in self._read(file, before):
                if isinstance(item, Rejected):
                    yield item
                else:
                    yield from naming.records(item, file)
            before += file.bytes or 0
            self._done = before

    def _read(self, file: CorpusFile, before: int) -> Iterator[Entry | Rejected]:
        name = shown(file.path)
        try:
            if file.format is Format.WMT:
                yield from read_test_set_documents(file.path, self._options)
                return
            with open_packed(self._opened(file), name) as opened:
                empty = True
                for item in READERS[file.format](opened, self._options):
                    empty = False
                    self._done = before + opened.position
                    yield item
                if empty:
                    yield Rejected(None, name, None, "there is no document in it")
        except MissingExtraError:
            raise
        except MtauditError as error:
            document = printable(file.id) if file.format in WHOLE_FILES else None
            yield Rejected(document, error.file or name, error.place, error.problem)
        except Exception as error:  # noqa: BLE001 - parsers of others on files of strangers: one stops no run
            yield Rejected(None, name, None, f"unexpected {type(error).__name__}: {error}")

    def _opened(self, file: CorpusFile) -> AbstractContextManager[io.BufferedReader]:
        if is_remote(file.path):
            return open_remote(file.path)
        if file.path != STDIN:
            return open_local(Path(file.path))
        if self._stdin is None:
            self._stdin = spool_stdin()
            finalize(self, self._stdin.close)
        self._stdin.seek(0)
        return nullcontext(self._stdin)
