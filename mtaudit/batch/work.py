"""What a worker does: one document becomes rows of the four tables."""

from __future__ import annotations

import gc
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, MtauditError
from mtaudit.pipeline import Auditor, report_fingerprints
from mtaudit.reports.html import batch_document_page
from mtaudit.reports.rows import COLUMNS, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mtaudit.batch.crew import Task
    from mtaudit.config import Settings
    from mtaudit.model import Document
    from mtaudit.readers.corpus import Record, Rejected
    from mtaudit.reports import AuditReport
    from mtaudit.reports.rows import Cell, Row

__all__ = ["TABLES", "Finished", "RowWork", "Shown", "audit_record", "given_up", "reason_of", "rejected"]

TABLES = ("scores", "segments", "findings", "failures")

Values = list["Cell"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a report is passed on.

    :param pages: whether each document gets a page in HTML.
    :param text: whether articles' text besides flagged spans is passed on.
    """

    pages: bool = False
    text: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """What one entry of a corpus came to, in plain data.

    :param tables: for each table the values of its rows, in the order of its columns.
    :param at_or_above: findings as bad as ``--fail-on`` asks for, or worse; house style is not counted.
    :param fingerprints: of its findings, for a baseline.
    :param seconds: time that it took, by stage.
    :param page: its page in HTML, or None.
    """

    tables: dict[str, list[Values]]
    at_or_above: int = 0
    fingerprints: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    page: str | None = None

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table with their columns' names."""
        return [dict(zip(COLUMNS[table], values, strict=True)) for values in self.tables.get(table, ())]


class RowWork:
    """Audits documents into rows.

    :param settings: what to run and how.
    :param shown: what of the reports is passed on.
    :raises MtauditError: for settings that name nothing, and models that cannot be loaded.
    """

    def __init__(self, settings: Settings, shown: Shown | None = None) -> None:
        start = time.perf_counter()
        self._shown = shown or Shown()
        self._auditor, self._fail_on = Auditor(settings), settings.fail_on
        self._auditor.warm_up()
        # What is loaded stays for good: a collection that walks it takes half a second for nothing.
        gc.collect()
        gc.freeze()
        self._loading = time.perf_counter() - start

    @property
    def signature(self) -> str:
        """Signature of the reports."""
        return self._auditor.signature

    def __call__(self, task: Task) -> Finished:
        """Audit one document; whatever goes wrong with it becomes a failure."""
        record = task.record
        failures: list[Row] = []
        start, seconds = time.perf_counter(), {"loading": self._loading}
        self._loading = 0.0
        tables: dict[str, list[Row]] = {}
        above, marks, page = 0, [], None

        def note(stage: str, error: MtauditError) -> None:
            failures.append(_failure(record.document.id, record.file, record.place, stage, error))

        try:
            report = audit_record(self._auditor, record, note, seconds)
            above, marks = self._above(report), report_fingerprints(report)
            report = report if self._shown.text else report.without_text()
            tables = {table: table_rows(report, table, file=record.file) for table in TABLES}
            # No report knows who translated its document; the corpus does.
            tables["scores"][0]["system"] = record.system
            page = batch_document_page(report) if self._shown.pages else None
        except MemoryError:
            # More may be free in a new process with nothing beside it: see `crew`.
            raise
        except Exception as error:  # noqa: BLE001 - the batch boundary: one bad document stops nothing
            failures.append(_failure(record.document.id, record.file, record.place, "audit", error))
        tables["failures"] = [*tables.get("failures", ()), *failures]
        _add_rest(seconds, time.perf_counter() - start)
        return Finished(_plain(tables), above, marks, seconds, page)

    def _above(self, report: AuditReport) -> int:
        if self._fail_on is None:
            return 0
        counted = (f for f in report.findings if not f.house_style)
        return sum(f.severity.rank >= self._fail_on.rank for f in counted)


def _add_rest(seconds: dict[str, float], whole: float) -> None:
    """Call scores and rows what the stages of the audit leave of the time."""
    rest = whole - sum(spent for stage, spent in seconds.items() if stage != "loading")
    seconds["scores and rows"] = max(0.0, rest)


def audit_record(
    auditor: Auditor,
    record: Record,
    note: Callable[[str, MtauditError], None],
    seconds: dict[str, float] | None = None,
) -> AuditReport:
    """Audit a document, without its native report or its source where that cannot be used.

    :param auditor: does it.
    :param record: the document and what belongs to it.
    :param note: told of what is left out: its stage, and why.
    :param seconds: takes the time of each stage.
    :raises InputError: for a document that cannot be audited.
    """
    native, source = record.reference, record.source
    while True:
        try:
            return auditor.audit(record.document, [native] if native else [], source=source, seconds=seconds)
        except InputError as error:
            if _concerns(error, native):
                stage, native = "reference", None
            elif _concerns(error, source):
                stage, source = "source", None
            else:
                raise
            note(stage, error)


def _concerns(error: InputError, text: Document | None) -> bool:
    return text is not None and error.file == text.source


def reason_of(error: Exception) -> str:
    """Return why a document failed, for people.

    :param error: what was raised; what is not ours was not thought of.
    """
    if isinstance(error, MtauditError):
        return error.problem
    return f"unexpected {type(error).__name__}: {error}"


def _failure(document: str, file: str, place: str | None, stage: str, error: Exception) -> Row:
    if isinstance(error, MtauditError):
        file, place = error.file or file, error.place or place
    return {"document": document, "file": file, "place": place, "stage": stage, "reason": reason_of(error)}


def rejected(item: Rejected) -> Finished:
    """Return what an entry that could not be read comes to.

    :param item: says why.
    """
    return _failed([item.document, item.file, item.place, item.stage, item.reason])


def given_up(record: Record, reason: str) -> Finished:
    """Return what a document comes to whose worker did not survive it.

    :param record: the document.
    :param reason: what happened.
    """
    return _failed([record.document.id, record.file, record.place, "audit", reason])


def _failed(values: Values) -> Finished:
    return Finished({"failures": [values]})


def _plain(tables: dict[str, list[Row]]) -> dict[str, list[Values]]:
    return {table: [_values(row, COLUMNS[table]) for row in rows] for table, rows in tables.items() if rows}


def _values(row: Row, columns: Iterable[str]) -> Values:
    return [row[name] for name in columns]
