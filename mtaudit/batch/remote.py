"""Tables on object storage, by fsspec: made here and copied there, ``run.json`` last.

Where that is, everything is. Text goes only to addresses that the user names.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from mtaudit.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["publish", "work_folder"]


def work_folder(address: str, cache: Path) -> Path:
    """Return the local directory in which tables for an address are made, the same at every call.

    :param address: where they will go.
    :param cache: directory of caches.
    """
    return cache / "runs" / hashlib.sha256(address.encode()).hexdigest()[:16]


def publish(folder: Path, address: str) -> None:
    """Copy the tables of a run to an address.

    :param folder: where they are; they stay.
    :param address: where they go.
    :raises UsageError: where they cannot be written there.
    """
    system, path = _open(address)
    try:
        files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
        for name in sorted(files, key=lambda name: (name == "run.json", name)):
            system.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(files[name]), f"{path}/{name}")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"cannot be written: {error}", file=address, mend=f"copy the tables from {folder}"
        ) from error


def _open(address: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs

        system, path = url_to_fs(address)
    except ImportError as error:
        raise MissingExtraError(f"what writes {address.partition(':')[0]}:// ({error})", "scale") from error
    except ValueError as error:
        raise UsageError(str(error), file=address, mend="give an address that fsspec knows") from error
    return system, path.rstrip("/")
