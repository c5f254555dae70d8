"""``mtaudit batch``: every text of a directory into CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mtaudit.cli import options
from mtaudit.cli.progress import progress_bar


def batch(
    source: Annotated[Path, typer.Argument(help="Directory of .txt files in UTF-8.", metavar="DIR")],
    out: Annotated[Path, typer.Option(help="Directory for the tables.", metavar="DIR")],
    references: Annotated[
        Path | None,
        typer.Option(help="Directory of native reports under the same names.", metavar="DIR"),
    ] = None,
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
    quiet: options.Quiet = False,
) -> int:
    """Audit every text of a directory: scores.csv, segments.csv, findings.csv, failures.csv, run.json."""
    from mtaudit.batch import run_batch

    settings = options.make_settings(
        config, engines=engine, back_translate=back_translate, pivot=pivot, offline=offline,
        select=select, ignore=ignore, baseline=baseline, fail_on=fail_on, surprisal=surprisal,
        embeddings=embeddings, prior=prior, seed=seed,
    )  # fmt: skip
    with progress_bar(quiet=quiet) as progress:
        summary = run_batch(source, out, references, settings, raw_csv=raw_csv, progress=progress)
    if write_baseline is not None:
        options.write_baseline(write_baseline, summary.fingerprints)
    if not quiet:
        options.say(summary.told)
    if summary.scored == 0:
        options.say(f"mtaudit: {source}: no text could be audited; see {out / 'failures.csv'}")
        return 2
    return int(summary.at_or_above > 0)
