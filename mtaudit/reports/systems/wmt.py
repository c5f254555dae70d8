"""Score files as WMT's metrics tasks ask for them, and as mt-metrics-eval lays them out.

WMT (submission format of the metrics tasks of 2022 and 2023): tab-separated, ``METRIC.sys.score`` with
metric, language pair, test set, domain, reference, system and score, ``METRIC.seg.score`` with the document
before the reference and the number of the segment, from 1, before the score. mt-metrics-eval (its README,
*File organization*): ``metric-scores/PAIR/METRIC-REFERENCES.seg.score`` and ``.sys.score`` with system and
score.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.reports.digits import builtin, significant
from mtaudit.reports.files import atomic_text_file, output_folder
from mtaudit.reports.safe_text import safe_line
from mtaudit.reports.systems.words import file_tokens, measure_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mtaudit.model.systems import Measure, ScoreTable, SystemComparison

__all__ = ["segment_row", "write_mt_metrics_eval", "write_wmt"]


def write_wmt(comparison: SystemComparison, folder: Path, *, pair: str, test_set: str) -> list[Path]:
    """Write two files a measure in the WMT format, and return their paths.

    :param comparison: what was computed; files of segments need its segment scores.
    :param folder: made where it is not there.
    :param pair: language pair, ``is-en``.
    :param test_set: id of the test set.
    :raises UsageError: if the files cannot be written there, or two measures would share one.
    """
    target = output_folder(folder)
    paths = []
    for measure, token in _measures(comparison):
        start = [token, pair, test_set, "all"]
        reference = _joined(comparison.references)
        rows: Iterable[list[str]] = (
            [*start, reference, _word(one.system), _number(one.score)]
            for one in comparison.scores
            if one.measure == measure.name
        )
        paths.append(_write(target / f"{token}.sys.score", rows))
        if table := _segments(comparison, measure):
            rows = (
                segment_row(start, _document(comparison, at), reference, system, at + 1, value)
                for system, values in table.scores
                for at, value in enumerate(values)
            )
            paths.append(_write(target / f"{token}.seg.score", rows))
    return paths


def segment_row(
    start: Sequence[str], document: str, reference: str, system: str, number: int, value: float | None
) -> list[str]:
    """Return the fields of a segment's score in the WMT format.

    :param start: metric, language pair, test set and domain.
    :param document: id of the segment's document.
    :param reference: name of the reference, or ``src`` for a metric that takes none.
    :param system: name of the system.
    :param number: number of the segment in the test set, from 1.
    :param value: the score; None is absent.
    """
    names = [*start, document, reference, system]
    return [*map(_word, names), str(number), _number(value)]


def write_mt_metrics_eval(comparison: SystemComparison, folder: Path, *, pair: str) -> list[Path]:
    """Write two files a measure into ``metric-scores/PAIR`` of a folder, and return their paths.

    :param comparison: what was computed; files of segments need its segment scores.
    :param folder: made where it is not there.
    :param pair: language pair, ``is-en``.
    :raises UsageError: if the files cannot be written there, or two measures would share one.
    """
    target = output_folder(folder / "metric-scores" / pair)
    references = ".".join(file_tokens(list(comparison.references), "reference").values())
    paths = []
    for measure, token in _measures(comparison):
        name = f"{token}-{references}"
        rows: Iterable[list[str]] = (
            [_word(one.system), _number(one.score)]
            for one in comparison.scores
            if one.measure == measure.name
        )
        paths.append(_write(target / f"{name}.sys.score", rows))
        if table := _segments(comparison, measure):
            rows = ([_word(system), _number(value)] for system, values in table.scores for value in values)
            paths.append(_write(target / f"{name}.seg.score", rows))
    return paths


def _measures(comparison: SystemComparison) -> list[tuple[Measure, str]]:
    """Return the measures that people did not make, each with its name in files."""
    made = [measure for measure in comparison.measures if not measure.human]
    tokens = file_tokens([measure_title(measure.name) for measure in made], "measure", dashes=True)
    return [(measure, tokens[measure_title(measure.name)]) for measure in made]


def _segments(comparison: SystemComparison, measure: Measure) -> ScoreTable | None:
    return next((table for table in comparison.segment_scores if table.measure == measure.name), None)


def _document(comparison: SystemComparison, at: int) -> str:
    return comparison.documents[at] if comparison.documents else "-"


def _joined(names: tuple[str, ...]) -> str:
    return ".".join(map(_word, names))


def _word(name: str) -> str:
    # Fields end at white space for mt-metrics-eval.
    return "_".join(safe_line(name).split())


def _number(value: float | None) -> str:
    held = builtin(value)
    return "None" if held is None else repr(significant(held))


def _write(path: Path, rows: Iterable[list[str]]) -> Path:
    with atomic_text_file(path) as file:
        file.writelines("\t".join(row) + "\n" for row in rows)
    return path
