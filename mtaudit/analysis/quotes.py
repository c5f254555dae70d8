"""Quotations: what stands between quotation marks, of whatever shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.views import OPENING_QUOTES, plain_view
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Quote", "find_quotes"]

#: Quotations shorter than this many words are scare quotes or titles more often than speech.
_FEWEST_WORDS = 2
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    :param span: the words between the marks, without surrounding white space.
    :param marks: the same with the marks.
    :param text: the plain view of ``span``.
    """

    span: Span
    marks: Span
    text: str


def find_quotes(text: str, blocks: Iterable[Span]) -> Iterator[Quote]:
    """Yield quotations of two words or more, in order.

    A mark that is never closed in its block opens a quotation only where the next block begins with
    a mark: that is how newspapers carry a speech over paragraphs.

    :param text: the text as it was read: a curly mark tells which way it opens.
    :param blocks: its blocks.
    """
    view = plain_view(text)
    blocks = list(blocks)
    for place, block in enumerate(blocks):
        following = view[blocks[place + 1].start] if place + 1 < len(blocks) else ""
        doubles = list(_double(text, view, block, carried=following == '"'))
        singles = (
            marks for marks in _single(view, block) if not any(marks.overlaps(double) for double in doubles)
        )
        for marks in sorted([*doubles, *singles]):
            quote = _quote(view, marks)
            if quote is not None:
                yield quote


def _quote(view: str, marks: Span) -> Quote | None:
    inner = Span(marks.start + 1, marks.end - (view[marks.end - 1] in "\"'"))
    text = inner.of(view)
    start = inner.start + len(text) - len(text.lstrip())
    span = Span(start, max(start, inner.start + len(text.rstrip())))
    if len(_WORD.findall(span.of(view))) < _FEWEST_WORDS:
        return None
    return Quote(span, marks, span.of(view))


def _double(text: str, view: str, block: Span, *, carried: bool) -> Iterator[Span]:
    opened: int | None = None
    for place in range(block.start, block.end):
        if view[place] != '"':
            continue
        if opened is not None and text[place] not in OPENING_QUOTES:
            yield Span(opened, place + 1)
            opened = None
        elif not (place > block.start and view[place - 1].isdigit()) and _opens(view, place, block):
            # A mark after a digit is an inch or a second.
            opened = place
    if opened is not None and carried:
        yield Span(opened, block.end)


def _opens(view: str, place: int, block: Span) -> bool:
    return place + 1 < block.end and not view[place + 1].isspace()


def _single(view: str, block: Span) -> Iterator[Span]:
    """Single marks that stand at word boundaries; an apostrophe stands inside or after a word."""
    opened: int | None = None
    for place in range(block.start, block.end):
        if view[place] != "'":
            continue
        before = view[place - 1] if place > block.start else " "
        after = view[place + 1] if place + 1 < block.end else " "
        if opened is None and (before.isspace() or before in "([-") and after.isalnum():
            opened = place
        elif opened is not None and not after.isalnum() and not before.isspace():
            yield Span(opened, place + 1)
            opened = None
