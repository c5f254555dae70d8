"""Comments in a text that tell which findings it does not want: ``<!-- mtaudit: ignore ACC001 -->``.

They are no prose: what is read of a text has spaces in their place, so that every offset stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["IgnoreComment", "find_comments", "held_blocks", "masked"]

_ENDS = r"\r\n\u2028\u2029\x85"
#: Within one line and with a bound, so that an opening without an end costs little.
_COMMENT = re.compile(rf"<!--[ \t]{{0,20}}mtaudit:([^{_ENDS}]{{0,500}}?)-->", re.IGNORECASE)
#: A line with its end.
_LINE = re.compile(rf"[^{_ENDS}]*(?:\r\n|[{_ENDS}]|\Z)")
_SEPARATOR = re.compile(r"[\s,]+")
_HERE, _EVERYWHERE = "ignore", "ignore-file"


@dataclass(frozen=True, slots=True)
class IgnoreComment:
    """A comment that speaks to this program.

    :param span: the comment with its marks.
    :param order: its first word in lower case: ``ignore``, ``ignore-file``, or one that is not known.
    :param words: codes, names or beginnings of codes of rules; none means all rules.
    :param line: the line that it stands on, with the line's end.
    :param own_line: whether nothing but such comments stands on that line.
    """

    span: Span
    order: str
    words: tuple[str, ...]
    line: Span
    own_line: bool

    @property
    def is_known(self) -> bool:
        """Whether its order is one that there is."""
        return self.order in (_HERE, _EVERYWHERE)

    @property
    def everywhere(self) -> bool:
        """Whether it holds for the whole text."""
        return self.order == _EVERYWHERE


def find_comments(text: str) -> tuple[IgnoreComment, ...]:
    """Return the comments of a text that speak to this program, in order.

    :param text: the text as it was read.
    """
    found = list(_COMMENT.finditer(text))
    if not found:
        return ()
    bare = _blanked(text, [Span(*match.span()) for match in found])
    lines = [Span(*match.span()) for match in _LINE.finditer(bare)]
    starts = [line.start for line in lines]
    blank = [not line.of(bare).strip() for line in lines]
    comments = []
    for match in found:
        order, *words = [word for word in _SEPARATOR.split(match[1]) if word] or [""]
        place = bisect_right(starts, match.start()) - 1
        comments.append(
            IgnoreComment(Span(*match.span()), order.lower(), tuple(words), lines[place], blank[place])
        )
    return tuple(comments)


def masked(text: str, comments: Sequence[IgnoreComment]) -> str:
    """Return the text with spaces for the comments, of the same length.

    A line of comments alone goes with its end, so that the lines around it stand as if it were not there.

    :param text: the text as it was read.
    :param comments: its comments.
    """
    return _blanked(text, [Span(c.span.start, c.line.end) if c.own_line else c.span for c in comments])


def held_blocks(comments: Sequence[IgnoreComment], blocks: Sequence[Span]) -> dict[int, list[IgnoreComment]]:
    """Return for each block, by its place, the comments that hold for it.

    One on a line of its own holds for the block around it or else for the next one; another for the block
    on its line.

    :param comments: of a text.
    :param blocks: of the same text, in order.
    """
    starts = [block.start for block in blocks]
    held: dict[int, list[IgnoreComment]] = {}
    for comment in comments:
        place = bisect_left(starts, comment.span.start if comment.own_line else comment.line.end) - 1
        if comment.own_line and (place < 0 or blocks[place].end <= comment.span.start):
            place += 1
        if 0 <= place < len(blocks):
            held.setdefault(place, []).append(comment)
    return held


def _blanked(text: str, spans: Sequence[Span]) -> str:
    """Put spaces for spans, which may overlap but come in order."""
    parts, place = [], 0
    for span in spans:
        if span.end > place:
            start = max(place, span.start)
            parts += [text[place:start], " " * (span.end - start)]
            place = span.end
    return "".join([*parts, text[place:]])
