"""Segment scores that were made elsewhere: by COMET and other metrics, or by people.

Told apart by their first line:

- a header with a column ``system``: one row a score, with ``segment`` (from 1) and ``score``; several rows
  for one segment are averaged; other score columns by ``FILE:COLUMN``, language pairs by a column ``lp``;
- ``system<TAB>score``: mt-metrics-eval's ``.seg.score``, a system's segments in order, ``None`` for absent;
- ``FILE<TAB>Segment 0<TAB>score: 0.84``: what ``comet-score`` prints;
- one number a line: a file for one system, which has the system's name.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtaudit.errors import InputError
from mtaudit.model.systems import SegmentScores
from mtaudit.readers.system_names import file_name

if TYPE_CHECKING:
    from mtaudit.readers.lines import Columns, LineReader

__all__ = ["ScoreFile", "read_scores"]

_SEGMENT_COLUMNS = ("segment", "segment_id", "seg_id", "seg")
_PAIR_COLUMNS = ("lp", "language_pair", "lang_pair")
_COMET_LINE = re.compile(r"(?P<file>.+)\tSegment (?P<segment>\d+)\tscore: (?P<score>\S+)")
_COMET_TOTAL = re.compile(r".+\tscore: \S+")
#: WMT numbers the runs of a system: ``Manifold.0``.
_RUN = re.compile(r"\.\d+$")

_Values = dict[str, list[float | None]]


@dataclass(frozen=True, slots=True)
class ScoreFile:
    """Files that hold one measure.

    :param measure: name of the measure.
    :param files: one for all systems, or one a system.
    :param higher_is_better: False for a measure of errors.
    :param human: True for judgements of people.
    """

    measure: str
    files: tuple[Columns, ...]
    higher_is_better: bool = True
    human: bool = False


@dataclass
class _Reading:
    """What one file must fit, and what was odd about it."""

    file: str
    systems: tuple[str, ...]
    segments: int
    pair: str | None
    strangers: set[str] = field(default_factory=set)

    def fail(self, problem: str, mend: str, line: int | None = None) -> InputError:
        place = None if line is None else f"line {line}"
        return InputError(problem, file=self.file, place=place, mend=mend)

    def system(self, name: str) -> str | None:
        """Return the system that a name means, or None for one that is not compared."""
        for known in (name, _RUN.sub("", name)):
            if known in self.systems:
                return known
        self.strangers.add(name)
        return None

    def number(self, text: str, line: int) -> float | None:
        if text.strip() == "None":
            return None
        try:
            value = float(text)
        except ValueError as error:
            raise self.fail(f"{text!r} is no score", "give a number or None", line) from error
        if not math.isfinite(value):
            raise self.fail(f"{text!r} is no finite number", "write None for an absent score", line)
        return value


def read_scores(
    given: ScoreFile, systems: tuple[str, ...], segments: int, reader: LineReader, *, pair: str | None = None
) -> tuple[SegmentScores, list[str]]:
    """Read the scores of one measure.

    :param given: the files.
    :param systems: names of the systems that are compared.
    :param segments: how many segments each has.
    :param reader: reads lines.
    :param pair: language pair to take of a file that holds several.
    :returns: the scores, and a sentence for each oddity.
    :raises InputError: for a file that cannot be read or does not fit, or a system without scores.
    """
    held: _Values = {}
    notes = []
    for source in given.files:
        reading = _Reading(source.shown, systems, segments, pair)
        held |= _read_file(source, reading, reader)
        if reading.strangers:
            names = ", ".join(sorted(reading.strangers))
            notes.append(f"{source.shown} also scores {names}: not among the systems, left out.")
    files = ", ".join(source.shown for source in given.files)
    missing = [name for name in systems if all(value is None for value in held.get(name, []))]
    if len(missing) == len(systems) or (missing and not given.human):
        raise InputError(
            f"it has no score of {missing[0]}", file=files, mend="name systems there as they are named here"
        )
    scores = tuple((name, tuple(held[name])) for name in systems if name not in missing)
    return SegmentScores(given.measure, given.higher_is_better, scores, given.human), notes


def _read_file(source: Columns, reading: _Reading, reader: LineReader) -> _Values:
    lines = reader.lines(source.path)
    header = lines[0].lower().split("\t")
    if "system" in header:
        return _table([line.split("\t") for line in lines], source.columns, reading)
    if source.columns:
        raise reading.fail("it has no column 'system'", "give it a header with system, segment, score", 1)
    if any(_COMET_LINE.fullmatch(line) for line in lines[:1000]):
        return _comet(lines, reading)
    if len(lines[0].split()) == 1:
        return _one_system(lines, reading)
    return _blocks(lines, reading)


def _table(rows: list[list[str]], columns: tuple[str, ...], reading: _Reading) -> _Values:
    header = [name.lower() for name in rows[0]]
    wanted = columns[0] if columns else "score"
    places = {
        "segment": _column(header, _SEGMENT_COLUMNS, reading),
        "score": _column(header, (wanted.lower(),), reading),
        "system": header.index("system"),
    }
    pairs = [header.index(name) for name in _PAIR_COLUMNS if name in header]
    found: dict[str, list[list[float]]] = {}
    seen = set()
    for number, row in enumerate(rows[1:], 2):
        if len(row) != len(header):
            raise reading.fail(f"{len(row)} fields, but {len(header)} in the header", "mend the line", number)
        if pairs:
            seen.add(row[pairs[0]])
            if reading.pair is not None and row[pairs[0]] != reading.pair:
                continue
        system = reading.system(row[places["system"]])
        value = reading.number(row[places["score"]], number)
        if system is None or value is None:
            continue
        segment = _segment(row[places["segment"]], number, reading)
        found.setdefault(system, [[] for _ in range(reading.segments)])[segment].append(value)
    if len(seen) > 1 and reading.pair is None:
        raise reading.fail(
            f"it holds {len(seen)} language pairs", f"give --language-pair, one of {_list(seen)}"
        )
    return {
        name: [math.fsum(values) / len(values) if values else None for values in segments]
        for name, segments in found.items()
    }


def _column(header: list[str], names: tuple[str, ...], reading: _Reading) -> int:
    for name in names:
        if name in header:
            return header.index(name)
    raise reading.fail(
        f"there is no column {names[0]!r}", f"name a column as FILE:COLUMN; it has {', '.join(header)}", 1
    )


def _segment(text: str, line: int, reading: _Reading) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= reading.segments:
        raise reading.fail(f"there is no segment {text}", f"count from 1 to {reading.segments}", line)
    return int(text) - 1


def _blocks(lines: list[str], reading: _Reading) -> _Values:
    held: _Values = {}
    for number, line in enumerate(lines, 1):
        fields = line.rsplit(None, 1)
        if len(fields) != 2:
            raise reading.fail("a line without a system and a score", "write system<TAB>score", number)
        system = reading.system(fields[0].strip())
        value = reading.number(fields[1], number)
        if system is not None:
            held.setdefault(system, []).append(value)
    _check_counts(held, reading)
    return held


def _comet(lines: list[str], reading: _Reading) -> _Values:
    held: _Values = {}
    for number, line in enumerate(lines, 1):
        match = _COMET_LINE.fullmatch(line)
        if match is None:
            if line.strip() and not _COMET_TOTAL.fullmatch(line):
                raise reading.fail(
                    "this is no line of comet-score", "keep its lines on segments only", number
                )
            continue
        system = reading.system(file_name(match["file"]))
        if system is not None:
            held.setdefault(system, []).append(reading.number(match["score"], number))
    _check_counts(held, reading)
    return held


def _one_system(lines: list[str], reading: _Reading) -> _Values:
    name = file_name(reading.file)
    system = reading.systems[0] if len(reading.systems) == 1 else reading.system(name)
    if system is None:
        raise reading.fail(
            f"it has one number a line, and no system is named {name}",
            "name the file as its system, or write system<TAB>score",
        )
    held: _Values = {system: [reading.number(line, number) for number, line in enumerate(lines, 1)]}
    _check_counts(held, reading)
    return held


def _check_counts(held: _Values, reading: _Reading) -> None:
    for system, values in held.items():
        if len(values) == 1 != reading.segments:
            raise reading.fail(f"it has one score of {system}", "give the scores of its segments")
        if len(values) != reading.segments:
            raise reading.fail(
                f"it has {len(values)} scores of {system}, which has {reading.segments} segments",
                "give one score a segment",
            )


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))
