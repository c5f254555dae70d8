"""Noun phrases and quotations as the rules of style see them, from tags where the parse is unsure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment

__all__ = [
    "FINITE",
    "NOUNS",
    "after",
    "before",
    "first_word",
    "head_of",
    "is_number",
    "phrase_back",
    "phrase_end",
    "quoted",
]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_PARTS = NOUNS | frozenset("JJ JJR JJS DT PRP$ CD VBN VBG HYPH POS AFX $ PDT".split())
#: Longest noun phrase that is read, in tokens.
_LONGEST = 8


def after(segment: AnalysedSegment, token: Token, step: int = 1) -> Token | None:
    """Return a later token of the same segment, or None past its end."""
    place = token.i + step
    return token.doc[place] if place < segment.parsed.end else None


def before(segment: AnalysedSegment, token: Token, step: int = 1) -> Token | None:
    """Return an earlier token of the same segment, or None before its beginning."""
    place = token.i - step
    return token.doc[place] if place >= segment.parsed.start else None


def first_word(segment: AnalysedSegment) -> Token | None:
    """Return the first token of a segment that is no mark."""
    return next((t for t in segment.parsed if not t.is_punct and not t.is_space), None)


def phrase_end(segment: AnalysedSegment, start: int) -> int:
    """Return the place after the noun phrase that begins at a place, or the place itself.

    Further nouns after *of* belong to it; adverbs, clauses and what stands behind a comma do not.
    """
    doc = segment.parsed.doc
    end = start
    last = min(segment.parsed.end, start + _LONGEST)
    while end < last:
        token = doc[end]
        joins = token.lower_ == "of" and end > start and doc[end - 1].tag_ in NOUNS and end + 1 < last
        if end > start and token.tag_ in ("VBG", "VBN") and doc[end - 1].tag_ in NOUNS:
            # *days following the onset*
            break
        if not (joins or token.tag_ in _PARTS or token.text == "-"):
            break
        end += 1
    while end > start and doc[end - 1].tag_ not in NOUNS and doc[end - 1].tag_ not in ("CD", "VBG"):
        end -= 1
    return end


def phrase_back(segment: AnalysedSegment, end: int) -> int:
    """Return the first place of the noun phrase that ends before a place, or the place itself."""
    doc = segment.parsed.doc
    if end <= segment.parsed.start or doc[end - 1].tag_ not in NOUNS | {"VBG", "CD"}:
        return end
    start = end
    while start > max(segment.parsed.start, end - _LONGEST):
        token = doc[start - 1]
        if not (token.tag_ in _PARTS or token.text == "-" or (token.lower_ == "of" and start < end)):
            break
        start -= 1
    return start


def head_of(segment: AnalysedSegment, start: int, end: int) -> Token | None:
    """Return the head noun of a noun phrase: the last noun before *of*, or of all."""
    head: Token | None = None
    for token in segment.parsed.doc[start:end]:
        if token.lower_ == "of" and head is not None:
            return head
        if token.tag_ in NOUNS:
            head = token
    return head


def is_number(token: Token) -> bool:
    """Tell whether a token is a number, in digits or in words."""
    return token.tag_ == "CD" or token.like_num


def quoted(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether a token stands in a quotation."""
    place = segment.span_of(token).start
    return any(quote.span.start <= place < quote.span.end for quote in document.quotes)
