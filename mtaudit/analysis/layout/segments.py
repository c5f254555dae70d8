"""From a document to an analysed one: blocks, pieces, sentences, roles, languages, disclosure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from mtaudit.analysis.comments import find_comments, masked
from mtaudit.analysis.disclosure import find_disclosure
from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
from mtaudit.analysis.language import identify, identify_document
from mtaudit.analysis.layout.blocks import find_blocks
from mtaudit.analysis.layout.lines import Piece, split_block
from mtaudit.analysis.layout.roles import Draft, assign_roles
from mtaudit.analysis.layout.sentences import sentences
from mtaudit.analysis.spacy_pipeline import LONGEST_PIECE, parse
from mtaudit.analysis.views import plain_view
from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import InputError
from mtaudit.model import Document, Role, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.comments import IgnoreComment

__all__ = ["analyse"]


def analyse(document: Document, *, seed: int = DEFAULT_SEED) -> AnalysedDocument:
    """Analyse a document in English.

    :param document: the text.
    :param seed: seeds language identification.
    :raises InputError: for a text without words, or not in English.
    """
    comments = find_comments(document.text)
    text = masked(document.text, comments)
    view = plain_view(text)
    language = _checked_language(document, view, seed)
    blocks = find_blocks(text)
    drafts = list(_drafts(view, blocks))
    # The note comes first: a headline may stand below it, and the note itself is neither body nor headline.
    disclosure, noted = find_disclosure(document.text, view, drafts)
    for index in noted:
        drafts[index].role = Role.DISCLOSURE
    assign_roles(text, view, blocks, drafts, seed=seed)
    drafts = _with_comments(drafts, comments)
    segments = tuple(
        AnalysedSegment(
            Segment(
                index,
                draft.span,
                draft.span.of(document.text),
                draft.role,
                identify(draft.span.of(view), seed=seed),
            ),
            draft.tokens,
            draft.offset,
        )
        for index, draft in enumerate(drafts)
    )
    return AnalysedDocument(document, view, language, segments, tuple(blocks), disclosure, comments)


def _checked_language(document: Document, view: str, seed: int) -> str:
    if not any(map(str.isalpha, view)):
        raise InputError("there are no words in it", file=document.source, mend="give a text in English")
    language = identify_document(view, seed=seed)
    if language != "en":
        told = f"its language is {language!r}, not English" if language else "it is not English"
        raise InputError(told, file=document.source, mend="give the English text")
    return language


def _drafts(view: str, blocks: list[Span]) -> Iterator[Draft]:
    """Split blocks into pieces and pieces of prose into sentences."""
    pieces = [
        (part, place)
        for place, block in enumerate(blocks)
        for piece in split_block(view, block, first=place == 0)
        for part in _cut(view, piece)
    ]
    prose = parse(piece.span.of(view) for piece, _ in pieces if piece.role is Role.BODY)
    for piece, block in pieces:
        start = piece.span.start
        if piece.role is not Role.BODY:
            yield Draft(piece.span, piece.role, None, start, block)
            continue
        for sentence in sentences(next(prose)):
            span = Span(start + sentence.start_char, start + sentence.end_char)
            yield Draft(span, Role.BODY, sentence, start, block)


def _with_comments(drafts: list[Draft], comments: Sequence[IgnoreComment]) -> list[Draft]:
    """Make segments of the comments that stand between sentences; those within stay part of theirs."""
    starts = [draft.span.start for draft in drafts]
    alone = []
    for comment in comments:
        before = bisect_right(starts, comment.span.start) - 1
        if before < 0 or drafts[before].span.end <= comment.span.start:
            alone.append(Draft(comment.span, Role.BOILERPLATE, None, comment.span.start, -1))
    return sorted([*drafts, *alone], key=lambda draft: draft.span)


def _cut(view: str, piece: Piece) -> Iterator[Piece]:
    """Cut a piece that is too long for the parser, at white space where there is some."""
    start, end = piece.span.start, piece.span.end
    while end - start > LONGEST_PIECE:
        space = view.rfind(" ", start, start + LONGEST_PIECE)
        cut = space if space > start else start + LONGEST_PIECE
        yield Piece(Span(start, start + len(view[start:cut].rstrip())), piece.role)
        start = end - len(view[cut:end].lstrip())
    if start < end:
        yield Piece(Span(start, end), piece.role)
