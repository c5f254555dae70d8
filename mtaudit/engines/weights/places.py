"""Where engines keep things on disk, and how a directory appears there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from mtaudit.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = [
    "CACHE_VARIABLE",
    "build_directory",
    "cache_root",
    "damaged",
    "file_digest",
    "is_whole",
    "kept_directory",
]

#: Environment variable that names the cache directory.
CACHE_VARIABLE = "MTAUDIT_CACHE_DIR"

#: The record that makes a directory whole: it is written last.
RECORD = "mtaudit.json"


def cache_root(cache_dir: Path | None = None) -> Path:
    """Return the directory for weights and translations; it need not exist.

    :param cache_dir: the one wanted; else ``MTAUDIT_CACHE_DIR``; else the system's place.
    """
    if cache_dir is not None:
        return Path(cache_dir)
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("mtaudit", appauthor=False))


def file_digest(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def build_directory(target: Path, made_from: str, fill: Callable[[Path], None]) -> None:
    """Make a directory under another name, record its files, and move it into place.

    A process that is killed leaves only the other name behind, which nobody reads. When two
    processes build at once, the first to finish stays and the second throws its own away.

    :param target: the directory wanted; what stands there now is replaced.
    :param made_from: digest of what it is made from, kept in the record.
    :param fill: writes the files into the empty directory that it is given.
    :raises EngineError: when the disk does not take it.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            fill(work)
            _write_record(work, made_from)
            _put(work, target, made_from)
        finally:
            shutil.rmtree(work, ignore_errors=True)
    except OSError as error:
        raise EngineError(
            f"cannot be written ({error.strerror or error})",
            file=str(target),
            mend=f"free some space or set {CACHE_VARIABLE} to another directory",
        ) from error


def kept_directory(target: Path, made_from: str, fill: Callable[[Path], None]) -> Path:
    """Return a directory that is kept, making it first where it is not there, of another origin, or damaged.

    :param target: the directory wanted.
    :param made_from: digest of what it is made from.
    :param fill: writes the files into the empty directory that it is given.
    :raises EngineError: when the disk does not take it.
    """
    if is_whole(target, made_from):
        if not any(damaged(target)):
            return target
        shutil.rmtree(target, ignore_errors=True)
    build_directory(target, made_from, fill)
    return target


def is_whole(directory: Path, made_from: str) -> bool:
    """Tell whether a built directory is complete: recorded, of this origin, every size right."""
    record = _read_record(directory)
    return record["made_from"] == made_from and all(
        (directory / name).is_file() and (directory / name).stat().st_size == entry["size"]
        for name, entry in record["files"].items()
    )


def damaged(directory: Path) -> Iterable[str]:
    """Yield the names of files of a whole directory whose content is not as recorded."""
    for name, entry in _read_record(directory)["files"].items():
        if file_digest(directory / name) != entry["sha256"]:
            yield name


def _write_record(directory: Path, made_from: str) -> None:
    files = {
        path.name: {"size": path.stat().st_size, "sha256": file_digest(path)}
        for path in sorted(directory.iterdir())
    }
    for name in files:
        (directory / name).chmod(0o644)
    record = {"made_from": made_from, "files": files}
    text = json.dumps(record, indent=1, sort_keys=True) + "\n"
    (directory / RECORD).write_text(text, encoding="utf-8")
    for name in (*files, RECORD):
        _flush(directory / name)
    directory.chmod(0o755)


def _read_record(directory: Path) -> dict[str, Any]:
    """Return the record, or one of no origin and no files where there is none that can be read."""
    none: dict[str, Any] = {"made_from": None, "files": {}}
    try:
        record = json.loads((directory / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return none
    known = isinstance(record, dict) and record.keys() == none.keys()
    return record if known else none


def _put(work: Path, target: Path, made_from: str) -> None:
    for _ in range(3):
        try:
            work.rename(target)
        except OSError:
            if is_whole(target, made_from):
                return
            # What stands there is not whole: an older origin, or damage. Out of the way, whole.
            grave = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
            with contextlib.suppress(OSError):
                target.rename(grave / "directory")
            shutil.rmtree(grave, ignore_errors=True)
        else:
            return
    work.rename(target)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
