"""Which files a corpus has: directories, files, patterns and standard input become a list in order."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.corpus.encodings import printable
from mtaudit.readers.corpus.remote import is_remote, list_remote
from mtaudit.readers.corpus.values import CorpusFile, CorpusOptions, Format, Rejected
from mtaudit.readers.plain import STDIN

__all__ = ["STDIN_SHOWN", "find_files", "real_path", "shown"]

STDIN_SHOWN = "<stdin>"
_SUFFIXES = {
    ".txt": Format.TEXT,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".tab": Format.TSV,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".parquet": Format.PARQUET,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".xlf": Format.XLIFF,
    ".xliff": Format.XLIFF,
    ".tmx": Format.TMX,
    ".po": Format.PO,
}
_PACKINGS = (".gz", ".zst")
#: The folders of WMT's layout and of mt-metrics-eval's; see :mod:`mtaudit.readers.wmt_layout`.
_WMT_FOLDERS = ({"references", "reference"}, {"system-outputs", "system_outputs"})


def find_files(
    sources: Sequence[str], options: CorpusOptions
) -> tuple[tuple[CorpusFile, ...], tuple[Rejected, ...]]:
    """List the files that sources name, in order, and what among them cannot be read.

    An id is the path below its source without the suffixes: below the directory, below the part of a
    pattern before its first wildcard, below the folder of a file that is named. Of several sources it is the
    path below the deepest folder that holds them all; of one in object storage the path below itself.

    :param sources: directories, files, patterns with ``*``, ``?``, ``[…]`` or ``**``, addresses such as
        ``s3://…``, and ``-``.
    :param options: the format, where it does not go by the name, and where references are.
    :raises InputError: for a file that is not there.
    :raises UsageError: for no source, a source that matches nothing, and a format that is not known.
    """
    if not sources:
        raise UsageError("there is nothing to read", mend="name a directory, a file, a pattern, or -")
    if sources.count(STDIN) > 1:
        raise UsageError("standard input can be read only once", mend="name - once")
    override = _format_named(options.format)
    sources = [source.removeprefix("file://") for source in sources]
    roots = [_root(source) for source in sources if source != STDIN and not is_remote(source)]
    root = roots[0] if len(roots) == 1 else Path(os.path.commonpath(roots)) if roots else Path()
    files: list[CorpusFile] = []
    rejected: list[Rejected] = []
    for source in sources:
        if source == STDIN:
            files.append(CorpusFile(STDIN, override or Format.JSONL, None, "stdin"))
            continue
        for found in _expand(source, root, override, options):
            (files if isinstance(found, CorpusFile) else rejected).append(found)  # type: ignore[arg-type]
    return tuple(files), tuple(rejected)


def real_path(path: Path) -> Path:
    """Return where a path leads, links followed; of a link that leads to itself the link.

    :param path: a path.
    """
    # Path.resolve() raises for such a link, and not the same in every version.
    return Path(os.path.realpath(path))


def shown(path: str | Path) -> str:
    """Return a path as messages and tables name it.

    :param path: a path, or ``-``.
    """
    if str(path) == STDIN:
        return STDIN_SHOWN
    return printable(str(path))


def _format_named(name: str | None) -> Format | None:
    if name is None:
        return None
    try:
        return Format(name)
    except ValueError as error:
        raise UsageError(f"there is no format {name!r}", mend=f"choose among {', '.join(Format)}") from error


def _root(source: str) -> Path:
    """Return the folder below which a source's ids begin."""
    path = Path(os.path.abspath(source))  # noqa: PTH100 - resolve() would follow links
    if path.is_dir():
        return path
    if not path.exists() and has_magic(source):
        return Path(*[part for part, magic in _until_magic(path) if not magic])
    return path.parent


def _until_magic(path: Path) -> Iterator[tuple[str, bool]]:
    magic = False
    for part in path.parts:
        magic = magic or has_magic(part)
        yield part, magic


def _expand(
    source: str, root: Path, override: Format | None, options: CorpusOptions
) -> Iterator[CorpusFile | Rejected]:
    path = Path(source)
    if is_remote(source):
        yield from _remote(source, override)
    elif path.is_dir():
        yield from _directory(path, root, override, options)
    elif path.exists():
        yield _named(path, root, override)
    elif has_magic(source):
        yield from _pattern(source, root, override)
    else:
        raise InputError("there is no such file or directory", file=shown(source), mend="check the path")


def _named(path: Path, root: Path, override: Format | None) -> CorpusFile:
    if not path.is_file():
        raise UsageError("it is not a regular file", file=shown(path), mend="name a file, or - to pipe it in")
    kind = override or _format_of(path.name)
    if kind is None:
        raise UsageError("its name does not say what it is", file=shown(path), mend="say it: --from FORMAT")
    return _file(path, root, kind)


def _pattern(source: str, root: Path, override: Format | None) -> Iterator[CorpusFile | Rejected]:
    paths = sorted((Path(match) for match in glob(source, recursive=True)), key=_in_order)  # noqa: PTH207 - it may be absolute
    known = [
        (path, kind)
        for path in paths
        if not path.is_dir() and (kind := override or _format_of(path.name)) is not None
    ]
    if not known:
        told = "what it matches is of no known format" if paths else "it matches no file"
        raise UsageError(told, file=source, mend="check the pattern; quote it so that the shell leaves it")
    inside = real_path(_root(source))
    for path, kind in known:
        reason = _unsafe(path, inside)
        yield _file(path, root, kind) if reason is None else Rejected(None, shown(path), None, reason)


def _remote(source: str, override: Format | None) -> Iterator[CorpusFile]:
    known = [
        CorpusFile(address, kind, size, _without_suffixes(name))
        for address, name, size in list_remote(source)
        if (kind := override or _format_of(name)) is not None
    ]
    if not known:
        raise InputError("there is nothing there that can be read", file=source, mend="check the address")
    yield from sorted(known, key=lambda file: (file.id.split("/"), file.path))


def _directory(
    directory: Path, root: Path, override: Format | None, options: CorpusOptions
) -> Iterator[CorpusFile | Rejected]:
    if override is Format.WMT or (override is None and _is_wmt(directory)):
        yield CorpusFile(str(directory), Format.WMT, _size_of(directory), "")
        return
    # Native reports that lie among the texts are no texts.
    apart = options.references.resolve() if options.references else None
    if apart is not None and directory.resolve() not in apart.parents:
        apart = None
    inside = directory.resolve()
    any_found = False
    unreadable: list[OSError] = []
    for path in _walk(directory, unreadable):
        kind = override or _format_of(path.name)
        if kind is None and not path.is_symlink():
            continue
        if apart is not None and real_path(path).is_relative_to(apart):
            continue
        if (reason := _unsafe(path, inside)) is not None:
            if kind is not None or path.is_dir():
                any_found = True
                yield Rejected(None, shown(path), None, reason)
            continue
        if kind is not None:
            any_found = True
            yield _file(path, root, kind)
    for error in unreadable:
        any_found = True
        yield Rejected(None, shown(error.filename), None, f"a folder that cannot be read ({error.strerror})")
    if not any_found:
        raise InputError(
            "there is nothing in it that can be read", file=shown(directory),
            mend=f"name a directory with files such as {', '.join(list(_SUFFIXES)[:6])}",
        )  # fmt: skip


def _walk(directory: Path, unreadable: list[OSError]) -> list[Path]:
    """List files and linked folders, hidden ones left out, in the order of their ids."""
    found = []
    for folder, folders, names in os.walk(directory, onerror=unreadable.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        found += [Path(folder) / name for name in [*names, *links] if not name.startswith(".")]
    return sorted(found, key=_in_order)


def _in_order(path: Path) -> tuple[list[str], str]:
    return _without_suffixes(path.as_posix()).split("/"), path.name


def _unsafe(path: Path, inside: Path) -> str | None:
    """Say why a file of a directory is not to be opened, or return None."""
    if not real_path(path).is_relative_to(inside):
        return "a symbolic link that leads out of the directory"
    if path.is_symlink() and path.is_dir():
        return "a symbolic link to a folder, which is not followed"
    if path.is_symlink() and not path.exists():
        return "a symbolic link to nothing"
    if not path.is_file():
        return "not a regular file"
    return None


def _file(path: Path, root: Path, kind: Format) -> CorpusFile:
    relative = Path(os.path.relpath(path.absolute(), root)).as_posix()
    return CorpusFile(str(path), kind, path.stat().st_size, _without_suffixes(relative))


def _without_suffixes(name: str) -> str:
    for packing in _PACKINGS:
        name = name.removesuffix(packing)
    stem, dot, _ = name.rpartition(".")
    return stem if dot and stem and not stem.endswith("/") else name


def _format_of(name: str) -> Format | None:
    name = name.lower()
    for packing in _PACKINGS:
        name = name.removesuffix(packing)
    return _SUFFIXES.get(Path(name).suffix)


def _is_wmt(directory: Path) -> bool:
    return all(any((directory / name).is_dir() for name in names) for names in _WMT_FOLDERS)


def _size_of(directory: Path) -> int:
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
