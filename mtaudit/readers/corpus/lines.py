"""Lines of a stream, each with its number, none longer than a bound."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.errors import InputError
from mtaudit.readers.corpus.encodings import encoding_by_mark

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from mtaudit.readers.corpus.packed import Opened

__all__ = ["LONGEST_LINE", "line_text", "numbered_lines"]

#: Most bytes of a line, and of a row of a table: three texts and their ids.
LONGEST_LINE = 16_000_000
_CHUNK = 1 << 16


def numbered_lines(file: Opened, encoding: str | None) -> Iterator[tuple[int, bytes | None]]:
    r"""Yield the number and the bytes in UTF-8 of each line, with its ``\n``; None for one that is too long.

    :param file: the opened file.
    :param encoding: what it is in; None is UTF-8, or UTF-16 where a byte order mark says so.
    :raises InputError: for what is not in that encoding, where it is another than UTF-8.
    """
    stream = file.stream
    chosen = encoding or encoding_by_mark(stream.peek(4))
    if chosen is not None and codecs.lookup(chosen).name != "utf-8":
        stream = io.BufferedReader(_AsUtf8(stream, chosen, file.shown), _CHUNK)
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > LONGEST_LINE:
            while not line.endswith(b"\n") and line:
                line = stream.readline(_CHUNK)
            yield number, None
        else:
            yield number, line


def line_text(line: bytes | None) -> str:
    """Return a line as text.

    :param line: its bytes; None for one that is too long.
    :raises ValueError: for a line that is too long, not UTF-8, or has a NUL byte.
    """
    if line is None:
        raise ValueError(f"a line of more than {LONGEST_LINE // 10**6} MB")
    if (nul := line.find(b"\0")) >= 0:
        raise ValueError(f"a NUL byte (byte {nul} of the line): this is not text")
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = error.start
        raise ValueError(f"not UTF-8 (0x{line[byte]:02x}, byte {byte} of the line)") from error


class _AsUtf8(io.RawIOBase):
    """Bytes in another encoding as bytes in UTF-8, whose lines can be found without decoding."""

    def __init__(self, stream: io.BufferedReader, encoding: str, shown: str) -> None:
        self._stream, self._encoding, self._shown = stream, encoding, shown
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._ready, self._read = b"", 0
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        while not self._ready and not self._ended:
            chunk = self._stream.read(_CHUNK)
            self._ended = not chunk
            try:
                self._ready = self._decoder.decode(chunk, final=self._ended).encode("utf-8")
            except UnicodeError as error:
                raise InputError(
                    f"not {self._encoding.upper()}", file=self._shown,
                    place=f"after byte {self._read}", mend="save it as UTF-8",
                ) from error  # fmt: skip
            self._read += len(chunk)
        data, self._ready = self._ready[: len(view)], self._ready[len(view) :]
        view[: len(data)] = data
        return len(data)
