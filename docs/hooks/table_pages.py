"""The page of the tables: every column with its type, from the program's own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from mtaudit.reports.compared_rows import COMPARED_COLUMNS
from mtaudit.reports.rows import COLUMNS
from mtaudit.reports.systems.rows import COMPARISON_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from mtaudit.reports.rows import Kind

TEXT = """# Tables and dtypes

`AuditReport.to_frame(table)` and `SystemReport.to_frame(table)` give pandas frames whose columns and dtypes
are the same for every report, also where a table is empty, so that frames of many reports stack. Text is
`string` (stored as Python's, with or without pyarrow), counts and offsets are `Int64`, other numbers
`Float64`; what is absent is `pandas.NA`, never 0 and never an empty text. Offsets are half-open and count
code points.

The CSV files of `mtaudit audit --format csv` and of `mtaudit batch` have the columns of the tables of their
names.
"""
AUDIT = {
    "findings": "a row a finding",
    "segments": "a row a segment, beside the first native report and the first engine",
    "scores": "a row a document, beside the first native report and the first engine",
    "failures": "a row a failure; a CSV file only",
    "links": "a row a pair of aligned segments; those of one link share its number",
    "quotes": "a row a quote, of either side",
    "facts": "a row a fact, of either side",
    "claims": "a row a claim",
    "back_translations": "a row an engine and segment; `text` is what came back",
}
SYSTEMS = {
    "scores": "a row a measure and system",
    "differences": "a row a measure and pair of systems",
    "segments": "a row a measure, system and segment, with `segments=True`",
    "documents": "a row a measure, system and document, with `documents=`",
    "correlations": "a row a measure, human measure, level and statistic",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the page."""
    parts = [TEXT, "## Of an audit\n", *map(section, AUDIT, AUDIT.values(), map(audit_columns, AUDIT))]
    parts.append("## Of a comparison of systems\n")
    parts += map(section, SYSTEMS, SYSTEMS.values(), map(COMPARISON_COLUMNS.get, SYSTEMS))
    files.append(File.generated(config, "tables.md", content="\n".join(parts)))
    return files


def audit_columns(table: str) -> Mapping[str, Kind]:
    """Return the columns of a table of a report."""
    return COMPARED_COLUMNS.get(table) or COLUMNS[table]


def section(table: str, rows: str, columns: Mapping[str, Kind]) -> str:
    """Return what is said of one table."""
    lines = "\n".join(f"| `{name}` | `{kind}` |" for name, kind in columns.items())
    return f"### {table}\n\n{rows[0].upper()}{rows[1:]}.\n\n| column | dtype |\n|---|---|\n{lines}\n"
