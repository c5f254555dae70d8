"""The source text, where it is given: its sentences, numbers, names and quotations, without a parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from mtaudit.analysis.comments import find_comments, masked
from mtaudit.analysis.folding import plain_word
from mtaudit.analysis.language import identify, identify_document
from mtaudit.analysis.layout import split_block
from mtaudit.analysis.layout.blocks import find_blocks
from mtaudit.analysis.quotes import Quote, find_quotes
from mtaudit.analysis.source.numbers import SourceNumber, find_source_numbers
from mtaudit.analysis.spacy_pipeline import split_sentences
from mtaudit.analysis.views import plain_view
from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import InputError
from mtaudit.model import Document, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["SourceName", "SourceSentence", "SourceText", "SourceWord", "analyse_source"]

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: Characters that tell the language.
_LOOKED_AT = 10_000
#: A slip of typing: ``34, 97 detik``.
_SPACED = re.compile(r"(?<!\d)(\d{1,3})[.,] (\d{1,3})(?!\d)")
#: Small words that stand inside names.
_PARTICLES = frozenset("al bin binti da de del della der du el la le van von".split())


@dataclass(frozen=True, slots=True)
class SourceSentence:
    """A sentence of the source.

    :param index: place in the list of sentences, from 0.
    :param span: where it stands.
    :param block: index of its paragraph or line.
    """

    index: int
    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word of the source.

    :param text: as it stands.
    :param folded: without case and accents.
    :param span: where it stands.
    :param sentence: index of its sentence.
    :param first: whether it is the first word of its sentence.
    """

    text: str
    folded: str
    span: Span
    sentence: int
    first: bool

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_name(self) -> bool:
        """Whether its capital tells that it is a name or an abbreviation."""
        return self.is_capital and (not self.first or self.text.isupper())


@dataclass(frozen=True, slots=True)
class SourceName:
    """A run of capitalised words.

    :param words: its words, particles included.
    """

    words: tuple[SourceWord, ...]

    @property
    def text(self) -> str:
        """The words with spaces between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, eq=False)
class SourceText:
    """The text that a document was translated from.

    :param document: the text.
    :param view: the text with straight quotes and plain spaces, code point for code point.
    :param language: ISO 639-1 code, or None where it could not be told.
    :param blocks: its paragraphs and lines.
    :param sentences: sentences of its prose, in order.
    """

    document: Document
    view: str
    language: str | None
    blocks: tuple[Span, ...]
    sentences: tuple[SourceSentence, ...]

    @cached_property
    def words(self) -> tuple[SourceWord, ...]:
        """Words of the prose, in order; numbers in digits are none."""
        found = []
        for sentence in self.sentences:
            matches = _WORD.finditer(self.view, sentence.span.start, sentence.span.end)
            for place, match in enumerate(matches):
                text = match.group()
                span = Span(*match.span())
                found.append(SourceWord(text, plain_word(text), span, sentence.index, place == 0))
        return tuple(found)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All folded words of the text, prose or not, and the parts of those with hyphens."""
        words = _WORD.findall(self.view)
        parts = [part for word in words if "-" in word for part in word.split("-") if part]
        return frozenset(map(plain_word, [*words, *parts]))

    @cached_property
    def numbers(self) -> tuple[SourceNumber, ...]:
        """Numbers of the prose, in order, years and dates included."""
        return tuple(
            number
            for sentence in self.sentences
            for number in find_source_numbers(self.view, sentence.span, sentence.index)
        )

    @cached_property
    def values(self) -> frozenset[Decimal]:
        """All that a number of the text, prose or not, can be worth."""
        found = find_source_numbers(self.view, Span(0, len(self.view)), 0)
        typed = (match.groups() for match in _SPACED.finditer(self.view))
        spaced = (Decimal(text) for whole, rest in typed for text in (f"{whole}.{rest}", whole + rest))
        return frozenset([*(value for number in found for value in number.values), *spaced])

    @cached_property
    def names(self) -> tuple[SourceName, ...]:
        """Runs of capitalised words, in order; a single one that begins a sentence is none."""
        return tuple(run for run in self._runs() if len(run.words) > 1 or run.words[0].is_name)

    def _runs(self) -> Iterator[SourceName]:
        run: list[SourceWord] = []
        for word in self.words:
            joins = run and self._joined(run[-1], word)
            if joins and (word.text[0].isupper() or word.text in _PARTICLES):
                run.append(word)
                continue
            yield from _name(run)
            run = [word] if word.text[0].isupper() else []
        yield from _name(run)

    def _joined(self, one: SourceWord, other: SourceWord) -> bool:
        between = self.view[one.span.end : other.span.start]
        return one.sentence == other.sentence and between in (" ", ". ")

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Quotations of two words or more in the prose, in order."""
        return tuple(quote for quote in self._quotes() if self.sentence_at(quote.span.start) is not None)

    def _quotes(self) -> Iterator[Quote]:
        yield from find_quotes(self.document.text, self.blocks)

    def sentence_at(self, place: int) -> SourceSentence | None:
        """Return the sentence that holds a code point, or None outside the prose."""
        before = bisect_right(self._starts, place) - 1
        found = self.sentences[before] if before >= 0 else None
        return found if found is not None and place < found.span.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]


def _name(run: list[SourceWord]) -> Iterator[SourceName]:
    while run and run[-1].text in _PARTICLES:
        run.pop()
    if run:
        yield SourceName(tuple(run))


def analyse_source(document: Document, english: Document, *, seed: int = DEFAULT_SEED) -> SourceText:
    """Analyse the text that a document was translated from.

    :param document: the source.
    :param english: the document.
    :param seed: seeds language identification.
    :raises InputError: for a source without words, in English, or the same as the document.
    """
    if document.text.split() == english.text.split():
        raise InputError(
            f"the source is the same text as {english.source}",
            file=document.source,
            mend="give the text that it was translated from",
        )
    text = masked(document.text, find_comments(document.text))
    view = plain_view(text)
    if not any(map(str.isalpha, view)):
        raise InputError("there are no words in it", file=document.source, mend="give the source text")
    language = identify_document(view, seed=seed)
    if language == "en":
        # In doubt a document is English, and a source is not.
        language = identify(view[:_LOOKED_AT], seed=seed)
    if language == "en":
        raise InputError(
            "the source is in English", file=document.source, mend="give the text before translation"
        )
    blocks = find_blocks(text)
    return SourceText(document, view, language, tuple(blocks), tuple(_sentences(view, blocks, language)))


def _sentences(view: str, blocks: list[Span], language: str | None) -> Iterator[SourceSentence]:
    pieces = [
        (piece.span, place)
        for place, block in enumerate(blocks)
        for piece in split_block(view, block, first=place == 0)
        if piece.role is Role.BODY
    ]
    index = 0
    split = split_sentences((span.of(view) for span, _ in pieces), language)
    for (piece, block), bounds in zip(pieces, split, strict=True):
        for start, end in bounds:
            yield SourceSentence(index, Span(piece.start + start, piece.start + end), block)
            index += 1
