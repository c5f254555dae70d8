"""The words that the likelihood is estimated from: sentences with house style taken out of their parse.

The text is parsed once, as it was printed, for rules and likelihood alike. What house style changes in it is
taken out word by word: marks and what stands in brackets are left out, figures of every kind are one sign,
and spelling is American (:mod:`mtaudit.likelihood.normalise`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.likelihood.normalise import american, plain
from mtaudit.model import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.likelihood.normalise import Plain

__all__ = ["Body", "Sentence", "Word", "body", "words_of"]

_NAMES = frozenset({"NNP", "NNPS"})
_NUMBER = "CD"
#: A figure's sign or its word.
_SIGNS = frozenset({"percent"})


class Word(NamedTuple):
    """A word of a text without house style.

    :param text: the word.
    :param lemma: its lemma, lower case.
    :param tag: Penn Treebank tag.
    :param dep: how it depends on its head.
    :param head: how many words its head stands after it; 0 for the root.
    :param text_index: which of the texts that were read it stands in.
    :param start: place of its first character in that text, house style taken out.
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
        return self.tag == _NUMBER


Sentence = tuple[Word, ...]


class Body(NamedTuple):
    """What the estimate rests on: body text in English, and no note.

    :param texts: its sentences, house style taken out.
    :param sentences: their words; sentences without words are left out.
    """

    texts: list[str]
    sentences: list[Sentence]


def body(document: AnalysedDocument) -> Body:
    """Return the sentences that the estimate rests on.

    :param document: the analysed document.
    """
    texts: list[str] = []
    sentences: list[Sentence] = []
    for segment in document.english:
        if segment.segment.role is Role.BODY:
            left = plain(segment.segment.text)
            shift = segment.segment.span.start - segment.offset
            if sentence := words_of(segment.parsed, left, shift=shift, text_index=len(texts)):
                sentences.append(sentence)
            texts.append(left.text)
    return Body(texts, sentences)


def words_of(tokens: TokenSpan, left: Plain, *, shift: int, text_index: int) -> Sentence:
    """Return the words of a parsed sentence, house style taken out.

    :param tokens: of the sentence as it was printed.
    :param left: the text that it stands in, house style taken out.
    :param shift: where that text begins in the piece that was parsed.
    :param text_index: which of the texts that were read it is.
    """
    kept = list(_kept(tokens, left, shift))
    places = {token.i: place for place, (token, _, _) in enumerate(kept)}
    return tuple(_word(token, text, start, places, text_index) for token, text, start in kept)


def _kept(tokens: TokenSpan, left: Plain, shift: int) -> Iterator[tuple[Token, str, int]]:
    """Yield tokens of which something is left, with that and its place."""
    end = bisect_left(left.origins, tokens.start_char - shift)
    for token in tokens:
        start, end = end, bisect_left(left.origins, token.idx + len(token) - shift, end)
        text = left.text[start:end].lstrip()
        start, text = end - len(text), text.rstrip()
        if any(map(str.isalnum, text)) and text not in _SIGNS:
            yield token, text, start


def _word(token: Token, text: str, start: int, places: dict[int, int], text_index: int) -> Word:
    here, head = places[token.i], token.head
    while head.i not in places and head.head.i != head.i:
        head = head.head
    # A mark that heads a sentence is left out; what hung on it stands for itself.
    distance = places.get(head.i, here) - here
    tag = _NUMBER if any(map(str.isdigit, text)) else token.tag_
    dep = token.dep_ if distance else "ROOT"
    if dep == "pobj" and token.head.i not in places:
        # "On Tuesday" and "Tuesday" are the same: the preposition was left out, the day stands for itself.
        dep = "npadvmod"
    return Word(text, american(token.lemma_.lower()), tag, dep, distance, text_index, start)
