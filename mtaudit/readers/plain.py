"""Reading plain text: UTF-8 with or without a byte order mark, line ends kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.errors import InputError
from mtaudit.model import Document

if TYPE_CHECKING:
    from datetime import date

__all__ = ["LARGEST_TEXT", "STDIN", "decode", "read_bytes", "read_text"]

STDIN = "-"
#: Largest text that is read, in bytes; a novel has 1 MB.
LARGEST_TEXT = 5_000_000
_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}
#: Signatures at the start of files that people mistake for text.
_KINDS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
}


def read_text(path: str | Path, *, id: str | None = None, date: date | None = None) -> Document:  # noqa: A002 - the model's word
    """Read one text.

    :param path: a file, or ``-`` for standard input.
    :param id: the document's id; by default the file's name without its suffix.
    :param date: day of publication.
    :raises InputError: for a file that is missing, a directory, empty, too large, binary, or not UTF-8;
        the error names the byte.
    """
    source = "<stdin>" if str(path) == STDIN else str(path)
    text = decode(read_bytes(path), source)
    if not text.strip():
        raise InputError("it is empty", file=source, mend="give a text in English")
    name = "stdin" if source == "<stdin>" else Path(path).stem
    return Document(id if id is not None else name, text, date, source)


def read_bytes(path: str | Path) -> bytes:
    """Read one file whole.

    :param path: a file, or ``-`` for standard input.
    :raises InputError: for a file that is missing, a directory, or too large.
    """
    source = "<stdin>" if str(path) == STDIN else str(path)
    data = _read_stdin() if source == "<stdin>" else _read(Path(path), source)
    if len(data) > LARGEST_TEXT:
        raise InputError(
            f"it is larger than {LARGEST_TEXT // 10**6} MB", file=source, mend="split it into articles"
        )
    return data


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("it is closed", file="<stdin>", mend="pipe a text into it, or name a file")
    return sys.stdin.buffer.read(LARGEST_TEXT + 1)


def _read(path: Path, source: str) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_TEXT + 1)
    except IsADirectoryError as error:
        raise InputError(
            "it is a directory", file=source, mend="name a file, or use `mtaudit batch` for a directory"
        ) from error
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=source, mend="check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(reason, file=source, mend="name a file that can be read") from error


def decode(data: bytes, source: str) -> str:
    """Return bytes as text, without a byte order mark.

    :param data: the whole file.
    :param source: its name, for messages.
    :raises InputError: for what is binary or not UTF-8; the error names the byte.
    """
    for signature, kind in _KINDS.items():
        if data.startswith(signature):
            raise InputError(f"it is {kind}, not text", file=source, mend="save it as plain text in UTF-8")
    for mark, encoding in _OTHER_BOMS.items():
        if data.startswith(mark):
            raise InputError(f"it is {encoding}", file=source, place="byte 0", mend="save it as UTF-8")
    if (nul := data.find(b"\x00")) >= 0:
        raise InputError(
            "a NUL byte: this is not text", file=source, place=f"byte {nul}", mend="name a text file"
        )
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        byte = error.start + (len(_BOM) if data.startswith(_BOM) else 0)
        line = data.count(b"\n", 0, byte) + 1
        raise InputError(
            f"not UTF-8 (0x{data[byte]:02x})",
            file=source,
            place=f"byte {byte}, line {line}",
            mend="save it as UTF-8",
        ) from error
