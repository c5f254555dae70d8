"""Sources and tables on object storage; the one wrapper of fsspec.

A run works on local copies: sources are copied here before it, tables there after it, ``run.json`` last, so
that where it is, everything is. Text goes only to addresses that the user names.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.errors import InputError, MissingExtraError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["bring", "is_remote", "publish", "work_folder"]

#: Directories deeper than this are not searched for files.
_DEEPEST = 20


def is_remote(place: str) -> bool:
    """Tell whether a place is an address, such as ``s3://bucket/corpus.parquet``.

    :param place: as the user gave it.
    """
    return "://" in place


def work_folder(address: str, cache: Path) -> Path:
    """Return the local directory in which tables for an address are made, the same at every call.

    :param address: where they will go.
    :param cache: directory of caches.
    """
    return cache / "runs" / hashlib.sha256(address.encode()).hexdigest()[:16]


def bring(sources: Sequence[str], folder: Path) -> list[str]:
    """Return sources with local copies in place of what is remote.

    :param sources: as the user gave them.
    :param folder: where copies go.
    :raises InputError: for an address with nothing at it, that cannot be reached, or a name that leads out
        of the folder.
    :raises MissingExtraError: where fsspec, or what it needs for a protocol, is not installed.
    """
    return [_bring(source, folder) if is_remote(source) else source for source in sources]


def _bring(address: str, folder: Path) -> str:
    system, path = _open(address)
    try:
        found = sorted(system.find(path, maxdepth=_DEEPEST)) if system.isdir(path) else [path]
        copy = folder / Path(path).name
        for name in found:
            target = copy / Path(name).relative_to(path) if name != path else copy
            if not target.resolve().is_relative_to(folder.resolve()):
                raise InputError(f"{name!r} leads out of it", file=address, mend="rename it there")
            target.parent.mkdir(parents=True, exist_ok=True)
            system.get_file(name, str(target))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", file=address, mend="check the address") from error
    return str(copy)


def publish(folder: Path, address: str) -> None:
    """Copy the tables of a run to an address.

    :param folder: where they are; they stay.
    :param address: where they go.
    :raises UsageError: where they cannot be written there.
    """
    system, path = _open(address)
    try:
        system.makedirs(path, exist_ok=True)
        files = [file for file in folder.iterdir() if file.is_file()]
        for file in sorted(files, key=lambda file: (file.name == "run.json", file.name)):
            system.put_file(str(file), f"{path}/{file.name}")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot be written: {error}", file=address, mend=f"copy the tables from {folder}"
        ) from error


def _open(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
    except ImportError as error:
        raise MissingExtraError(f"what reads {address.partition(':')[0]}:// ({error})", "scale") from error
    except ValueError as error:
        raise UsageError(str(error), file=address, mend="give an address that fsspec knows") from error
    return system, path.rstrip("/")
