"""Opening a file of a corpus: packed by gzip or zstd or not, and never more than a bound of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from mtaudit.errors import InputError

if TYPE_CHECKING:
    from mtaudit.readers.corpus.values import CorpusFile

__all__ = ["LARGEST_TEXT", "Opened", "open_file"]

#: Largest text that is read, in bytes; a novel has 1 MB.
LARGEST_TEXT = 5_000_000


class Opened:
    """A file whose bytes, unpacked, are read in order.

    :param stream: the unpacked bytes.
    :param shown: the file as messages name it.
    """

    def __init__(self, stream: BinaryIO, shown: str) -> None:
        self.stream, self.shown = stream, shown

    def whole(self, limit: int = LARGEST_TEXT) -> bytes:
        """Return all of it.

        :param limit: most bytes that it may have.
        :raises InputError: where it has more.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                f"it is larger than {limit // 10**6} MB", file=self.shown, mend="split it into articles"
            )
        return data


@contextmanager
def open_file(file: CorpusFile, shown: str) -> Iterator[Opened]:
    """Open a file, to be unpacked by what its first bytes say.

    :param file: the file.
    :param shown: how messages name it.
    :raises InputError: for a file that cannot be read.
    """
    try:
        with Path(file.path).open("rb") as raw:
            yield Opened(raw, shown)
    except OSError as error:
        raise InputError(
            error.strerror or str(error), file=shown, mend="name a file that can be read"
        ) from error
