"""A folder of pages: ``index.html`` made from the tables that a batch wrote, and ``documents``."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from mtaudit.reports.files import atomic_text_file, output_folder
from mtaudit.reports.html.batch import batch_page
from mtaudit.reports.html.document import document_page
from mtaudit.reports.tables import unguard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mtaudit.reports.report import AuditReport

__all__ = ["DOCUMENTS", "INDEX", "batch_document_page", "write_batch_page", "write_document_page"]

#: Name of the page that lists all documents.
INDEX = "index.html"
#: Name of the folder of their pages.
DOCUMENTS = "documents"


def batch_document_page(report: AuditReport) -> str:
    """Return the page of one document of a batch, with its way back to the index.

    :param report: what was audited.
    """
    return document_page(report, index=f"../{INDEX}")


def write_document_page(page: str, folder: Path, name: str) -> str:
    """Write the page of one document of a batch, and return its address relative to the index.

    :param page: the page.
    :param folder: of the batch's output.
    :param name: file name of the page.
    :raises UsageError: if it cannot be written there.
    """
    target = output_folder(folder / DOCUMENTS)
    with atomic_text_file(target / name) as file:
        file.write(page)
    return f"{DOCUMENTS}/{name}"


def write_batch_page(folder: Path, pages: Mapping[str, str], *, raw: bool = False) -> Path:
    """Write the page of a batch from its CSV files, which are read row by row, and return its path.

    :param folder: holds ``scores.csv``, ``findings.csv`` and ``failures.csv``.
    :param pages: address of each document's page, by its id.
    :param raw: True if the tables were written without guards.
    :raises UsageError: if it cannot be written there.
    """
    page = batch_page(
        *(_rows(folder / f"{table}.csv", raw=raw) for table in ("scores", "findings", "failures")),
        pages=pages,
    )
    with atomic_text_file(folder / INDEX) as file:
        file.write(page)
    return folder / INDEX


def _rows(path: Path, *, raw: bool) -> Iterator[dict[str, str]]:
    # A finding may cover a whole article, which is more than the module takes for a field unless told.
    limit = csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield row if raw else {name: unguard(cell) for name, cell in row.items()}
    finally:
        csv.field_size_limit(limit)
