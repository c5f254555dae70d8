"""Many documents from Python: reports one after the other, or a frame of their scores."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Sized
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from mtaudit.batch.crew import Done, Task, completed
from mtaudit.batch.here import Here
from mtaudit.batch.processes import Processes
from mtaudit.batch.work import audit_record, reason_of
from mtaudit.errors import MtauditError, UsageError
from mtaudit.model import Document, Failure
from mtaudit.pipeline import Auditor
from mtaudit.pipeline.options import settings_of
from mtaudit.readers.corpus import Record
from mtaudit.reports.frames import typed_frame
from mtaudit.reports.rows import COLUMNS, Kind, table_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Unpack

    import pandas as pd

    from mtaudit.batch.crew import Crew, Event
    from mtaudit.config import Settings
    from mtaudit.pipeline import Progress
    from mtaudit.pipeline.options import AuditOptions
    from mtaudit.reports import AuditReport
    from mtaudit.reports.rows import Row
    from mtaudit.rules import Rule

    Given = str | Document | Mapping[str, Any]
    Failed = Callable[[str, MtauditError], None]

__all__ = ["audit_frame", "audit_many"]

_KEYS = frozenset({"text", "reference", "source", "id", "date"})
_TABLES = ("scores", "segments", "findings")
#: Documents that may be finished while an earlier one is still in work.
_AHEAD = 64


class ReportWork:
    """Audits documents into reports.

    :param settings: what to run and how.
    :param extra_rules: rules beside those of the catalogue.
    """

    def __init__(self, settings: Settings, extra_rules: Sequence[Rule] = ()) -> None:
        self._auditor = Auditor(settings, extra_rules)

    @property
    def signature(self) -> str:
        """Signature of the reports."""
        return self._auditor.signature

    def __call__(self, task: Task) -> AuditReport | MtauditError:
        """Return a document's report, or what keeps it from having one."""
        failures: list[Failure] = []

        def note(stage: str, error: MtauditError) -> None:
            failures.append(Failure(stage, None, error.problem))

        try:
            report = audit_record(self._auditor, task.record, note)
        except MemoryError:
            raise
        except MtauditError as error:
            return error
        except Exception as error:  # noqa: BLE001 - the batch boundary: one bad document stops nothing
            return MtauditError(reason_of(error))
        return replace(report, failures=(*report.failures, *failures)) if failures else report


def audit_many(
    documents: Iterable[Given],
    *,
    extra_rules: Sequence[Rule] = (),
    jobs: int = 0,
    timeout: float | None = None,
    failed: Failed | None = None,
    progress: Progress | bool = False,
    **options: Unpack[AuditOptions],
) -> Iterator[AuditReport]:
    """Audit documents, and yield their reports in the same order as they are finished.

    Documents are taken only as fast as they are audited, and models are loaded once. Unlike the command,
    this back-translates only when an engine is named.

    :param documents: texts; or mappings with a ``text`` and, where there is one, a ``reference`` (a native
        report), a ``source`` (the text it was translated from), an ``id`` and a ``date``.
    :param extra_rules: rules of your own, as of :func:`mtaudit.audit`; with processes, out of a module that
        they can import.
    :param jobs: processes; 0 works in this one. A script that asks for processes keeps what it does under
        ``if __name__ == "__main__":``, because each of them reads it.
    :param timeout: seconds that one document may take; needs processes.
    :param failed: called with the id and the error of a document that cannot be audited; None raises it.
    :param progress: called with a stage, the documents done and the documents in all, which is 0 where that
        is not known; True draws a bar on standard error.
    :param options: as of :func:`mtaudit.audit`, its ``reference`` and ``date`` aside.
    :raises MtauditError: for a document that cannot be audited, without ``failed``.
    :raises UsageError: for what is no document, or an option that names nothing.
    """
    settings = settings_of(options)
    if timeout is not None and jobs == 0:
        raise UsageError("a timeout needs a process that can be stopped", mend="give jobs=1 or more")
    if jobs:
        _check_can_travel(extra_rules)
    make = partial(ReportWork, settings, tuple(extra_rules))
    crew: Crew = Processes(make, jobs, timeout) if jobs else Here(make)
    total = len(documents) if isinstance(documents, Sized) else 0
    return _reports(crew, documents, failed, progress, total)


def _check_can_travel(rules: Sequence[Rule]) -> None:
    """Check that a process finds the classes of rules: a notebook's own are nowhere to be imported from.

    :raises UsageError: where it does not.
    """
    homeless = not hasattr(sys.modules["__main__"], "__file__")
    for rule in rules:
        try:
            pickle.dumps(rule)
            found = not (homeless and type(rule).__module__ == "__main__")
        except (pickle.PicklingError, AttributeError, TypeError):
            found = False
        if not found:
            raise UsageError(
                f"a process cannot import the rule {type(rule).__name__}",
                mend="define it at the top of a module of its own, or give jobs=0",
            )


def _reports(
    crew: Crew, documents: Iterable[Given], failed: Failed | None, progress: Progress | bool, total: int
) -> Iterator[AuditReport]:
    with ExitStack() as stack:
        stack.enter_context(closing(crew))
        draw = _progress(stack, progress)
        crew.start()
        events = completed(crew, _tasks(documents), ahead=_AHEAD)
        for done, event in enumerate(_in_order(events)):
            if draw is not None:
                draw("auditing", done + 1, total)
            outcome = event.result if isinstance(event, Done) else MtauditError(event.reason)
            if not isinstance(outcome, MtauditError):
                yield outcome
            elif failed is None:
                raise outcome
            else:
                failed(event.task.record.document.id, outcome)


def _progress(stack: ExitStack, progress: Progress | bool) -> Progress | None:
    if isinstance(progress, bool):
        from mtaudit.reports.console.bar import stage_bar

        return stack.enter_context(stage_bar()) if progress else None
    return progress


def _in_order(events: Iterable[Event]) -> Iterator[Event]:
    """Yield events in the order of their tasks; what is finished early waits."""
    waiting: dict[int, Event] = {}
    wanted = 0
    for event in events:
        waiting[event.task.index] = event
        while wanted in waiting:
            yield waiting.pop(wanted)
            wanted += 1


def _tasks(documents: Iterable[Given]) -> Iterator[Task]:
    for index, given in enumerate(documents):
        yield Task(index, _record(given, f"document-{index + 1}"))


def _record(given: Given, name: str) -> Record:
    match given:
        case str():
            given = {"text": given}
        case Document():
            return Record(given, None, None, None, given.source, None)
    unknown = set(given) - _KEYS
    if unknown or not isinstance(given.get("text"), str):
        named = f"the key {min(unknown, key=str)!r}" if unknown else "no text"
        raise UsageError(
            f"{name} has {named}", mend=f"give texts, or mappings with {', '.join(sorted(_KEYS))}"
        )
    name = str(given.get("id") or name)
    document = Document(name, given["text"], _day(given.get("date"), name), name)
    native, source = (
        Document(part, given[part], source=f"{name}, {part}") if given.get(part) else None
        for part in ("reference", "source")
    )
    return Record(document, native, source, None, name, None)


def _day(given: date | str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) else given
    except ValueError as error:
        raise UsageError(f"the date of {name} is {given!r}", mend="give YYYY-MM-DD") from error


def audit_frame(
    frame: pd.DataFrame,
    text: str = "text",
    reference: str | None = None,
    *,
    source: str | None = None,
    id: str | None = None,  # noqa: A002 - the field's word
    date: str | None = None,
    table: str = "scores",
    extra_rules: Sequence[Rule] = (),
    jobs: int = 0,
    timeout: float | None = None,
    progress: Progress | bool = False,
    **options: Unpack[AuditOptions],
) -> pd.DataFrame:
    """Audit the documents of a pandas frame, a document a row.

    ``scores`` comes back with the index of the frame, a row for each of its rows; a document that cannot be
    audited has only its id there, and the reason in the last column, ``failure``. The other tables have
    rows only of documents that were audited.

    :param frame: the documents.
    :param text: its column of texts.
    :param reference: its column of native reports; absent values are documents without one.
    :param source: its column of texts that were translated from.
    :param id: its column of ids; None names documents by the frame's index.
    :param date: its column of days of publication.
    :param table: ``scores``, ``segments`` or ``findings``.
    :param extra_rules: as for :func:`audit_many`.
    :param jobs: processes; 0 works in this one.
    :param timeout: seconds that one document may take; needs processes.
    :param progress: as for :func:`audit_many`.
    :param options: as for :func:`audit_many`.
    :raises UsageError: for a column or a table that does not exist.
    """
    columns = {"text": text, "reference": reference, "source": source, "id": id, "date": date}
    for name in columns.values():
        if name is not None and name not in frame.columns:
            raise UsageError(f"the frame has no column {name!r}", mend="name one of its columns")
    if table not in _TABLES:
        raise UsageError(f"there is no table {table!r}", mend="choose scores, segments or findings")
    rows: list[Row] = []
    kinds = {**COLUMNS[table], "failure": Kind.TEXT} if table == "scores" else dict(COLUMNS[table])

    def fail(name: str, error: MtauditError) -> None:
        if table == "scores":
            empty: Row = dict.fromkeys(kinds)
            rows.append(empty | {"document": name, "failure": error.problem})

    taken = _Rows(frame, columns)
    reports = audit_many(
        taken,
        extra_rules=extra_rules,
        jobs=jobs,
        timeout=timeout,
        failed=fail,
        progress=progress,
        **options,
    )
    for report in reports:
        rows += [{**row, "failure": None} if table == "scores" else row for row in table_rows(report, table)]
    audited = typed_frame(rows, kinds)
    return audited.set_axis(frame.index) if table == "scores" else audited


class _Rows:
    """The rows of a frame as documents."""

    def __init__(self, frame: pd.DataFrame, columns: Mapping[str, str | None]) -> None:
        self._frame = frame
        self._columns = {part: name for part, name in columns.items() if name is not None}

    def __len__(self) -> int:
        return len(self._frame)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        cells = (self._frame[name] for name in self._columns.values())
        for label, *values in zip(self._frame.index, *cells, strict=True):
            row = {part: _cell(part, value) for part, value in zip(self._columns, values, strict=True)}
            yield {"id": str(label), **{part: value for part, value in row.items() if value is not None}}


def _cell(part: str, value: Any) -> Any:
    """Return what a cell holds; None where it is absent, which pandas says in several ways."""
    if part == "text":
        return value if isinstance(value, str) else ""
    if part == "date":
        day = value.date() if hasattr(value, "date") else value
        # pandas' absent day is a day too, but equal to none.
        return day if isinstance(day, (str, date)) and day == day else None
    if part == "id":
        return str(value)
    return value if isinstance(value, str) and value.strip() else None
