"""The words of a passage as plain values, so that what is measured of them needs no parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis import AnalysedDocument
    from mtaudit.model import Span

__all__ = ["Word", "words_of"]


class Word(NamedTuple):
    """A token and what the parser says of it.

    :param text: as written, quotes straight.
    :param pos: coarse part of speech, of Universal Dependencies.
    :param tag: fine part of speech, of the Penn Treebank.
    :param dep: its relation to its head.
    :param reach: tokens between it and its head, negative for a head before it, 0 for the root.
    """

    text: str
    pos: str
    tag: str
    dep: str
    reach: int


def words_of(document: AnalysedDocument, span: Span) -> Iterator[Word]:
    """Yield the tokens of a passage, white space left out.

    :param document: the analysed document.
    :param span: the passage; segments that it cuts yield what lies in it.
    """
    for segment in document.segments_over(span):
        if segment.tokens is None:
            continue
        for token in segment.parsed:
            place = segment.offset + token.idx
            if span.start <= place < span.end and not token.is_space:
                yield Word(token.text, token.pos_, token.tag_, token.dep_, token.head.i - token.i)
