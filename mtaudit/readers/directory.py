"""Reading a directory: which texts there are, in order, and which native report goes with each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import InputError

__all__ = ["Entry", "list_directory"]

_SUFFIX = ".txt"


@dataclass(frozen=True, slots=True)
class Entry:
    """A text of a directory.

    :param id: its path within the directory, without the suffix, parts joined by ``/``.
    :param path: the file.
    :param reference: the native report of the same stem, or None.
    """

    id: str
    path: Path
    reference: Path | None


def list_directory(directory: Path, references: Path | None = None) -> list[Entry]:
    """List the ``.txt`` files of a directory and its folders, sorted by path.

    :param directory: where the texts are.
    :param references: where the native reports are, laid out alike; None for none.
    :raises InputError: for a place that is no directory, or holds no text.
    """
    for place in (directory, references):
        if place is not None and not place.is_dir():
            told = "it is not a directory" if place.exists() else "there is no such directory"
            raise InputError(told, file=str(place), mend="name a directory of .txt files")
    # Native reports that lie among the texts are no texts.
    nested = (
        references.resolve() if references and directory.resolve() in references.resolve().parents else None
    )
    paths = sorted(
        path
        for path in directory.rglob(f"*{_SUFFIX}")
        if path.is_file() and not (nested and path.resolve().is_relative_to(nested))
    )
    if not paths:
        raise InputError(
            f"there is no {_SUFFIX} file in it", file=str(directory), mend="name a directory of texts"
        )
    entries = []
    for path in paths:
        relative = path.relative_to(directory)
        reference = references / relative if references else None
        entries.append(
            Entry(
                relative.with_suffix("").as_posix(),
                path,
                reference if reference is not None and reference.exists() else None,
            )
        )
    return entries
