"""Texts and their parts: spans, segments, roles, the disclosure note, documents."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``, in the text as it was read.

    :param start: first code point, 0 or more.
    :param end: one past the last code point, ``start`` or more.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class Role(StrEnum):
    """What a segment does in an article."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    METADATA = "metadata"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    DISCLOSURE = "disclosure"


#: Roles that hold the newsroom's own sentences: rules read them, engines translate them.
PROSE_ROLES = frozenset({Role.HEADLINE, Role.SUBHEAD, Role.BODY, Role.CAPTION})

#: Roles that are held against a native report. Captions and headlines are written apart from the
#: story and have no counterpart to expect.
COMPARED_ROLES = frozenset({Role.BODY})


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence-sized span of a document.

    :param index: place in the document's list of segments, from 0.
    :param span: where the segment stands.
    :param text: the text at ``span``.
    :param role: what the segment does in the article.
    :param language: ISO 639-1 code, or None where it could not be told.
    """

    index: int
    span: Span
    text: str
    role: Role
    language: str | None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The publisher's own note that the text is machine-translated.

    :param span: the whole note.
    :param text: the text at ``span``.
    :param source_language: ISO 639-1 code of the language translated from, where the note says.
    :param provider: who or what translated, as the note names it, or None.
    :param languages: codes of the languages that the note calls generated, sorted.
    """

    span: Span
    text: str
    source_language: str | None
    provider: str | None
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A text with an id, as it was read.

    :param id: the name that reports and tables use for it.
    :param text: every code point that was read, line ends included; a byte order mark is not text.
    :param date: day of publication, where it is known.
    :param source: where it was read from, for error messages; a path, ``<stdin>`` or ``<text>``.
    """

    id: str
    text: str
    date: date | None = None
    source: str = "<text>"

    @cached_property
    def sha256(self) -> str:
        """Hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
