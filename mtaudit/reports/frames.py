"""The tables of a report as pandas frames."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtaudit.errors import UsageError
from mtaudit.reports.compared_rows import COMPARED_COLUMNS, compared_rows
from mtaudit.reports.rows import COLUMNS, Kind, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from mtaudit.reports.report import AuditReport
    from mtaudit.reports.rows import Cell

__all__ = ["FRAMES", "dtypes", "frame", "frame_of_rows", "pandas_types", "typed_frame"]

#: Tables that a report gives as a frame.
FRAMES = ("findings", "segments", "scores", *COMPARED_COLUMNS)


def frame(report: AuditReport, table: str) -> pd.DataFrame:
    """Return one table of a report, with the same columns and types for every report.

    Text is ``string``, counts and offsets are ``Int64``, other numbers ``Float64``; what is absent
    is ``pandas.NA``. ``segments`` and ``scores`` speak of the first native report and the first
    engine; ``scores`` counts all of them in ``references`` and ``back_translations``, and the tables of
    those names, links, quotes, facts and claims have the rows of all.

    :param report: what was audited.
    :param table: ``findings`` (a row a finding), ``segments`` (a row a segment), ``scores`` (one row), or one
        of :func:`mtaudit.reports.compared_rows.compared_rows`.
    :raises UsageError: for any other table.
    :raises ValueError: if a number of the report is not finite.
    """
    if table not in FRAMES:
        mend = f"choose {', '.join(FRAMES[:-1])} or {FRAMES[-1]}"
        raise UsageError(f"there is no table {table!r}", mend=mend)
    rows = compared_rows if table in COMPARED_COLUMNS else table_rows
    return frame_of_rows(rows(report, table), table)


def frame_of_rows(rows: Iterable[Mapping[str, Cell]], table: str) -> pd.DataFrame:
    """Return rows of one or of many reports as one frame.

    :param rows: what :func:`mtaudit.reports.rows.table_rows` or ``compared_rows`` returned.
    :param table: which table they are rows of, ``failures`` included.
    """
    return typed_frame(rows, _columns(table))


def typed_frame(rows: Iterable[Mapping[str, Cell]], columns: Mapping[str, Kind]) -> pd.DataFrame:
    """Return rows as a frame with the types of its columns.

    :param rows: a value for every column; None is absent.
    :param columns: names and kinds, in order.
    """
    import pandas as pd

    held = list(rows)
    types = pandas_types(columns)
    return pd.DataFrame({name: pd.array([row[name] for row in held], dtype=types[name]) for name in types})


def dtypes(table: str) -> dict[str, Any]:
    """Return the pandas type of each column, in order; fit for ``read_csv(dtype=…)``.

    :param table: one of :data:`FRAMES`, or ``failures``.
    """
    return pandas_types(_columns(table))


def _columns(table: str) -> Mapping[str, Kind]:
    return COMPARED_COLUMNS.get(table) or COLUMNS[table]


def pandas_types(columns: Mapping[str, Kind]) -> dict[str, Any]:
    """Return the pandas type of each column.

    :param columns: names and kinds, in order.
    """
    import pandas as pd

    # Strings of Python rather than of Arrow: Arrow's cannot hold a lone surrogate, and the type
    # would depend on whether pyarrow is installed.
    types: dict[Kind, Any] = {
        Kind.TEXT: pd.StringDtype("python"),
        Kind.INTEGER: pd.Int64Dtype(),
        Kind.FLOAT: pd.Float64Dtype(),
    }
    return {name: types[kind] for name, kind in columns.items()}
