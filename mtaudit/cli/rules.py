"""``mtaudit rules``: the catalogue, or one rule explained."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli.options import TableFormat, make_console, send_utf8

if TYPE_CHECKING:
    from mtaudit.model import RuleInfo

#: How Markdown marks an example.
_EXAMPLE = re.compile(r"[*`]([^*`]+)[*`]")


def rules(
    code: Annotated[str | None, typer.Argument(help="Code or name of a rule.", metavar="CODE")] = None,
    format: Annotated[TableFormat, typer.Option(help="How to print.")] = TableFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """List the rules, or explain one."""
    from mtaudit.rules import all_rules, rule_named

    chosen = [rule_named(code).info()] if code else [rule.info() for rule in all_rules()]
    if format is TableFormat.JSON:
        rows = [_row(info, whole=code is not None) for info in chosen]
        send_utf8(json.dumps(rows[0] if code else rows, indent=2, ensure_ascii=False))
    elif code:
        _explain(chosen[0])
    else:
        _print_table(chosen)


def _row(info: RuleInfo, *, whole: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "code": info.code,
        "name": info.name,
        "category": info.category,
        "its_type": info.its_type,
        "severity": info.severity.value,
        "limit": info.limit,
        "house_style": info.house_style,
        "on": info.on,
        "needs": list(info.needs),
        "options": {name: list(v) if isinstance(v, tuple) else v for name, v in info.options},
        "summary": info.description.partition("\n")[0],
    }
    return row | {"description": info.description} if whole else row


def _print_table(infos: list[RuleInfo]) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("code", "name", "severity"):
        table.add_column(heading, no_wrap=True)
    table.add_column("what it finds")
    family = ""
    for info in infos:
        if info.code[:3] != family:
            if family:
                table.add_section()
            family = info.code[:3]
        table.add_row(info.code, info.name, info.severity, _summary(info))
    make_console().print(table)


def _summary(info: RuleInfo) -> str:
    """Return the first line of a rule's description, and when it runs where that is not always."""
    summary = _EXAMPLE.sub(r"“\1”", info.description.partition("\n")[0])
    when = [*([] if info.on else ["if selected"]), *(f"with --{need}" for need in info.needs)]
    return f"{summary} ({', '.join(when)})" if when else summary


def _explain(info: RuleInfo) -> None:
    from rich.markdown import Markdown

    from mtaudit.rules import NEEDS

    console = make_console()
    house = ", house style: in no penalty" if info.house_style else ""
    console.print(f"{info.code} {info.name}: {info.category}, {info.severity}{house}")
    console.print(f"  smallest value that becomes a finding: {info.limit:g}")
    if not info.on:
        console.print("  off unless selected")
    for need in info.needs:
        console.print(f"  {NEEDS[need]}")
    for name, value in info.options:
        shown = json.dumps(list(value)) if isinstance(value, tuple) else f"{value:g}"
        console.print(f"  option {name} = {shown}", markup=False)
    console.print()
    console.print(Markdown(info.description))
