"""``mtaudit batch``: a corpus into tables."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mtaudit.cli import options
from mtaudit.cli.progress import batch_bar
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Format(StrEnum):
    """What is written."""

    CSV = "csv"
    PARQUET = "parquet"
    HTML = "html"


_READING = "Reading"
_RUNNING = "Running"


def _column(name: str, what: str) -> Any:
    return typer.Option(
        f"--{name}-column",
        help=f"Column of {what}; {name} unless set.",
        metavar="NAME",
        rich_help_panel=_READING,
    )


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Directories, files or patterns: text, CSV, TSV, JSONL, Parquet, HTML, XLIFF, TMX, PO, "
            "gzipped or not; - for standard input.",
            metavar="SOURCE...",
        ),
    ],
    out: Annotated[
        str | None,
        typer.Option(help="Directory for the tables, also as s3://…; --dry-run needs none.", metavar="DIR"),
    ] = None,
    references: Annotated[
        Path | None,
        typer.Option(
            help="Directory of native reports under the same names.", metavar="DIR", rich_help_panel=_READING
        ),
    ] = None,
    input_format: Annotated[
        str | None,
        typer.Option(
            "--from",
            help="What the sources are, whatever their names.",
            metavar="FORMAT",
            rich_help_panel=_READING,
        ),
    ] = None,
    text_column: Annotated[str | None, _column("text", "texts")] = None,
    reference_column: Annotated[str | None, _column("reference", "native reports")] = None,
    source_column: Annotated[str | None, _column("source", "texts translated from")] = None,
    system_column: Annotated[str | None, _column("system", "systems that translated")] = None,
    date_column: Annotated[str | None, _column("date", "days of publication")] = None,
    id_column: Annotated[str | None, _column("id", "documents' names")] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Of texts and tables; UTF-8 unless set.", rich_help_panel=_READING)
    ] = None,
    delimiter: Annotated[
        str | None, typer.Option(help="Of .csv files; found out unless set.", rich_help_panel=_READING)
    ] = None,
    no_quoting: Annotated[
        bool,
        typer.Option(
            "--no-quoting",
            help="Of CSV and TSV: a quotation mark is a character as any other.",
            rich_help_panel=_READING,
        ),
    ] = False,
    documents: Annotated[
        Path | None,
        typer.Option(
            help="For WMT's layout: the document of each line.", metavar="FILE", rich_help_panel=_READING
        ),
    ] = None,
    pair: Annotated[
        str | None, typer.Option(help="For WMT's layout: the language pair.", rich_help_panel=_READING)
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            rich_help_panel=_RUNNING,
            help="Processes; else one a processor, or one where a model translates. 0 works in this one.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an unfinished run.", rich_help_panel=_RUNNING)
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Say what would be read and how long it should take.", rich_help_panel=_RUNNING
        ),
    ] = False,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.1, help="Seconds that one document may take.", metavar="S", rich_help_panel=_RUNNING
        ),
    ] = None,
    ray: Annotated[
        str | None,
        typer.Option(
            help="Work on a Ray cluster at this address; local starts one here.",
            metavar="ADDRESS",
            rich_help_panel=_RUNNING,
        ),
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        Format, typer.Option(help="What the tables are; html adds pages, of the run and of each document.")
    ] = Format.CSV,
    engine: options.Engines = None,
    surprisal: options.Surprisal = False,
    embeddings: options.Embeddings = None,
    prior: options.Prior = None,
    back_translate: options.BackTranslate = None,
    pivot: options.Pivot = None,
    offline: options.Offline = False,
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
) -> int:
    """Audit a corpus into tables: scores, segments, findings, failures; and run.json."""
    from mtaudit.batch import Fingerprints, Pages, Shown, Sink, Tables, Workers, rehearse, run_batch
    from mtaudit.batch.remote import publish, work_folder
    from mtaudit.engines.weights.places import cache_root
    from mtaudit.readers.corpus import CorpusOptions
    from mtaudit.readers.corpus.remote import is_remote

    settings = options.make_settings(
        config, engines=engine, back_translate=back_translate, pivot=pivot, offline=offline,
        select=select, ignore=ignore, baseline=baseline, fail_on=fail_on, surprisal=surprisal,
        embeddings=embeddings, prior=prior, seed=seed,
    )  # fmt: skip
    given: dict[str, Any] = {
        "text": text_column, "reference": reference_column, "source": source_column, "system": system_column,
        "date": date_column, "id": id_column, "references": references, "format": input_format,
        "encoding": encoding, "delimiter": delimiter, "quoting": False if no_quoting else None,
        "documents": documents, "pair": pair,
    }  # fmt: skip
    reading = CorpusOptions(**{name: value for name, value in given.items() if value is not None})
    workers = Workers(jobs, timeout, ray)
    if dry_run:
        typer.echo("\n".join(rehearse(sources, reading, settings, workers)))
        return 0
    if out is None:
        raise UsageError("Missing option '--out'", mend="name a directory for the tables")
    folder = work_folder(out, cache_root()) if is_remote(out) else Path(out)
    marks = Fingerprints()
    sinks: list[Sink] = [Tables(folder, parquet=format is Format.PARQUET, raw_csv=raw_csv)]
    if format is Format.HTML:
        # First, so that it ends last: the page of the run is made from the tables.
        sinks.insert(0, Pages(folder, raw_csv=raw_csv))
    if write_baseline is not None:
        sinks.append(marks)
    with _ending_is_interrupting(folder), batch_bar(quiet=quiet) as progress:
        summary = run_batch(
            sources, folder, reading, settings,
            shown=Shown(pages=format is Format.HTML, text=not no_text),
            workers=workers, resume=resume, sinks=sinks, progress=progress,
        )  # fmt: skip
    if is_remote(out):
        publish(folder, out)
    if write_baseline is not None:
        options.write_baseline(write_baseline, marks.marks)
    for line in [] if quiet else summary.told:
        options.say(line)
    failures = f"{out}/failures.{'parquet' if format is Format.PARQUET else 'csv'}"
    if summary.scored == 0:
        options.say(f"mtaudit: {' '.join(sources)}: no text could be audited; see {failures}")
        return 2
    if summary.failures and not quiet:
        options.say(f"mtaudit: some documents failed; see {failures}")
    return int(summary.at_or_above > 0)


@contextmanager
def _ending_is_interrupting(out: Path) -> Iterator[None]:
    """Take a request to end, as a batch system sends it, for Ctrl-C, and say how to go on."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        options.say(f"mtaudit: what is finished is kept in {out}; give --resume to go on")
        raise
    finally:
        signal.signal(signal.SIGTERM, before)
