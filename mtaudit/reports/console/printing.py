"""The text report for a terminal, a pipe or a notebook."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment, SegmentLines

from mtaudit.reports.console.blocks import INDENT
from mtaudit.reports.console.comparison import comparison_blocks
from mtaudit.reports.console.findings import finding_blocks
from mtaudit.reports.console.likelihood import likelihood_blocks
from mtaudit.reports.console.quality import quality_blocks
from mtaudit.reports.console.scores import (
    back_translation_blocks,
    failure_blocks,
    score_blocks,
    signature_blocks,
)
from mtaudit.reports.console.verdict import verdict_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.reports.console.blocks import Block
    from mtaudit.reports.report import AuditReport

__all__ = ["lines_of", "print_report", "render"]

_NARROWEST = 24


def render(report: AuditReport, *, width: int = 100, color: bool = False) -> str:
    """Return the text report as one string that ends in a line feed.

    :param report: what was audited.
    :param width: cells of a line, 24 or more; a narrower one counts as 24.
    :param color: True adds ANSI colours. Marks are brackets with and without.
    """
    stream = StringIO()
    console = Console(
        file=stream,
        width=max(width, _NARROWEST),
        force_terminal=color,
        force_interactive=False,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
    )
    print_report(report, console)
    return stream.getvalue()


def print_report(report: AuditReport, console: Console) -> None:
    """Print the text report: verdict lines first, then what they rest on.

    Text of articles is escaped (:mod:`mtaudit.reports.safe_text`) and never read as markup.

    :param report: what was audited.
    :param console: decides width and colour.
    """
    blocks: list[Block] = [
        *verdict_blocks(report),
        *likelihood_blocks(report),
        *finding_blocks(report),
        *comparison_blocks(report),
        *back_translation_blocks(report),
        *score_blocks(report),
        *quality_blocks(report),
        *failure_blocks(report),
        *signature_blocks(report),
    ]
    console.print(lines_of(blocks, console), end="", soft_wrap=True)


def lines_of(blocks: Iterable[Block], console: Console) -> SegmentLines:
    """Return blocks as the lines that they take on a console.

    :param blocks: from the top.
    :param console: decides width and colour.
    """
    return SegmentLines(_lines(blocks, console), new_lines=True)


def _lines(blocks: Iterable[Block], console: Console) -> Iterable[list[Segment]]:
    for block in blocks:
        # A column of labels that leaves no room for what they label is given up.
        indent = block.indent if console.width - block.indent >= _NARROWEST else INDENT * 2
        options = console.options.update(width=max(console.width - indent, 1), highlight=False)
        lines = console.render_lines(block.content, options, pad=False)
        lead = [Segment(" " * indent)] if indent else []
        if block.label is not None:
            label = console.render_lines(block.label, console.options, pad=False)[0]
            padding = indent - Segment.get_line_length(label)
            if padding > 0:
                lines[0] = [*label, Segment(" " * padding), *lines[0]]
            else:
                yield label
                lines[0] = [*lead, *lines[0]]
        else:
            lines[0] = [*lead, *lines[0]]
        yield _trimmed(lines[0])
        for line in lines[1:]:
            yield _trimmed([*lead, *line])


def _trimmed(line: list[Segment]) -> list[Segment]:
    """Drop the blanks that tables pad their last column with."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = Segment(kept[-1].text.rstrip(), kept[-1].style)
    return kept
