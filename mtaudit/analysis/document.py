"""The analysed document: segments with their tokens, words, quotes and numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from mtaudit.analysis.comments import IgnoreComment, masked
from mtaudit.analysis.dates import find_date
from mtaudit.analysis.dates.mentions import DateMention, find_dates, inherit_weekdays
from mtaudit.analysis.names import Name, gather_names
from mtaudit.analysis.numbers import NumberMention, find_numbers
from mtaudit.analysis.numbers.loose import find_loose_numbers
from mtaudit.analysis.quotes import Quote, find_quotes
from mtaudit.model import PROSE_ROLES, Disclosure, Document, Role, Segment, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["AnalysedDocument", "AnalysedSegment"]

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class AnalysedSegment:
    """A segment with its tokens.

    :param segment: where and what it is.
    :param tokens: spaCy's tokens of it, or None for a role that is not parsed.
    :param offset: place in the document of the first character of the parsed piece.
    """

    segment: Segment
    tokens: TokenSpan | None
    offset: int

    @property
    def parsed(self) -> TokenSpan:
        """The tokens of a segment of prose.

        :raises ValueError: for a segment that was not parsed; :attr:`AnalysedDocument.prose` has none.
        """
        if self.tokens is None:
            raise ValueError(f"segment {self.segment.index} ({self.segment.role}) was not parsed")
        return self.tokens

    def span_of(self, tokens: TokenSpan | Token) -> Span:
        """Return where tokens, or one token, of this segment's piece stand in the document."""
        if hasattr(tokens, "idx"):
            return Span(self.offset + tokens.idx, self.offset + tokens.idx + len(tokens))
        return Span(self.offset + tokens.start_char, self.offset + tokens.end_char)


@dataclass(frozen=True)
class AnalysedDocument:
    """A document with everything the rules and comparisons read. Holds spaCy's tokens: never pickled.

    :param document: the text.
    :param view: the text with straight quotes and plain spaces, code point for code point.
    :param language: ISO 639-1 code of the whole document.
    :param segments: every segment, in order; together they hold all that is not white space.
    :param blocks: the text's paragraphs and lines.
    :param disclosure: the publisher's note on machine translation, or None.
    :param comments: comments in the text that tell which findings it does not want.
    """

    document: Document
    view: str
    language: str
    segments: tuple[AnalysedSegment, ...]
    blocks: tuple[Span, ...]
    disclosure: Disclosure | None
    comments: tuple[IgnoreComment, ...] = ()

    @property
    def text(self) -> str:
        """The document's text as it was read."""
        return self.document.text

    @cached_property
    def _starts(self) -> list[int]:
        return [s.segment.span.start for s in self.segments]

    @cached_property
    def prose(self) -> tuple[AnalysedSegment, ...]:
        """Segments that the newsroom wrote: no note, dateline, metadata, credit or boilerplate."""
        return tuple(s for s in self.segments if s.tokens is not None and s.segment.role in PROSE_ROLES)

    @cached_property
    def english(self) -> tuple[AnalysedSegment, ...]:
        """Prose segments in English, or whose language could not be told."""
        return tuple(s for s in self.prose if s.segment.language in ("en", None))

    @cached_property
    def _by_lower(self) -> dict[str, list[tuple[AnalysedSegment, Token]]]:
        index: defaultdict[str, list[tuple[AnalysedSegment, Token]]] = defaultdict(list)
        for segment in self.english:
            for token in segment.parsed:
                index[token.lower_].append((segment, token))
        return dict(index)

    def tokens(self, *words: str) -> Iterator[tuple[AnalysedSegment, Token]]:
        """Yield every token of the English prose that is one of these lower-case words, in order."""
        # Asked for whole lexicons: a short document holds next to none of their words.
        found = [place for word in self._by_lower.keys() & words for place in self._by_lower[word]]
        yield from sorted(found, key=lambda place: place[0].offset + place[1].idx)

    @cached_property
    def entities(self) -> tuple[tuple[AnalysedSegment, TokenSpan], ...]:
        """The named entities of the English prose that lie within one segment, in order."""
        # Asked of each piece once: spaCy makes the entities of a whole piece anew at every call.
        pieces = {id(segment.parsed.doc): segment.parsed.doc for segment in self.english}
        starting = {(key, entity.start): entity for key, piece in pieces.items() for entity in piece.ents}
        found: list[tuple[AnalysedSegment, TokenSpan]] = []
        for segment in self.english:
            tokens = segment.parsed
            held = (starting.get((id(tokens.doc), place)) for place in range(tokens.start, tokens.end))
            found.extend((segment, entity) for entity in held if entity and entity.end <= tokens.end)
        return tuple(found)

    @cached_property
    def with_digits(self) -> tuple[AnalysedSegment, ...]:
        """The segments of the English prose that hold a digit from 0 to 9."""
        return tuple(segment for segment in self.english if _DIGIT.search(segment.segment.text))

    def search(
        self, pattern: re.Pattern[str], *, digits: bool = False, holding: Sequence[str] = ()
    ) -> Iterator[re.Match[str]]:
        """Yield matches of a regular expression in the view of the English prose, segment by segment.

        :param pattern: matched within each segment.
        :param digits: True for a pattern that demands a digit, so that only segments with one are searched.
        :param holding: texts of which every match holds one, so that only segments with one are searched.
        """
        for segment in self.with_digits if digits else self.english:
            span = segment.segment.span
            if holding:
                text = self.view[span.start : span.end]
                if not any(part in text for part in holding):
                    continue
            yield from pattern.finditer(self.view, span.start, span.end)

    @cached_property
    def words(self) -> int:
        """Tokens of the prose that hold a letter or a digit."""
        return sum(any(map(str.isalnum, token.text)) for s in self.prose for token in s.parsed)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Quotations in the prose, in order."""
        return tuple(
            quote
            for quote in find_quotes(masked(self.text, self.comments), self.blocks)
            if (held := self.segment_at(quote.span.start)) is not None and held.segment.role in PROSE_ROLES
        )

    @cached_property
    def numbers(self) -> tuple[NumberMention, ...]:
        """Numbers in the English prose, in order, dates left out."""
        return tuple(
            mention
            for segment in self.english
            for mention in find_numbers(segment.parsed, segment.offset, segment.segment.index)
        )

    @cached_property
    def loose_numbers(self) -> tuple[NumberMention, ...]:
        """Fractions, scores and vague numbers in the English prose, in order of segments."""
        return tuple(
            mention
            for segment in self.english
            for mention in find_loose_numbers(
                self.view, segment.parsed, segment.offset, segment.segment.index
            )
        )

    @cached_property
    def date(self) -> date | None:
        """The day of the article: the one given, else that of its metadata, else that of its dateline."""
        if self.document.date is not None:
            return self.document.date
        stated = (
            find_date(s.segment.text)
            for role in (Role.METADATA, Role.DATELINE)
            for s in self.segments
            if s.segment.role is role
        )
        return next((day for day in stated if day is not None), None)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """Dates in the English prose, in order, resolved against the article's own."""
        return inherit_weekdays(
            [
                mention
                for segment in self.english
                for mention in find_dates(
                    self.view, segment.parsed, segment.offset, segment.segment.index, self.date
                )
            ]
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Persons, places and organisations of the English prose, by their first mentions."""
        return gather_names(self)

    def segment_at(self, place: int) -> AnalysedSegment | None:
        """Return the segment that holds a code point, or the last one that begins before it."""
        after = bisect_right(self._starts, place)
        return self.segments[after - 1] if after else None

    def segments_over(self, span: Span) -> Iterator[AnalysedSegment]:
        """Yield the segments that share a code point with a span."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        for segment in islice(self.segments, first, None):
            if segment.segment.span.start >= span.end:
                return
            if segment.segment.span.overlaps(span):
                yield segment
