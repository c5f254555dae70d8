"""The words that the likelihood is estimated from: the article's sentences without house style, parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtaudit.analysis.spacy_pipeline import parse
from mtaudit.likelihood.normalise import normalised
from mtaudit.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedDocument

__all__ = ["Sentence", "Word", "body", "read_sentences"]

_NAMES = frozenset({"NNP", "NNPS"})


class Word(NamedTuple):
    """A word of a normalised text.

    :param text: the word.
    :param lemma: its lemma, lower case.
    :param tag: Penn Treebank tag.
    :param dep: how it depends on its head.
    :param head: how many tokens its head stands after it; 0 for the root.
    :param text_index: which of the texts that were read it stands in.
    :param start: place of its first character in that text.
    """

    text: str
    lemma: str
    tag: str
    dep: str
    head: int
    text_index: int
    start: int

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text.lower()

    @property
    def is_name(self) -> bool:
        """True for a proper noun."""
        return self.tag in _NAMES

    @property
    def is_number(self) -> bool:
        """True for a number, in figures or spelled out."""
        return self.tag == "CD"


Sentence = tuple[Word, ...]


def body(document: AnalysedDocument) -> list[str]:
    """Return the sentences that the estimate rests on, normalised: body text in English, and no note.

    :param document: the analysed document.
    """
    return [normalised(s.segment.text) for s in document.english if s.segment.role is Role.BODY]


def read_sentences(texts: Iterable[str]) -> list[Sentence]:
    """Parse normalised texts and return their sentences, marks left out.

    :param texts: sentences or paragraphs out of :func:`body`.
    """
    return [
        sentence
        for index, doc in enumerate(parse(texts, names=False))
        for span in doc.sents
        if (sentence := tuple(_words(span, index)))
    ]


def _words(span: TokenSpan, index: int) -> Iterator[Word]:
    for token in span:
        if any(map(str.isalnum, token.text)):
            head = token.head.i - token.i
            yield Word(token.text, token.lemma_.lower(), token.tag_, token.dep_, head, index, token.idx)
