"""The words of a passage as plain text, so that what is measured of them needs no parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis import AnalysedDocument
    from mtaudit.model import Span

__all__ = ["words_of"]


def words_of(document: AnalysedDocument, span: Span) -> Iterator[str]:
    """Yield the tokens of a passage that hold a letter or a digit, in lower case.

    :param document: the analysed document.
    :param span: the passage; segments that it cuts yield what lies in it.
    """
    for segment in document.segments_over(span):
        if segment.tokens is None:
            continue
        for token in segment.parsed:
            place = segment.offset + token.idx
            if span.start <= place < span.end and any(map(str.isalnum, token.text)):
                yield token.lower_
