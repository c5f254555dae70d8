"""Opening a file of a corpus: packed by gzip or zstd or not, and never more than a bound of it."""

from __future__ import annotations

import gzip
import io
import sys
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO

from mtaudit.errors import InputError, MissingExtraError
from mtaudit.readers.plain import LARGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable

    import zstandard
    from _typeshed import WriteableBuffer

__all__ = ["Opened", "check_unpacked", "open_local", "open_packed", "spool_stdin"]

#: Most bytes that a packed file may unpack to: ten million articles have 30 GB.
LARGEST_UNPACKED = 50_000_000_000
#: How many times its packed size a file may unpack to, once it has unpacked to more than ``_UNRATED`` bytes.
#: English articles pack to a third or a fourth; a file of zeros to a thousandth.
LARGEST_RATIO = 200
_UNRATED = 64_000_000
_MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}
#: A block of zstd is at least 4 bytes and unpacks to 128 kB at most, so that this becomes 32 MB at worst.
_ZSTD_CHUNK = 1024
#: Largest window of zstd that is given memory; what ``zstd --ultra`` uses without ``--long``.
_ZSTD_WINDOW = 2**27


class Opened:
    """A file whose bytes, unpacked, are read in order.

    :param stream: the unpacked bytes.
    :param shown: the file as messages name it.
    :param packed: the file as it is on disk.
    """

    def __init__(self, stream: io.BufferedReader, shown: str, packed: io.BufferedReader) -> None:
        self.stream, self.shown, self._packed = stream, shown, packed

    @property
    def position(self) -> int:
        """How many bytes of the file on disk were read."""
        return self._packed.tell()

    def whole(self, limit: int = LARGEST_TEXT) -> bytes:
        """Return all of it.

        :param limit: most bytes that it may have.
        :raises InputError: where it has more, has nothing, or is damaged.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise InputError(
                f"it is larger than {limit // 10**6} MB", file=self.shown, mend="split it into articles"
            )
        if not data:
            raise InputError("it is empty", file=self.shown, mend="give a text in English")
        return data

    @contextmanager
    def seekable(self) -> Iterator[io.BufferedReader]:
        """Give its bytes as a stream that can be read in any order; what is packed is unpacked to disk.

        :raises InputError: where it is damaged or unpacks to too much.
        """
        if self.stream is self._packed:
            yield self.stream
            return
        with _spooled(self.stream) as unpacked:
            yield unpacked


def check_unpacked(unpacked: int, packed: int, shown: str) -> None:
    """Refuse to unpack more than a file may hold.

    :param unpacked: bytes so far.
    :param packed: bytes that they came from.
    :param shown: the file as messages name it.
    :raises InputError: for more than 50 GB, or more than 64 MB and more than 200 times the packed size.
    """
    if unpacked > LARGEST_UNPACKED:
        raise _refused(f"it unpacks to more than {LARGEST_UNPACKED // 10**9} GB", shown)
    if unpacked > _UNRATED and unpacked > LARGEST_RATIO * packed:
        told = f"it unpacks to more than {LARGEST_RATIO} times its size; reading stopped at"
        raise _refused(f"{told} {unpacked // 10**6} MB", shown)


def _refused(problem: str, shown: str) -> InputError:
    return InputError(problem, file=shown, mend="pack it again, or unpack it yourself")


@contextmanager
def open_packed(file: AbstractContextManager[io.BufferedReader], shown: str) -> Iterator[Opened]:
    """Unpack a file; its first bytes say whether and how it is packed.

    :param file: opens the file, and closes it where that is ours to do.
    :param shown: how messages name it.
    :raises InputError: for a file that cannot be read, or whose name says that it is packed and is not.
    """
    try:
        with file as raw:
            yield Opened(_unpacked(raw, shown), shown, raw)
    except OSError as error:
        raise InputError(
            error.strerror or str(error), file=shown, mend="name a file that can be read"
        ) from error


@contextmanager
def open_local(path: Path) -> Iterator[io.BufferedReader]:
    """Open a file of this machine, once the block is entered.

    :param path: the file.
    :raises OSError: for a file that cannot be read.
    """
    with path.open("rb") as file:
        yield file


def spool_stdin() -> io.BufferedReader:
    """Return all of standard input as a file, which can be read again and in any order.

    :raises InputError: where it is closed.
    """
    if sys.stdin is None:
        raise InputError("it is closed", file="<stdin>", mend="pipe documents into it, or name a file")
    return _spooled(sys.stdin.buffer)


def _spooled(stream: BinaryIO | io.BufferedIOBase) -> io.BufferedReader:
    raw = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - whoever spools closes it
    writer = io.BufferedWriter(raw)
    copyfileobj(stream, writer)
    writer.flush()
    writer.detach()
    raw.seek(0)
    return io.BufferedReader(raw)


def _unpacked(raw: io.BufferedReader, shown: str) -> io.BufferedReader:
    start = raw.read(4)
    raw.seek(0)
    kind = next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)
    if kind == ".gz":
        return io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=raw).read, raw, shown, "gzip"), 1 << 16)
    if kind == ".zst":
        return io.BufferedReader(_Bounded(_Zstd(raw).read, raw, shown, "zstd"), 1 << 16)
    if shown.lower().endswith(tuple(_MAGIC.values())):
        raise InputError("its name says that it is packed, but it is not", file=shown, mend="rename it")
    return raw


class _Bounded(io.RawIOBase):
    """Unpacked bytes, until there are too many."""

    def __init__(
        self, read: Callable[[int], bytes], packed: io.BufferedReader, shown: str, kind: str
    ) -> None:
        self._read, self._packed, self._shown, self._kind = read, packed, shown, kind
        self._bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        try:
            data = self._read(len(view))
        except EOFError as error:
            raise _refused(f"the {self._kind} archive is cut off", self._shown) from error
        except (OSError, zlib.error, ValueError) as error:
            raise _refused(f"the {self._kind} archive is damaged ({error})", self._shown) from error
        self._bytes += len(data)
        check_unpacked(self._bytes, self._packed.tell(), self._shown)
        view[: len(data)] = data
        return len(data)


class _Zstd:
    """Unpacks frame after frame, and tells a frame that is cut off, which zstandard's own reader does not."""

    def __init__(self, raw: io.BufferedReader) -> None:
        try:
            import zstandard
        except ImportError as error:
            raise MissingExtraError("the reader of zstd", "formats") from error
        self._raw, self._error = raw, zstandard.ZstdError
        self._new = partial(zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed = self._ready = b""

    def read(self, size: int) -> bytes:
        while not self._ready:
            self._packed = self._packed or self._raw.read(_ZSTD_CHUNK)
            if not self._packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            if self._frame is None:
                self._frame = self._new()
            try:
                self._ready = self._frame.decompress(self._packed)
            except self._error as error:
                raise ValueError(str(error)) from error
            self._packed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = None
        data, self._ready = self._ready[:size], self._ready[size:]
        return data
