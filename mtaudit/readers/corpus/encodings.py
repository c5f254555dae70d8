"""Bytes become text: UTF-8, UTF-16 by its mark, or the encoding that was named; nothing is mended."""

from __future__ import annotations

import codecs

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.plain import decode

__all__ = ["check_encoding", "decode_text", "encoding_by_mark", "printable"]

_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check_encoding(name: str | None) -> None:
    """Refuse an encoding that is not one of texts.

    :param name: as the user gave it; None is the default.
    :raises UsageError: for an encoding that Python does not know, or that is none of texts.
    """
    if name is None:
        return
    try:
        "".encode(name)
    except LookupError as error:
        raise UsageError(
            f"there is no encoding {name!r}", mend="name one such as utf-8, utf-16, cp1252"
        ) from error


def printable(text: str) -> str:
    r"""Return an id or a path as UTF-8 can hold it: a byte that was not UTF-8 as ``\udcff``.

    :param text: the id or path.
    """
    return text.encode("utf-8", "backslashreplace").decode()


def encoding_by_mark(start: bytes) -> str | None:
    """Return the encoding that a byte order mark tells, or None for UTF-8.

    :param start: the first bytes, four or more where there are so many.
    """
    return "utf-16" if start.startswith(_UTF_16) and not start.startswith(_UTF_32) else None


def decode_text(data: bytes, source: str, encoding: str | None = None) -> str:
    """Return a whole file as text, without a byte order mark.

    :param data: its bytes.
    :param source: its name, for messages.
    :param encoding: what it is in; None is UTF-8, or UTF-16 where a byte order mark says so.
    :raises InputError: for what is binary or in another encoding; the error names the byte.
    """
    chosen = encoding or encoding_by_mark(data)
    if chosen is None:
        return decode(data, source)
    try:
        return data.decode(chosen).removeprefix("\ufeff")
    except UnicodeError as error:
        byte = getattr(error, "start", len(data))
        raise InputError(
            f"not {chosen.upper()}", file=source, place=f"byte {byte}", mend="save it as UTF-8"
        ) from error
