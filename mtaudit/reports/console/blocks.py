"""What the text report is made of: indented blocks, some with a label before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale
from rich.table import Table
from rich.text import Text

from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

__all__ = [
    "INDENT",
    "Block",
    "blank",
    "heading",
    "labelled",
    "language_name",
    "listing",
    "plural",
    "table",
    "title",
]

INDENT = 2


@dataclass(frozen=True, slots=True)
class Block:
    """A renderable and where it stands.

    :param content: what rich lays out.
    :param indent: cells to its left.
    :param label: stands in those cells on the first line.
    """

    content: RenderableType
    indent: int = INDENT
    label: Text | None = None


def title(text: Text) -> Block:
    """Return a line that starts at the margin."""
    return Block(text, indent=0)


def blank() -> Block:
    """Return an empty line."""
    return Block(Text(), indent=0)


def heading(*parts: str) -> list[Block]:
    """Return a section's heading with an empty line before it.

    :param parts: pieces of the heading.
    """
    return [blank(), title(text_of(*((part, "bold") for part in parts)))]


def labelled(label: str, content: Text, *, indent: int, margin: int = INDENT) -> Block:
    """Return a text with a label in front of it.

    :param label: what the text is about.
    :param content: the text; its further lines stand under its first.
    :param indent: cells to the left of the text.
    :param margin: cells to the left of the label.
    """
    return Block(content, indent, text_of(" " * margin, (label, "cyan")))


def table(columns: Sequence[str], rows: Iterable[Sequence[Text]], *, indent: int = INDENT) -> Block:
    """Return a table without lines.

    :param columns: headings.
    :param rows: cells of safe text.
    :param indent: cells to its left.
    """
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    for column in columns:
        grid.add_column(column, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return Block(grid, indent)


def plural(count: int, noun: str) -> str:
    """Return a count with its noun, ``1 finding`` or ``2 findings``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def listing(indices: Iterable[int]) -> str:
    """Return segment indices in a row, ``1, 4, 5``."""
    return ", ".join(str(index) for index in indices)


def language_name(code: str) -> str:
    """Return the English name of a language, or the code where CLDR has none.

    :param code: ISO 639-1 code.
    """
    return str(Locale("en").languages.get(code, code))
