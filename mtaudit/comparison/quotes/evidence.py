"""What speaks for two quotes being one: their words, their meaning, whole or in parts."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import LCSseq

from mtaudit.analysis.folding import content_words
from mtaudit.analysis.quotes.speech import QuoteKind, find_speech
from mtaudit.comparison.quotes.changes import in_order
from mtaudit.comparison.quotes.words import denied, has_part, quote_words, stem
from mtaudit.model import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.quotes.speakers import Speaker
    from mtaudit.comparison.quotes.words import QuoteWord
    from mtaudit.model import Span

__all__ = ["Said", "evidence", "said_in"]

#: Weights in the logit: cosine of the embeddings, words in common in order, content words in common up to
#: :data:`_MOST_COMMON`. Fitted on the quotations of WMT21 news in two translations each: 198 pairs against
#: some 800 others of the same documents, weighted so that one in five is a pair.
_MEANING, _ORDER, _COMMON, _BIAS = 4.3, 1.6, 1.7, -4.3
_MOST_COMMON = 4
#: Most content words of a partial quote; of so few, each that the other has counts.
_PARTIAL = 4
#: What a part of a quote must have more than a whole one, as one of many parts meets something by chance.
_PART = -0.4
#: Fewest words of a part.
_FEWEST_WORDS = 3
#: Where a quote can be broken: behind a sentence, and at a comma, a dash or a semicolon.
_SENTENCE_END = re.compile(r"(?<=[.!?…])['\"]?\s+")
_CLAUSE_END = re.compile(r"(?<=[,;:])\s+|\s+[–—-]\s+|(?<=\w)—(?=\w)|\s+(?=(?:and|but)\s)")


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A quote as it is held against another.

    :param span: where it stands.
    :param words: its folded words with their places.
    :param folded: the folded words alone.
    :param stems: the stems of the content words among them.
    :param whole: the folded words of the utterance that it is a piece of.
    :param units: its text and the texts of its sentences and clauses, in the plain view.
    :param segments: indices of the segments that it stands in.
    :param speaker: who says it, or None.
    :param utterance: number of its utterance.
    :param kind: speech, or something that only a counterpart shows to be speech.
    """

    span: Span
    words: tuple[QuoteWord, ...]
    folded: tuple[str, ...]
    stems: frozenset[str]
    whole: tuple[str, ...]
    units: tuple[str, ...]
    segments: tuple[int, ...]
    speaker: Speaker | None
    utterance: int
    kind: QuoteKind

    def says_the_same(self, other: Said) -> bool:
        """Tell whether the words of either are the other's or part of its utterance, and not denied."""
        if self.folded == other.folded:
            return True
        if _holds(other.folded, self.folded) or _holds(self.folded, other.folded):
            return True
        # Two texts break a quote in different places.
        common = LCSseq.similarity(self.folded, other.folded)
        if 2 * common < min(len(self.folded), len(other.folded)):
            return False
        return _holds(other.whole, self.folded) or _holds(self.whole, other.folded)

    def partial_share(self, other: Said) -> float:
        """Return the share of a partial quote's content words that the other has; 0 where none is partial."""
        fewer = min(len(self.stems), len(other.stems))
        return len(self.stems & other.stems) / fewer if 0 < fewer <= _PARTIAL else 0.0


def _stems(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(list(words)))


def _holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    return bool(content_words(list(part))) and has_part(whole, part) and not denied(whole, part)


def said_in(document: AnalysedDocument) -> list[Said]:
    """Return the quotes of the story itself; headlines and captions repeat them.

    :param document: the document.
    """
    spoken = [
        one
        for one in find_speech(document)
        if (held := document.segment_at(one.quote.span.start)) and held.segment.role is Role.BODY
    ]
    words = [tuple(quote_words(one.quote.text, one.quote.span.start)) for one in spoken]
    whole: defaultdict[int, list[str]] = defaultdict(list)
    for one, own in zip(spoken, words, strict=True):
        whole[one.utterance] += [word.folded for word in own]
    return [
        Said(
            one.quote.span,
            own,
            tuple(word.folded for word in own),
            _stems([word.folded for word in own]),
            tuple(whole[one.utterance]),
            _units(one.quote.text),
            tuple(held.segment.index for held in document.segments_over(one.quote.span)),
            one.speaker,
            one.utterance,
            one.kind,
        )
        for one, own in zip(spoken, words, strict=True)
        if own
    ]


def _units(text: str) -> tuple[str, ...]:
    """Return a text, its sentences and their clauses, each once."""
    sentences = _SENTENCE_END.split(text)
    clauses = [clause for sentence in sentences for clause in _CLAUSE_END.split(sentence)]
    parts = [part for part in (*sentences, *clauses) if len(part.split()) >= _FEWEST_WORDS]
    return tuple(dict.fromkeys([text, *parts]))


def evidence(
    left: Sequence[Said], right: Sequence[Said], encode: Callable[[Sequence[str]], NDArray[np.float32]]
) -> NDArray[np.float64]:
    """Return for every two quotes the logit that they are one, by their words and meaning alone.

    Quotes are held against each other whole and in parts, and the best counts.

    :param left: quotes of the document.
    :param right: quotes of the native report.
    :param encode: makes unit vectors of texts.
    :returns: an array of shape (left, right).
    """
    scores = np.full((len(left), len(right)), _BIAS)
    if not left or not right:
        return scores
    units, others = _flat(left), _flat(right)
    meaning = _vectors(encode, units.texts) @ _vectors(encode, others.texts).T
    for i in range(len(left)):
        for j in range(len(right)):
            scores[i, j] = max(
                float(_MEANING * meaning[a, b])
                + _lexical(units.words[a], others.words[b])
                + _PART * ((a > units.first[i]) + (b > others.first[j]))
                for a in range(units.first[i], units.first[i + 1])
                for b in range(others.first[j], others.first[j + 1])
            )
    return scores


@dataclass(frozen=True, slots=True)
class _Units:
    """The parts of quotes one after the other, and where those of each quote begin."""

    texts: tuple[str, ...]
    words: list[tuple[tuple[str, ...], frozenset[str]]]
    first: list[int]


def _flat(quotes: Sequence[Said]) -> _Units:
    texts = tuple(unit for quote in quotes for unit in quote.units)
    words = []
    for text in texts:
        folded = [word.folded for word in quote_words(text)]
        words.append((tuple(folded), _stems(folded)))
    first = [0]
    for quote in quotes:
        first.append(first[-1] + len(quote.units))
    return _Units(texts, words, first)


def _lexical(
    one: tuple[tuple[str, ...], frozenset[str]], other: tuple[tuple[str, ...], frozenset[str]]
) -> float:
    common = min(len(one[1] & other[1]), _MOST_COMMON) / _MOST_COMMON
    return _BIAS + _ORDER * in_order(one[0], other[0]) + _COMMON * common


@lru_cache(maxsize=16)
def _vectors(
    encode: Callable[[Sequence[str]], NDArray[np.float32]], texts: tuple[str, ...]
) -> NDArray[np.float32]:
    """Embed the parts of a text's quotes, once for all native reports that they are held against."""
    return encode(texts)
