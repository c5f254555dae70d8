"""The commands, put together."""

from __future__ import annotations

from typing import Annotated

import typer

from mtaudit import __version__
from mtaudit.cli.audit import audit
from mtaudit.cli.batch import batch
from mtaudit.cli.check import check
from mtaudit.cli.compare import compare
from mtaudit.cli.engines import engines_app
from mtaudit.cli.evaluate import evaluate
from mtaudit.cli.rules import rules

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(audit)
app.command()(batch)
app.command()(check)
app.command()(compare)
app.command()(evaluate)
app.command()(rules)
app.add_typer(engines_app, name="engines")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"mtaudit {__version__}")
        raise typer.Exit


@app.callback()
def mtaudit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Audits machine-translated English: what betrays the machine, what differs from a native report."""
