"""Reading a test set: references, systems, documents and scores become one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.model.systems import NamedSegments, TestSet
from mtaudit.readers.lines import Columns, LineReader, split_columns
from mtaudit.readers.plain import STDIN
from mtaudit.readers.score_files import ScoreFile, read_scores
from mtaudit.readers.system_names import distinct_names, file_name
from mtaudit.readers.wmt_layout import Layout, find_layout

__all__ = ["ReadTestSet", "TestSetFiles", "read_document_ids", "read_test_set"]

#: Names that the metrics here have, so that no file may use them.
_TAKEN = ("bleu", "chrf", "chrf++", "chrfpp", "ter")


@dataclass(frozen=True, slots=True)
class TestSetFiles:
    """Where the parts of a test set are, as on the command line.

    :param reference: a file, ``FILE:COLUMN,COLUMN``, ``-``, or a directory as of WMT or mt-metrics-eval.
    :param systems: the same, or ``NAME=FILE``; for a directory names of systems, none for all of them.
    :param references: further references; for a directory the names of those to use.
    :param documents: a file with the id of each segment's document, or None.
    :param scores: ``NAME=FILE`` each; for a directory also names of its metric scores.
    :param human: files of human scores, each as ``NAME=FILE`` or ``FILE``; for a directory also names.
    :param lower_is_better: names out of ``scores`` and ``human``.
    :param pair: language pair, where files or directories hold several.
    """

    __test__ = False  # no test of pytest's

    reference: str
    systems: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    documents: str | None = None
    scores: tuple[str, ...] = ()
    human: tuple[str, ...] = ()
    lower_is_better: tuple[str, ...] = ()
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class ReadTestSet:
    """A test set that was read.

    :param test_set: its value; whether lengths agree is checked later.
    :param notes: what was odd about the files, a sentence each.
    :param pair: the language pair, where it is known.
    """

    test_set: TestSet
    notes: tuple[str, ...]
    pair: str | None


def read_test_set(files: TestSetFiles) -> ReadTestSet:
    """Read a test set.

    :param files: where its parts are.
    :raises InputError: for a file that cannot be read or does not fit.
    :raises UsageError: for names that fit nothing, and for what is named twice.
    """
    reader = LineReader()
    layout = None
    if Path(files.reference).is_dir():
        layout = find_layout(files.reference, files.pair, list(files.references))
        references = [_whole(name, str(path), reader) for name, path in layout.references.items()]
        systems = [
            _whole(name, path, reader) for name, path in _chosen(layout, files.systems, files.reference)
        ]
    else:
        _check_stdin((files.reference, *files.references, *files.systems))
        references = _read_all((files.reference, *files.references), reader)
        systems = _read_all(files.systems, reader)
    if not systems:
        raise UsageError("there is no system to compare", mend="name the outputs of one or more systems")
    documents = files.documents or (str(layout.documents) if layout and layout.documents else None)
    names, segments = tuple(system.name for system in systems), len(systems[0].segments)
    scores, notes = [], []
    for one in _score_files(files, layout, [reference.name for reference in references]):
        read, odd = read_scores(one, names, segments, reader, pair=layout.pair if layout else files.pair)
        scores.append(read)
        notes += odd
    ids = read_document_ids(documents, reader) if documents else None
    test_set = TestSet(tuple(references), tuple(systems), ids, tuple(scores))
    return ReadTestSet(test_set, tuple(notes), layout.pair if layout else files.pair)


def _whole(name: str, path: str, reader: LineReader) -> NamedSegments:
    return NamedSegments(name, tuple(reader.lines(path)), path)


def _chosen(layout: Layout, wanted: tuple[str, ...], directory: str) -> list[tuple[str, str]]:
    for name in wanted:
        if name not in layout.systems:
            raise UsageError(
                f"there is no system {name!r}",
                file=directory,
                mend=f"choose among {', '.join(layout.systems)}",
            )
    return [(name, str(layout.systems[name])) for name in wanted or layout.systems]


def _check_stdin(given: Sequence[str]) -> None:
    # Of columns there may be several: what was read is kept.
    if sum(_named(one)[1] == STDIN for one in given) > 1:
        raise UsageError("standard input can be read only once", mend="name files for the others")


def _named(given: str) -> tuple[str | None, str]:
    """Split ``NAME=FILE``; a file of the whole name comes first."""
    name, equals, path = given.partition("=")
    if not equals or not name or "/" in name or Path(given).exists():
        return None, given
    return name.strip(), path


def _read_all(given: Sequence[str], reader: LineReader) -> list[NamedSegments]:
    """Read files in order; a column or a name given stands for the file's name."""
    held: list[NamedSegments] = []
    nameless: list[int] = []
    for one in given:
        name, rest = _named(one)
        source = split_columns(rest)
        if source.columns:
            for column, lines in reader.columns(source).items():
                numbered = f"{file_name(source.path)}:{column}" if column.isdecimal() else column
                own = name if name and len(source.columns) == 1 else numbered
                held.append(NamedSegments(own, tuple(lines), f"{source.shown}:{column}"))
            continue
        if name is None:
            nameless.append(len(held))
        held.append(NamedSegments(name or "", tuple(reader.lines(source.path)), source.shown))
    own_names = distinct_names(
        [STDIN if held[at].source == "<stdin>" else held[at].source for at in nameless]
    )
    for at, name in zip(nameless, own_names, strict=True):
        held[at] = NamedSegments(name, held[at].segments, held[at].source)
    _check_names([one.name for one in held])
    return held


def _check_names(names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UsageError(f"two are called {name!r}", mend="call one otherwise: NAME=FILE")


def read_document_ids(path: str, reader: LineReader) -> tuple[str, ...]:
    """Return the document of each line of a test set.

    :param path: a file of ids, a line each; one called ``.docs`` as mt-metrics-eval's.
    :param reader: reads it.
    :raises InputError: for what cannot be read, and for a line without an id.
    """
    lines = reader.lines(path)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            raise InputError(
                "a line without a document", file=path, place=f"line {number}", mend="give one id a segment"
            )
    # mt-metrics-eval writes the domain before it.
    return tuple(line.split()[-1] if path.endswith(".docs") else line.strip() for line in lines)


def _score_files(files: TestSetFiles, layout: Layout | None, references: list[str]) -> list[ScoreFile]:
    held: dict[tuple[str, bool], list[Columns]] = {}
    for human, every in ((False, files.scores), (True, files.human)):
        for given in every:
            name, source = _score_source(given, layout, references, human=human)
            held.setdefault((name, human), []).append(source)
    names = [name for name, _ in held]
    for name in names:
        if names.count(name) > 1 or name.lower() in _TAKEN:
            raise UsageError(f"a measure is called {name!r} already", mend="call it otherwise: NAME=FILE")
    for name in files.lower_is_better:
        if name not in names:
            raise UsageError(f"there are no scores called {name!r}", mend="name one that --scores names")
    return [
        ScoreFile(name, tuple(sources), name not in files.lower_is_better, human)
        for (name, human), sources in held.items()
    ]


def _score_source(
    given: str, layout: Layout | None, references: list[str], *, human: bool
) -> tuple[str, Columns]:
    name, path = _named(given)
    if layout is not None and name is None and not split_columns(path).columns and not Path(path).exists():
        found = layout.human_scores(path) if human else layout.metric_scores(path, references)
        return path, Columns(str(found))
    source = split_columns(path)
    if name is None and not human:
        raise UsageError(f"--scores {given} does not name the measure", mend="write --scores NAME=FILE")
    if name is None:
        name = source.columns[0] if source.columns else file_name(source.path).removesuffix(".seg")
    return name, source
