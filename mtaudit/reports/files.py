"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, TextIO

from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["atomic_text_file", "output_folder"]


@contextmanager
def atomic_text_file(path: Path) -> Iterator[TextIO]:
    r"""Open a text file in UTF-8 that takes its name only when the block ends without an error.

    Line ends are written as given. Lone surrogates, which UTF-8 cannot hold, are written as
    ``\udc80``. What was at ``path`` before stays until the new file is complete, and stays if the
    block raises. A link is written through; a pipe or device is written to directly.

    :param path: the file to write, in a folder that exists.
    :raises UsageError: if the file cannot be written there.
    """
    if path.exists() and not path.is_file():
        # A pipe or a device has nothing to replace; a directory is refused by opening it.
        try:
            with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                yield stream
        except OSError as error:
            _refuse(path, error)
        return
    shown, path = path, path.resolve()
    # Beside the file rather than in a temporary folder: a rename across file systems is a copy.
    # Opened by name rather than by tempfile, whose files only their owner may read.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        stream = temporary.open("x", encoding="utf-8", errors="backslashreplace", newline="")
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


def _refuse(path: Path, error: OSError) -> NoReturn:
    raise UsageError(
        f"cannot be written: {error.strerror or error}",
        mend="name a place that exists and that you may write to",
        file=str(path),
    ) from error
