"""``mtaudit engines``: which engines there are, how good they are, what they keep on disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mtaudit.cli.options import Offline, Pivot, Quiet, TableFormat, make_console, say, send_utf8
from mtaudit.cli.progress import progress_bar
from mtaudit.config import DEFAULT_SEED, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.engines import Calibration, EngineListing
    from mtaudit.pipeline import Checked

engines_app = typer.Typer(no_args_is_help=True, add_completion=False)

Format = Annotated[TableFormat, typer.Option("--format", help="How to print.")]
Name = Annotated[str, typer.Argument(help="The engine; see `mtaudit engines list`.", metavar="NAME")]


@engines_app.callback()
def engines() -> None:
    """Show, check and calibrate the translation engines."""


@engines_app.command("list")
def list_command(form: Format = TableFormat.TEXT) -> None:
    """List the engines: where their weights are, size, licence, revision, measured quality."""
    from mtaudit.engines import list_engines

    listings = list_engines()
    if form is TableFormat.JSON:
        send_utf8(json.dumps([_row(one) for one in listings], indent=2))
        return
    for one in listings:
        _print(one.name, ((name, _shown(name, value)) for name, value in _row(one).items() if name != "name"))


@engines_app.command("check")
def check_command(
    name: Name,
    offline: Offline = False,
    quiet: Quiet = False,
    form: Format = TableFormat.TEXT,
) -> None:
    """Translate a built-in sample both ways: chrF, time for each segment, what went wrong."""
    from mtaudit.engines import open_engine
    from mtaudit.pipeline import check_engine

    with progress_bar(quiet=quiet):
        engine = open_engine(name, offline=offline)
        checked = check_engine(engine)
    if form is TableFormat.JSON:
        rows = [_checked(one) for one in checked]
        send_utf8(json.dumps({"engine": f"{engine.name}@{engine.revision}", "checked": rows}, indent=2))
        return
    _print(f"{engine.name}@{engine.revision}", ())
    for one in checked:
        _print(
            f"{one.source}-{one.target}",
            (
                ("chrF", f"{one.chrf:.1f} ({one.signature})"),
                ("time", f"{one.seconds:.2f} s a segment"),
                ("segments", ", ".join(f"{count} {status}" for status, count in one.statuses)),
            ),
        )


@engines_app.command("calibrate")
def calibrate_command(
    name: Name,
    corpus: Annotated[str, typer.Argument(help="Native English, whatever batch reads.", metavar="CORPUS")],
    pivot: Pivot = None,
    offline: Offline = False,
    quiet: Quiet = False,
    form: Format = TableFormat.TEXT,
) -> None:
    """Send native texts there and back, and keep what is left of them to hold documents against."""
    from mtaudit.engines import keep_calibration, open_engine
    from mtaudit.pipeline import calibrate
    from mtaudit.readers.corpus import CorpusOptions, Record, open_corpus

    read = list(open_corpus([corpus], CorpusOptions()))
    texts = [one.document for one in read if isinstance(one, Record)]
    for one in read:
        if not isinstance(one, Record):
            say(f"mtaudit: {one.file}: left out: {one.reason}")
    with progress_bar(quiet=quiet) as bar:
        engine = open_engine(name, offline=offline)
        made = calibrate(
            engine,
            texts,
            Settings().over(pivot=pivot or None).pivot,
            corpus=Path(corpus).resolve().name,
            seed=DEFAULT_SEED,
            progress=None if bar is None else lambda done, total: bar("calibrating", done, total),
        )
    path = keep_calibration(made)
    rows = _spread(made)
    if form is TableFormat.JSON:
        send_utf8(json.dumps({"file": str(path), "corpus": made.corpus, "spread": rows}, indent=2))
        return
    _print(
        f"{made.engine}@{made.revision} through {made.pivot}",
        (
            ("corpus", made.corpus),
            *((label, _quantiles(values)) for label, values in rows.items()),
            ("file", str(path)),
        ),
    )


@engines_app.command("cache")
def cache_command(
    clear: Annotated[bool, typer.Option("--clear", help="Empty the cache of translations.")] = False,
    form: Format = TableFormat.TEXT,
) -> None:
    """Show the cache of translations, or empty it; weights and calibrations stay."""
    from mtaudit.engines import clear_translations, kept_translations

    before = kept_translations()
    if clear:
        clear_translations()
        say(f"mtaudit: {before.segments if before else 0} translations cleared")
    kept = kept_translations()
    row: dict[str, Any] = {
        "file": str(kept.path) if kept else None,
        "size": kept.bytes if kept else 0,
        "limit": _limit(),
        "batches": kept.batches if kept else 0,
        "translations": kept.segments if kept else 0,
    }
    if form is TableFormat.JSON:
        send_utf8(json.dumps(row, indent=2))
        return
    _print("cache of translations", ((label, _shown(label, value)) for label, value in row.items()))


def _limit() -> int:
    from mtaudit.engines import cache_limit

    return cache_limit()


def _print(head: str, rows: Iterable[tuple[str, str | None]]) -> None:
    from rich.text import Text

    from mtaudit.reports.safe_text import safe_line

    console = make_console()
    console.print(Text(safe_line(head), style="bold"), soft_wrap=True)
    for label, value in rows:
        if value is not None:
            console.print(Text(f"  {label:<12} {safe_line(value)}"), soft_wrap=True)


def _row(one: EngineListing) -> dict[str, object]:
    return {
        "name": one.name,
        "kind": one.kind,
        "installed": one.installed,
        "location": str(one.location) if one.location else None,
        "size": one.size,
        "licence": one.licence,
        "revision": one.revision,
        "quality": one.quality,
        "calibration": one.calibration,
        "note": one.note,
    }


def _checked(one: Checked) -> dict[str, object]:
    return {
        "source": one.source,
        "target": one.target,
        "chrf": round(one.chrf, 3),
        "signature": one.signature,
        "seconds_per_segment": round(one.seconds, 4),
        "statuses": dict(one.statuses),
        "translations": [{"text": result.text, "status": result.status} for result in one.translations],
    }


def _spread(made: Calibration) -> dict[str, list[float]]:
    """Return the 5th, 25th, 50th, 75th and 95th percentiles of what was measured."""
    import numpy as np

    spread = {}
    for label in ("surface", "ter", "semantic", "numbers", "names"):
        values = [value for one in made.documents if (value := getattr(one, label)) is not None]
        if values:
            spread[label] = [round(float(v), 4) for v in np.percentile(values, [5, 25, 50, 75, 95])]
    return spread


def _quantiles(values: list[float]) -> str:
    low, lower, middle, upper, high = (f"{value:.3g}" for value in values)
    return f"{middle} (half of the texts {lower} to {upper}, nine in ten {low} to {high})"


def _shown(name: str, value: object) -> str | None:
    if name in {"size", "limit"} and isinstance(value, int):
        return f"{value / 1e6:.0f} MB"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
