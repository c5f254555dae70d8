"""Parts of long sentences: the clauses that another text may give a sentence of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["parts_of"]

#: A part has at least this many words that tell something; who said it, alone, is no part.
_FEWEST_WORDS = 2
_SPEECH = frozenset(
    "say tell add note stress explain reveal state report claim accord reporter official".split()
)
_MARKS = frozenset({",", ";", ":", "-", "–", "—", "(", ")", '"'})
#: Words that begin a clause, where the parse does not make them join two nouns.
_JOINTS = frozenset(
    "after although and as because before but if since that though until when where which while who "
    "whose".split()
)


def parts_of(sentence: TokenSpan) -> list[TokenSpan]:
    """Cut a sentence where clauses begin.

    :param sentence: the tokens.
    :returns: parts in order, of two words or more that tell something; none where the sentence has fewer
        than two.
    """
    bounds = [sentence.start]
    for token in sentence:
        if token.i > bounds[-1] and _begins(token) and _words(sentence, bounds[-1], token.i) >= _FEWEST_WORDS:
            bounds.append(token.i)
    if len(bounds) > 1 and _words(sentence, bounds[-1], sentence.end) < _FEWEST_WORDS:
        bounds.pop()
    if len(bounds) < 2:
        return []
    return list(_between(sentence, [*bounds, sentence.end]))


def _between(sentence: TokenSpan, bounds: list[int]) -> Iterator[TokenSpan]:
    for start, end in pairwise(bounds):
        yield sentence.doc[start:end]


def _words(sentence: TokenSpan, start: int, end: int) -> int:
    return sum(map(_tells, sentence.doc[start:end]))


def _tells(token: Token) -> bool:
    wordlike = any(map(str.isalnum, token.text)) and not token.is_stop
    return wordlike and token.pos_ != "PROPN" and token.lemma_.lower() not in _SPEECH


def _begins(token: Token) -> bool:
    """Tell whether a clause may begin at a token: after a mark, or at a word that joins clauses."""
    if token.i > 0 and token.nbor(-1).text in _MARKS and token.text not in _MARKS:
        return True
    if token.lower_ not in _JOINTS:
        return False
    return token.dep_ != "cc" or token.head.pos_ in ("VERB", "AUX")
