"""``mtaudit engines``: which engines there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli.options import TableFormat, make_console, send_utf8

if TYPE_CHECKING:
    from mtaudit.engines import EngineListing

engines_app = typer.Typer(no_args_is_help=True, add_completion=False)


@engines_app.callback()
def engines() -> None:
    """Show the translation engines."""


@engines_app.command("list")
def list_command(
    format: Annotated[TableFormat, typer.Option(help="How to print.")] = TableFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """List the engines: where their weights are, size, licence, measured quality."""
    from mtaudit.engines import list_engines

    listings = list_engines()
    if format is TableFormat.JSON:
        send_utf8(json.dumps([_row(one) for one in listings], indent=2))
        return
    from rich.text import Text

    console = make_console()
    for one in listings:
        console.print(Text(one.name, style="bold"), soft_wrap=True)
        for name, value in _row(one).items():
            if name != "name" and value is not None:
                console.print(Text(f"  {name:<10} {_shown(name, value)}"), soft_wrap=True)


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
        "note": one.note,
    }


def _shown(name: str, value: object) -> str:
    if name == "size" and isinstance(value, int):
        return f"{value / 1e6:.0f} MB"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
