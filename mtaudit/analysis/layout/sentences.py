"""Sentences of a parsed piece, with the marks at their ends given to the sentence that they belong to.

The parser now and then leaves an opening mark at the end of the sentence before, or ends a sentence at a
question that is quoted within another. White space tells which way a mark looks, whatever its shape: an
opening one has it before, a closing one after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

__all__ = ["sentences"]

_QUOTES = frozenset("\"'")
_OPENING = _QUOTES | frozenset("([")
_CLOSING = _QUOTES | frozenset(")]")
_STOPS = frozenset(".!?…")


def sentences(doc: Doc) -> Iterator[TokenSpan]:
    """Yield spaCy's sentences without white space at their ends; one without words joins its neighbour.

    :param doc: a parsed piece of the plain view, in which every quotation mark is a straight one.
    """
    bounds: list[tuple[int, int]] = []
    complete = True
    for start, end in _mended(doc):
        while start < end and doc[start].is_space:
            start += 1
        while end > start and doc[end - 1].is_space:
            end -= 1
        if start == end:
            continue
        words = any(any(map(str.isalnum, token.text)) for token in doc[start:end])
        if bounds and not (words and complete):
            bounds[-1] = (bounds[-1][0], end)
            complete = complete or words
        elif bounds and _goes_on(doc, bounds[-1], start, end):
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
            complete = words
    for start, end in bounds:
        yield doc[start:end]


def _mended(doc: Doc) -> list[tuple[int, int]]:
    """Bounds of the parser's sentences after marks at the wrong side have crossed over."""
    starts = [sentence.start for sentence in doc.sents]
    for place, start in enumerate(starts[1:], start=1):
        low, high = starts[place - 1], starts[place + 1] if place + 1 < len(starts) else len(doc)
        moved = start
        while moved > low and _opens(doc, moved - 1):
            moved -= 1
        if moved < start and not _space_before(doc[moved]):
            moved = start
        if moved == start:
            while moved < high and _closes(doc, moved):
                moved += 1
            if moved > start and moved < len(doc) and not doc[moved - 1].whitespace_:
                moved = start
        starts[place] = moved
    return list(zip(starts, [*starts[1:], len(doc)], strict=True))


def _space_before(token: Token) -> bool:
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_space or bool(before.whitespace_)


def _opens(doc: Doc, place: int) -> bool:
    """Tell a mark that clings to the word after it."""
    return doc[place].text in _OPENING and not doc[place].whitespace_


def _closes(doc: Doc, place: int) -> bool:
    """Tell a mark that clings to the word before it."""
    return doc[place].text in _CLOSING and not _space_before(doc[place])


def _goes_on(doc: Doc, before: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether small letters follow a quoted stop: ``'Who is left?' and I tell them``."""
    last = before[1] - 1
    if doc[last].text not in _QUOTES:
        return False
    while last > before[0] and doc[last].text in _QUOTES:
        last -= 1
    word = next((token.text for token in doc[start:end] if token.text not in _OPENING), "")
    return doc[last].text[-1] in _STOPS and word.islower()
