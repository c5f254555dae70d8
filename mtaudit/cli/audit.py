"""``mtaudit audit``: one text, with or without native reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli import options
from mtaudit.cli.exchange import audited, send_exchange
from mtaudit.cli.progress import progress_bar
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from mtaudit.reports import AuditReport


class Format(StrEnum):
    """How the report is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    LINES = "lines"
    GITHUB = "github"
    SARIF = "sarif"
    MQM = "mqm"
    ESA = "esa"
    MT_METRICS_EVAL = "mt-metrics-eval"
    WMT = "wmt"
    XLIFF = "xliff"


#: What :mod:`mtaudit.reports` writes of one text; the others are for other programs and take any number.
_OWN = (Format.TEXT, Format.JSON, Format.CSV, Format.HTML)


def audit(
    text: Annotated[
        str,
        typer.Argument(help="The text, in UTF-8, or a page of HTML; - for standard input.", metavar="TEXT"),
    ],
    reference: Annotated[
        list[str] | None,
        typer.Option(help="Native report on the same event; may be repeated.", metavar="FILE"),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The text that it was translated from.", metavar="FILE")
    ] = None,
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication.")] = None,
    engine: options.Engines = None,
    surprisal: options.Surprisal = False,
    embeddings: options.Embeddings = None,
    prior: options.Prior = None,
    back_translate: options.BackTranslate = None,
    pivot: options.Pivot = None,
    offline: options.Offline = False,
    format: Annotated[Format, typer.Option(help="How to write the report.")] = Format.TEXT,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write to; for csv a directory.", metavar="PATH"),
    ] = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    config: options.Config = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    fail_on: options.FailOn = None,
    seed: options.Seed = None,
    raw_csv: options.RawCsv = False,
    no_text: options.NoText = False,
    quiet: options.Quiet = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
) -> int:
    """Audit one text: findings, comparison, back-translation, scores."""
    from mtaudit.pipeline import Auditor, chosen_engines, report_fingerprints
    from mtaudit.readers import STDIN, read_document

    if format is Format.CSV and output is None:
        raise UsageError("--format csv writes several files", mend="give --output DIR")
    references = reference or []
    if [text, *references, source].count(STDIN) > 1:
        raise UsageError("standard input can be read only once", mend="name files for the others")
    settings = options.make_settings(
        config, engines=engine, back_translate=back_translate, pivot=pivot, offline=offline,
        select=select, ignore=ignore, baseline=baseline, fail_on=fail_on, surprisal=surprisal,
        embeddings=embeddings, prior=prior, seed=seed,
    )  # fmt: skip
    document = read_document(text, date=date.date() if date else None)
    natives = [read_document(path) for path in references]
    original = read_document(source) if source is not None else None
    auditor = Auditor(settings)
    with progress_bar(quiet=quiet) as progress:
        report = auditor.audit(document, natives, source=original, progress=progress)
    if settings.back_translate and not chosen_engines(settings) and not quiet:
        options.say("mtaudit: no back-translation: no engine is installed; pip install 'mtaudit[offline]'")
    if write_baseline is not None:
        options.write_baseline(write_baseline, report_fingerprints(report))
    shown = report.without_text() if no_text else report
    failed = [failure for failure in report.failures if failure.stage == "back-translation"]
    code = 2 if failed else options.exit_code(report.findings, settings.fail_on)
    if format in _OWN:
        _write(shown, format, output, raw_csv=raw_csv, color=not no_color)
    else:
        # Marks are of the findings as they stand in the text.
        one = replace(audited(report, document, natives), report=shown)
        send_exchange(format, [one], settings, output, exit_code=code)
    for failure in failed:
        options.say(f"mtaudit: {failure.stage} failed: {failure.reason}")
    return code


def _write(report: AuditReport, kind: Format, output: Path | None, *, raw_csv: bool, color: bool) -> None:
    from mtaudit.reports.files import atomic_text_file

    if kind is Format.CSV and output is not None:
        from mtaudit.reports.tables import write_report

        write_report(report, output, raw=raw_csv)
    elif kind in (Format.JSON, Format.HTML):
        content = report.to_json() if kind is Format.JSON else report.to_html()
        if output is None:
            options.send_utf8(content)
        else:
            with atomic_text_file(output) as file:
                file.write(content + "\n")
    elif output is not None:
        from mtaudit.reports.console import render

        with atomic_text_file(output) as file:
            file.write(render(report))
    else:
        from mtaudit.reports.console import print_report

        print_report(report, options.make_console(color=color))
