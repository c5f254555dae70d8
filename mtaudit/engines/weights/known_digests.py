"""Digests of large files, remembered in the cache so that each is read once."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from mtaudit.engines.weights.places import cache_root, file_digest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["known_digests"]


def known_digests(paths: Iterable[Path], cache_dir: Path | None = None) -> dict[Path, str]:
    """Return the hexadecimal SHA-256 of files, remembered under their path, size and time.

    :param paths: of existing files.
    :param cache_dir: where digests are remembered.
    """
    memory = cache_root(cache_dir) / "digests.json"
    known = _remembered(memory)
    before = dict(known)
    digests = {}
    for path in paths:
        stat = path.stat()
        key = f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}"
        if key not in known:
            known[key] = file_digest(path)
        digests[path] = known[key]
    if known != before:
        _remember(memory, known)
    return digests


def _remembered(memory: Path) -> dict[str, str]:
    try:
        known = json.loads(memory.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _remember(memory: Path, known: dict[str, str]) -> None:
    """Write the digests beside and rename; when two processes do, one's are computed again."""
    work = memory.with_name(f".{memory.name}.{os.getpid()}")
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        work.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        work.replace(memory)
    except OSError:
        work.unlink(missing_ok=True)  # a read-only cache costs time, not correctness
