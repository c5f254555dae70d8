"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TextIO

from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["atomic_binary_file", "atomic_text_file", "output_folder", "remove_leftovers"]

_LEFTOVER = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")


@contextmanager
def atomic_text_file(path: Path) -> Iterator[TextIO]:
    r"""Open a text file in UTF-8 that takes its name only when the block ends without an error.

    Line ends are written as given. Lone surrogates, which UTF-8 cannot hold, are written as
    ``\udc80``. What was at ``path`` before stays until the new file is complete, and stays if the
    block raises. A link is written through; a pipe or device is written to directly.

    :param path: the file to write, in a folder that exists.
    :raises UsageError: if the file cannot be written there.
    """
    with _atomic(path, "", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream


@contextmanager
def atomic_binary_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file of bytes as :func:`atomic_text_file` opens a text.

    :param path: the file to write, in a folder that exists.
    :raises UsageError: if the file cannot be written there.
    """
    with _atomic(path, "b") as stream:
        yield stream


@contextmanager
def _atomic(path: Path, kind: str, **how: Any) -> Iterator[Any]:
    if path.exists() and not path.is_file():
        # A pipe or a device has nothing to replace; a directory is refused by opening it.
        try:
            with path.open(f"w{kind}", **how) as stream:
                yield stream
        except OSError as error:
            _refuse(path, error)
        return
    shown, path = path, path.resolve()
    # Beside the file rather than in a temporary folder: a rename across file systems is a copy.
    # Opened by name rather than by tempfile, whose files only their owner may read.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        stream = temporary.open(f"x{kind}", **how)
    except OSError as error:
        _refuse(shown, error)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        try:
            temporary.replace(path)
        except OSError as error:
            _refuse(shown, error)
    finally:
        temporary.unlink(missing_ok=True)


def output_folder(path: Path) -> Path:
    """Return ``path`` after making it a folder where it is not one yet.

    :param path: the folder wanted.
    :raises UsageError: if it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _refuse(path, error)
    return path


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed run left of files that had not taken their names.

    :param folder: where nobody else writes such files now.
    """
    for path in folder.glob(".*.tmp"):
        if _LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)


def _refuse(path: Path, error: OSError) -> NoReturn:
    raise UsageError(
        f"cannot be written: {error.strerror or error}",
        mend="name a place that exists and that you may write to",
        file=str(path),
    ) from error
