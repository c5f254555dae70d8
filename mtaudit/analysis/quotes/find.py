"""Quotations: what stands between quotation marks, of whatever shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.quotes.marks import find_marks
from mtaudit.analysis.views import plain_view
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

    @property
    def carried(self) -> bool:
        """Whether no mark closes it, as the speech goes on in the next paragraph."""
        return self.marks.end == self.span.end


def find_quotes(text: str, blocks: Iterable[Span], *, fewest: int = _FEWEST_WORDS) -> Iterator[Quote]:
    """Yield quotations, the outermost ones only, in order.

    A mark that is never closed in its block opens a quotation only where the next block begins with
    a mark: that is how newspapers carry a speech over paragraphs.

    :param text: the text as it was read: a curly mark tells which way it opens.
    :param blocks: its blocks.
    :param fewest: quotations of fewer words are left out.
    """
    view = plain_view(text)
    blocks = list(blocks)
    for place, block in enumerate(blocks):
        following = text[blocks[place + 1].start] if place + 1 < len(blocks) else ""
        for marks in find_marks(text, view, block, following):
            quote = _quote(view, marks)
            if len(_WORD.findall(quote.text)) >= fewest:
                yield quote


def _quote(view: str, marks: Span) -> Quote:
    opening = 2 if view.startswith("''", marks.start) else 1
    closing = len(marks.of(view)[opening:]) - len(marks.of(view)[opening:].rstrip("\"'"))
    inner = Span(marks.start + opening, marks.end - min(closing, opening))
    text = inner.of(view)
    start = inner.start + len(text) - len(text.lstrip())
    span = Span(start, max(start, inner.start + len(text.rstrip())))
    return Quote(span, marks, span.of(view))
