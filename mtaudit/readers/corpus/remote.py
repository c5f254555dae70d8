"""Sources in object storage and the like, by fsspec: ``s3://…``, ``gs://…``, ``hdfs://…``, ``memory://…``.

Only what the user names is reached; what a scheme needs (s3fs, gcsfs) is for the user to install.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from glob import has_magic
from pathlib import PurePosixPath
from typing import Any

from mtaudit.errors import InputError, MissingExtraError, UsageError

__all__ = ["is_remote", "list_remote", "open_remote"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://")


def is_remote(source: str) -> bool:
    """Tell whether a source is no path of this machine.

    :param source: as on the command line.
    """
    return _SCHEME.match(source) is not None


def list_remote(source: str) -> list[tuple[str, str, int | None]]:
    """List the files of a source: the address of each, its path below the source, and its size in bytes.

    :param source: the address of a folder or a file, or a pattern.
    :raises InputError: for what is not there or cannot be reached.
    :raises UsageError: for a scheme that is not known, or whose package is not installed.
    :raises MissingExtraError: without the extra ``formats``.
    """
    system, path = _system(source)
    try:
        if has_magic(path):
            found, root = system.glob(path, detail=True), _before_magic(path)
        elif system.isdir(path):
            found, root = system.find(path, detail=True), path
        else:
            found, root = {path: system.info(path)}, str(PurePosixPath(path).parent)
    except OSError as error:
        told = "there is no such file or directory" if isinstance(error, FileNotFoundError) else str(error)
        raise InputError(told, file=source, mend="check the address") from error
    start = len(root.rstrip("/")) + 1
    return [
        (system.unstrip_protocol(name), name[start:], told.get("size"))
        for name, told in found.items()
        if told["type"] == "file"
    ]


@contextmanager
def open_remote(address: str) -> Iterator[io.BufferedReader]:
    """Open a file.

    :param address: as :func:`list_remote` gave it.
    :raises OSError: for what cannot be read.
    """
    system, path = _system(address)
    with system.open(path, "rb") as file, io.BufferedReader(file) as buffered:
        yield buffered


def _system(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingExtraError("the reader of object storage", "formats") from error
    try:
        system, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        # fsspec says which package to install.
        raise UsageError(f"it cannot be reached ({error})", file=address, mend="check the scheme") from error
    return system, str(path)


def _before_magic(path: str) -> str:
    parts = path.split("/")
    first = next(at for at, part in enumerate(parts) if has_magic(part))
    return "/".join(parts[:first])
