"""The tables of an evaluation as CSV files: figures, and what was predicted of every text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.reports.files import output_folder
from mtaudit.reports.tables import TableWriter

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

    from mtaudit.model.evaluation import Evaluation

__all__ = ["TABLES", "write_evaluation"]

#: Columns of each table, in order.
TABLES = {
    "figures": ("group", "figure", "value", "ci_low", "ci_high", "rows", "documents"),
    "predictions": ("id", "document", "group", "positive", "score", "prediction", "called"),
}


def write_evaluation(
    evaluation: Evaluation, folder: str | os.PathLike[str], *, raw: bool = False
) -> list[Path]:
    """Write ``figures.csv`` and ``predictions.csv``, and return their paths.

    :param evaluation: what was computed.
    :param folder: made where it is not there.
    :param raw: True leaves cells that a spreadsheet would run as formulas as they are.
    :raises UsageError: if the files cannot be written there.
    """
    target = output_folder(Path(folder))
    rows = {"figures": _figures(evaluation), "predictions": _predictions(evaluation)}
    paths = []
    for table, columns in TABLES.items():
        path = target / f"{table}.csv"
        with TableWriter(path, columns, raw=raw) as writer:
            writer.append_rows(dict(zip(columns, row, strict=True)) for row in rows[table])
        paths.append(path)
    return paths


def _figures(evaluation: Evaluation) -> Iterator[tuple[object, ...]]:
    for group in (evaluation.total, *evaluation.groups):
        for one in group.figures:
            yield group.group, one.name, one.value, one.ci_low, one.ci_high, one.rows, one.documents


def _predictions(evaluation: Evaluation) -> Iterator[tuple[object, ...]]:
    for row, one in zip(evaluation.rows, evaluation.predictions, strict=True):
        yield row.id, row.document, row.group, row.positive, row.score, one.value, one.called
