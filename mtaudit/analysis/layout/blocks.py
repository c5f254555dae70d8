"""Blocks: the paragraphs and lines of a text, as spans.

A blank line ends a block, and so does a single line end, unless the line was broken by a wrap: the
next word would not have fitted into the file's width, and the next line goes on in lower case. A
caption over a sentence is thus never glued to it.
"""

from __future__ import annotations

import re

from mtaudit.model import Span

__all__ = ["find_blocks", "is_full", "wrap_width"]

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85]+")
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029\x85]")
#: Wrapped text is seldom narrower; below this, short lines are lines of their own.
_NARROWEST = 40
#: Columns by which a wrapped line may fall short of what would just have fitted (ragged wraps).
_SLACK = 4
#: A text is wrapped if this many lines come within so many columns of the longest.
_WRAPPED_LINES, _RAGGED = 3, 15


def find_blocks(text: str) -> list[Span]:
    """Split a text into blocks.

    :param text: the text as it was read, whatever its line ends.
    :returns: spans without surrounding white space, in order; together they hold every character of
        the text that is not white space.
    """
    lines = [span for span in _lines(text) if span.start < span.end]
    width = max((span.end - span.start for span in lines), default=0)
    blocks: list[Span] = []
    for line in lines:
        if blocks and _continues(text, blocks[-1], line, width):
            blocks[-1] = Span(blocks[-1].start, line.end)
        else:
            blocks.append(line)
    return blocks


def _lines(text: str) -> list[Span]:
    """Every line without its surrounding white space; blank ones are empty spans."""
    spans = []
    for found in _LINE.finditer(text):
        line = found.group()
        start = found.start() + len(line) - len(line.lstrip())
        spans.append(Span(start, max(start, found.start() + len(line.rstrip()))))
    return spans


def wrap_width(text: str) -> int:
    """Measure the width at which a text was wrapped.

    :param text: the text as it was read.
    :returns: columns; 0 for a text whose lines do not end at a common margin.
    """
    lengths = [span.end - span.start for span in _lines(text)]
    width = max(lengths, default=0)
    return width if sum(length >= width - _RAGGED for length in lengths) >= _WRAPPED_LINES else 0


def is_full(text: str, block: Span, line: Span, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted into a block's last line.

    :param text: the text as it was read.
    :param block: the block.
    :param line: what follows it.
    :param width: columns at which the text was wrapped.
    """
    ends = [found.end() for found in _LINE_END.finditer(text, block.start, block.end)]
    last = block.end - (ends[-1] if ends else block.start)
    words = text[line.start : line.end].split(None, 1)
    return width >= _NARROWEST and last + 1 + len(words[0]) + _SLACK > width


def _continues(text: str, block: Span, line: Span, width: int) -> bool:
    """Tell whether ``line`` is the rest of a line that a wrap broke."""
    if len(_LINE_END.findall(text, block.end, line.start)) > 1 or not text[line.start].islower():
        return False
    return is_full(text, block, line, width)
