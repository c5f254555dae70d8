"""The tables of a comparison of systems: which columns there are, what stands in them, frames and CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.reports.digits import builtin, finite
from mtaudit.reports.files import output_folder
from mtaudit.reports.frames import typed_frame
from mtaudit.reports.rows import Kind
from mtaudit.reports.tables import TableWriter

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from mtaudit.model.systems import ScoreTable, SystemComparison
    from mtaudit.reports.rows import Cell, Row

__all__ = ["COMPARISON_COLUMNS", "comparison_frame", "comparison_rows", "document_order", "write_tables"]


def _columns(text: str, integer: str = "", real: str = "", order: str = "") -> dict[str, Kind]:
    kinds = {
        name: kind
        for kind, names in ((Kind.TEXT, text), (Kind.INTEGER, integer), (Kind.FLOAT, real))
        for name in names.split()
    }
    return {name: kinds[name] for name in order.split()}


#: By table the columns in their order.
COMPARISON_COLUMNS: Mapping[str, Mapping[str, Kind]] = {
    "scores": _columns(
        "measure system better signature",
        "rank segments",
        "score ci_low ci_high",
        "measure system score ci_low ci_high rank segments better signature",
    ),
    "differences": _columns(
        "measure system baseline",
        real="difference ci_low ci_high p_value adjusted_p_value",
        order="measure system baseline difference ci_low ci_high p_value adjusted_p_value",
    ),
    "segments": _columns(
        "measure system document", "segment", "score", "measure system document segment score"
    ),
    "documents": _columns("measure system document", real="score", order="measure system document score"),
    "correlations": _columns(
        "measure human level statistic",
        "items",
        "value ci_low ci_high",
        "measure human level statistic value ci_low ci_high items",
    ),
}


def comparison_rows(comparison: SystemComparison, table: str) -> Iterator[Row]:
    """Yield the rows of a table.

    :param comparison: what was computed.
    :param table: ``scores``, ``differences``, ``segments``, ``documents`` or ``correlations``.
    :raises UsageError: for any other table.
    :raises ValueError: if a number is not finite.
    """
    if table not in COMPARISON_COLUMNS:
        raise UsageError(f"there is no table {table!r}", mend=f"choose among {', '.join(COMPARISON_COLUMNS)}")
    if table == "segments":
        yield from _table_rows(comparison.segment_scores, comparison.documents, numbered=True)
        return
    if table == "documents":
        yield from _table_rows(comparison.document_scores, document_order(comparison), numbered=False)
        return
    measures = {measure.name: measure for measure in comparison.measures}
    for one in getattr(comparison, table):
        row = {name: getattr(one, name, None) for name in COMPARISON_COLUMNS[table]}
        if table == "scores":
            measure = measures[one.measure]
            row |= {
                "better": "higher" if measure.higher_is_better else "lower",
                "signature": measure.signature,
            }
        yield {name: _plain(value) for name, value in row.items()}


def document_order(comparison: SystemComparison) -> tuple[str, ...]:
    """Return the ids of the documents, each once, in the order of the test set.

    :param comparison: what was computed.
    """
    return tuple(dict.fromkeys(comparison.documents or ()))


def _table_rows(
    tables: tuple[ScoreTable, ...], documents: tuple[str, ...] | None, *, numbered: bool
) -> Iterator[Row]:
    for table in tables:
        for system, values in table.scores:
            for at, value in enumerate(values):
                row: Row = {"measure": table.measure, "system": system}
                row["document"] = documents[at] if documents else None
                if numbered:
                    row["segment"] = at + 1
                yield row | {"score": _plain(value)}


def _plain(value: Cell) -> Cell:
    held: Cell = builtin(value)
    return finite(held) if isinstance(held, float) else held


def comparison_frame(comparison: SystemComparison, table: str) -> pd.DataFrame:
    """Return a table as a frame, with the same columns and types for every comparison.

    :param comparison: what was computed.
    :param table: ``scores``, ``differences``, ``segments``, ``documents`` or ``correlations``.
    :raises UsageError: for any other table.
    """
    rows = list(comparison_rows(comparison, table))
    return typed_frame(rows, COMPARISON_COLUMNS[table])


def write_tables(
    comparison: SystemComparison, folder: str | os.PathLike[str], *, raw: bool = False
) -> list[Path]:
    """Write the tables as CSV files, ``scores.csv`` first, and return their paths.

    :param comparison: what was computed.
    :param folder: made where it is not there.
    :param raw: True leaves cells that a spreadsheet would run as formulas as they are.
    :raises UsageError: if the files cannot be written there.
    """
    target = output_folder(Path(folder))
    paths = []
    for table, columns in COMPARISON_COLUMNS.items():
        path = target / f"{table}.csv"
        with TableWriter(path, list(columns), raw=raw) as writer:
            writer.append_rows(comparison_rows(comparison, table))
        paths.append(path)
    return paths
