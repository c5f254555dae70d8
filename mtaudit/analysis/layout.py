"""Layout of news text: what each block is, and which parts of it are not prose.

The cues are those of the article pair's publishers and of the news agencies' own manuals; each is a
plain string or a pattern without nested repetition, anchored at an end of the block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtaudit.model import Role, Span

__all__ = ["Piece", "split_block"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block with a role of its own.

    :param span: the part, without surrounding white space.
    :param role: body for prose that :mod:`mtaudit.analysis.segments` looks at again.
    """

    span: Span
    role: Role


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = rf"(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[ /]{_MONTH}[ /,]+\d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}})"

#: Stray metadata glued to the first sentence, as crawlers leave it.
_METADATA_PREFIX = re.compile(rf"(?:date|published|updated|posted)\s*:?\s+{_DATE}(?=\s)", re.IGNORECASE)
#: A line that is metadata as a whole.
_METADATA_LINE = re.compile(
    rf"(?:(?:first |last )?(?:published|updated|posted|modified|date)\b[^.!?]{{0,60}}|"
    rf"(?:{_DAY},? )?{_DATE}(?:[ ,|-]+\d{{1,2}}[:.]\d{{2}}.{{0,20}})?|"
    r"\d{1,2} min(?:ute)?s? read)",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z.'’-]*(?: [A-Z][A-Z.'’-]*){0,3}"
#: ``JAKARTA -``, ``MANILA, Philippines (AP) —``, ``LONDON, Nov 3 (Reuters) -``.
_DATELINE = re.compile(
    rf"{_PLACE}(?:, (?:[A-Z][\w.]*(?: [A-Z][\w.]*)?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?)){{0,2}}"
    rf"(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?(?: \([A-Z][\w /.]{{1,20}}\))?\s*(?:--|[-–—])(?=\s)"
)
_BYLINE = re.compile(
    r"(?:by|reporter|editor|writer|reporting by|editing by|penulis|pewarta)\b:?\s+[A-Z][^.!?]{1,80}"
    r"(?:/\s*editor\b.{1,60})?"
)
_BYLINE_WORD = re.compile(r"(?i:by|reporter|editor|writer|reporting by|editing by|penulis|pewarta)\b")
_CREDIT_LINE = re.compile(r"(?i:photos?|foto|image|picture|video|source|credit)\s*(?:by\b|:)\s*\S.{1,80}")
_AGENCY = (
    r"AFP|AP Photo|Antara|Reuters|Getty|Wikimedia|Xinhua|EPA|Shutterstock|Unsplash|Pixabay|Flickr|"
    r"Instagram|Twitter|YouTube|Doc\.|Dok\.|Courtesy|Photo|Foto|Image|Picture|Special"
)
_NAME = r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}"
#: ``(Photo: Antara)``, ``(Warta Kota/Dimas Prakoso)``.
_CREDIT_SUFFIX = re.compile(rf"\((?:(?i:{_AGENCY})\b[^()]{{0,80}}|{_NAME}/{_NAME})\)\.?$")
#: Lines that begin so are not the article's own prose.
_BOILERPLATE = re.compile(
    r"(?i:(?:read|see|watch) also\b|also read\b|baca juga\b|lihat juga\b|simak juga\b|follow us\b|"
    r"share(?: this)?(?: article| story| on)?\s*:|download (?:the|our) app\b|©|click here\b|tags?\s*:|"
    r"copyright (?:©|\(c\)|\d{4})|all rights reserved\b)"
)
#: Labels that are boilerplate when they stand alone or before a colon.
_LABEL = re.compile(
    r"(?i:(?:read|see|watch) more|related (?:news|articles?|stories)|recommended (?:for you|stories)|"
    r"advertisement|iklan|sponsored|subscribe|sign up|loading|share)\s*(?:$|[:|])"
)


def split_block(text: str, block: Span, *, first: bool) -> list[Piece]:
    """Split a block into its dateline, metadata, credit and prose.

    :param text: the plain view of the whole text.
    :param block: one block of it.
    :param first: whether it is the first block, where a crawler's metadata may be glued on.
    :returns: pieces in order, covering all of the block but white space.
    """
    line = block.of(text)
    whole = _whole(line)
    if whole is not None:
        return [Piece(block, whole)]
    pieces: list[Piece] = []
    start = block.start
    if first and (found := _METADATA_PREFIX.match(line)):
        pieces.append(Piece(Span(start, start + found.end()), Role.METADATA))
        start = _skip_space(text, start + found.end(), block.end)
    if found := _DATELINE.match(text, start, block.end):
        pieces.append(Piece(Span(start, found.end()), Role.DATELINE))
        start = _skip_space(text, found.end(), block.end)
    end = block.end
    credit = _CREDIT_SUFFIX.search(text[start:end][-120:])
    if credit:
        end -= len(credit.group())
    prose_end = len(text[:end].rstrip())
    if start < prose_end:
        pieces.append(Piece(Span(start, prose_end), Role.BODY))
    if credit:
        pieces.append(Piece(Span(end, block.end), Role.CREDIT))
    return pieces


def _whole(line: str) -> Role | None:
    """Role of a line that is no prose at all."""
    if _BOILERPLATE.match(line) or _LABEL.match(line):
        return Role.BOILERPLATE
    if _METADATA_LINE.fullmatch(line):
        return Role.METADATA
    if _CREDIT_LINE.fullmatch(line) or _CREDIT_SUFFIX.fullmatch(line):
        return Role.CREDIT
    if (found := _BYLINE_WORD.match(line)) and _BYLINE.fullmatch(found.group().lower() + line[found.end() :]):
        return Role.CREDIT
    return None


def _skip_space(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip())
