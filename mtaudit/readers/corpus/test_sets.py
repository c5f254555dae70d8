"""The layout of WMT: aligned lines of a test set, grouped into the documents that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.corpus.entries import Entry
from mtaudit.readers.corpus.values import CorpusOptions, Rejected
from mtaudit.readers.lines import LineReader
from mtaudit.readers.test_set import read_document_ids
from mtaudit.readers.wmt_layout import find_layout

__all__ = ["read_test_set_documents"]

_DEFAULTS = {field.name: field.default for field in fields(CorpusOptions)}


def read_test_set_documents(directory: str, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read every document of every system; its id is ``SYSTEM/DOCUMENT``, its text a segment a line.

    A reference of a test set is a translation of the same original and no native report, so that it is used
    only where it is named.

    :param directory: the test set.
    :param options: the pair, the file of documents, one system, one reference.
    :raises InputError: for a layout of another kind, and for documents that cannot be read.
    """
    try:
        named = None if options.reference in ("", _DEFAULTS["reference"]) else [options.reference]
        layout = find_layout(directory, options.pair, named)
        wanted = _systems(layout.systems, options, directory)
    except UsageError as error:
        raise InputError(error.problem, file=error.file, mend=error.mend) from error
    reader = LineReader()
    path = options.documents or layout.documents
    if path is None:
        raise InputError(
            "nothing says which document a line belongs to", file=directory,
            mend="name a file with the document of each line",
        )  # fmt: skip
    places: dict[str, list[int]] = {}
    documents = read_document_ids(str(path), reader)
    for at, document in enumerate(documents):
        places.setdefault(document, []).append(at)
    reference = None
    if named:
        reference = _aligned(layout.references[named[0]], len(documents), reader)
    for system, file in wanted.items():
        try:
            lines = _aligned(file, len(documents), reader)
        except InputError as error:
            yield Rejected(None, str(file), error.place, error.problem)
            continue
        for document, held in places.items():
            yield Entry(
                "\n".join(lines[at] for at in held),
                f"{system}/{document}",
                place=f"line {held[0] + 1}",
                reference="\n".join(reference[at] for at in held) if reference else None,
                system=system,
                file=str(file),
            )


def _systems(held: dict[str, Path], options: CorpusOptions, directory: str) -> dict[str, Path]:
    if options.system in ("", _DEFAULTS["system"]):
        return held
    if options.system not in held:
        raise InputError(
            f"there is no system {options.system!r}", file=directory, mend=f"choose among {', '.join(held)}"
        )
    return {options.system: held[options.system]}


def _aligned(file: Path, length: int, reader: LineReader) -> list[str]:
    lines = reader.lines(str(file))
    if len(lines) != length:
        raise InputError(
            f"{len(lines)} lines, but {length} have a document", file=str(file), mend="align them"
        )
    return lines
