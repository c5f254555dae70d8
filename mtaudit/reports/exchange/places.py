"""Where a finding is: in lines and columns, in segments, in a file that others find."""

from __future__ import annotations

import os
import re
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.model import Document, Finding, Segment

__all__ = ["NEWLINES", "Lines", "Part", "parts_by_segment", "shown_path", "uri"]

#: What ends a line: SARIF's own default, and what git and code hosts count.
NEWLINES = ("\r\n", "\n")
_NEWLINE = re.compile("|".join(NEWLINES))


class Lines:
    """The lines of a text.

    :param text: the text as it was read.
    """

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of a code point, both from 1; columns are code points.

        :param offset: a code point of the text, or its end.
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class Part(NamedTuple):
    """The part of a finding that stands in one segment.

    :param finding: the finding.
    :param start: first code point within the segment's text.
    :param end: one past the last.
    """

    finding: Finding
    start: int
    end: int


def parts_by_segment(segments: Sequence[Segment], findings: Iterable[Finding]) -> list[list[Part]]:
    """Return for each segment the findings in it; one that crosses segments has a part in each.

    :param segments: of a document, in order.
    :param findings: of the same document.
    """
    starts = [segment.span.start for segment in segments]
    ends = [segment.span.end for segment in segments]
    parts: list[list[Part]] = [[] for _ in segments]
    for finding in findings:
        span = finding.span
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        for place in range(first, max(last, first + 1) if span.start == span.end else last):
            if place < len(segments) and starts[place] <= span.end:
                start = max(span.start, starts[place]) - starts[place]
                parts[place].append(Part(finding, start, min(span.end, ends[place]) - starts[place]))
    return parts


def shown_path(document: Document) -> str:
    """Return where a text is from the working directory, with slashes; for no file, the text's id.

    :param document: the text.
    """
    inside = _inside(document.source)
    return document.id if inside is None else inside.as_posix()


def uri(document: Document) -> tuple[str, bool]:
    """Return the address of a text, and whether it is relative to the working directory.

    :param document: the text.
    """
    inside = _inside(document.source)
    if inside is None:
        return quote(document.id, safe="", errors="surrogatepass"), True
    if inside.is_absolute():
        return inside.as_uri(), False
    return quote(inside.as_posix(), safe="/", errors="surrogatepass"), True


def _inside(source: str) -> Path | None:
    """Return a path from the working directory where it is below; None for what is no file."""
    if source.startswith("<") and source.endswith(">"):
        return None
    # Without following links: the place that the user named is the one that others know.
    path = Path(os.path.abspath(source))  # noqa: PTH100 - Path.resolve follows links
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
