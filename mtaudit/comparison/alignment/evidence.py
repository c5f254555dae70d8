"""Evidence that segments of two texts say the same, measured for every pair of them at once.

What a document offers is gathered once (:class:`Describer`); what two documents share is then a few products
of sparse matrices. docs/alignment.md says what each measure is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
from scipy.sparse import csr_array

from mtaudit.analysis.embeddings import open_embeddings
from mtaudit.analysis.folding import content_words, fold
from mtaudit.comparison.alignment.parts import parts_of
from mtaudit.comparison.alignment.values import Values, shared_values, values_of
from mtaudit.model import COMPARED_ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.analysis.embeddings import Embeddings
    from mtaudit.model import Document

__all__ = ["FEATURES", "Described", "Describer", "compared", "measure"]

#: The columns of :func:`measure`.
FEATURES = (
    "meaning", "parts", "distinct", "parallel", "unrelated", "words", "rare words", "numbers", "names",
    "dates", "quotes",
)  # fmt: skip

_NAME_TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "EVENT", "PRODUCT"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december".split()
)
#: Cosine that a missing neighbour is taken to have, the median of sentences of one text with those of a
#: report on the same event, and how many of the nearest are looked at.
_USUAL, _NEAREST = 0.35, 3
#: From this cosine on two segments are the same.
_COPY = 0.99
#: Mean cosine of best counterparts that two reports on one event have: 0.46 to 0.51 on the newsroom pairs,
#: 0.54 to 0.82 on translations of one talk, 0.16 to 0.28 (80 %) on unrelated events.
_COMPARABLE = 0.45
#: Segments that two texts are taken to have at least, so that in short ones every word is not rare.
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class Described:
    """What a document offers as evidence, a row for each compared segment.

    :param indices: of the segments.
    :param paragraphs: the block that holds each.
    :param vectors: embeddings of the segments.
    :param pieces: embeddings of each segment and its parts, segment after segment.
    :param first: where each segment's pieces begin.
    :param words: content words by their lemmas.
    :param names: words of names.
    :param dates: years, months and days of the week.
    :param quoted: content words between quotation marks.
    :param values: numbers.
    """

    indices: tuple[int, ...]
    paragraphs: NDArray[np.intp]
    vectors: NDArray[np.float32]
    pieces: NDArray[np.float32]
    first: NDArray[np.intp]
    words: tuple[frozenset[str], ...]
    names: tuple[frozenset[str], ...]
    dates: tuple[frozenset[str], ...]
    quoted: tuple[frozenset[str], ...]
    values: Values


def compared(document: AnalysedDocument) -> list[AnalysedSegment]:
    """Return the segments of a document that are held against another."""
    return [s for s in document.english if s.segment.role in COMPARED_ROLES]


class Describer:
    """Gathers what documents offer, each document once while it is in use.

    :param embeddings: makes the vectors; the packaged ones where none are given.
    """

    def __init__(self, embeddings: Embeddings | None = None) -> None:
        self.embeddings = embeddings or open_embeddings()
        self._known: WeakKeyDictionary[Document, Described] = WeakKeyDictionary()

    def __call__(self, document: AnalysedDocument) -> Described:
        """Return what a document offers; its segments and their parts are embedded in one batch."""
        known = self._known.get(document.document)
        segments = compared(document)
        if known is None or known.indices != tuple(s.segment.index for s in segments):
            known = self._known[document.document] = _describe(document, segments, self.embeddings)
        return known


def _describe(
    document: AnalysedDocument, segments: Sequence[AnalysedSegment], embeddings: Embeddings
) -> Described:
    texts: list[str] = []
    first = []
    for segment in segments:
        first.append(len(texts))
        texts.append(segment.segment.span.of(document.view))
        texts += [segment.span_of(part).of(document.view) for part in parts_of(segment.parsed)]
    pieces = embeddings.encode(texts)
    begins = np.array(first, dtype=np.intp)
    words = tuple(_words(s) for s in segments)
    places = {s.segment.index: place for place, s in enumerate(segments)}
    blocks = [block.start for block in document.blocks]
    return Described(
        tuple(places),
        np.searchsorted(blocks, [s.segment.span.start for s in segments], side="right"),
        pieces[begins],
        pieces,
        begins,
        words,
        tuple(_names(s) for s in segments),
        tuple(_dates(document, s) for s in segments),
        tuple(_quoted(document, s) for s in segments),
        values_of(document, places),
    )


def _words(segment: AnalysedSegment) -> frozenset[str]:
    kept = [
        fold(token.lemma_)
        for token in segment.parsed
        if token.pos_ != "PROPN"
        and not token.is_stop
        and not token.like_num
        and any(map(str.isalpha, token.text))
    ]
    return frozenset(content_words(kept)) - _CALENDAR


def _names(segment: AnalysedSegment) -> frozenset[str]:
    return frozenset(
        fold(token.text)
        for token in segment.parsed
        if (token.pos_ == "PROPN" or (token.ent_type_ in _NAME_TYPES and token.pos_ in ("ADJ", "NOUN")))
        and len(token) > 2
        and token.lower_ not in _CALENDAR
    )


def _dates(document: AnalysedDocument, segment: AnalysedSegment) -> frozenset[str]:
    """Dates as resolved against the article's own, and the words for them, which texts share regardless."""
    index = segment.segment.index
    return frozenset(date.canonical for date in document.dates if date.segment == index) | frozenset(
        token.lower_
        for token in segment.parsed
        if (token.lower_ in _CALENDAR and token.is_title)
        or (len(token) == 4 and token.text.isdigit() and "1800" <= token.text < "2100")
    )


def _quoted(document: AnalysedDocument, segment: AnalysedSegment) -> frozenset[str]:
    span = segment.segment.span
    inside = [quote.span for quote in document.quotes if quote.span.overlaps(span)]
    if not inside:
        return frozenset()
    kept = [
        fold(token.lemma_)
        for token in segment.parsed
        if not token.is_stop and token.is_alpha and any(segment.span_of(token).overlaps(q) for q in inside)
    ]
    return frozenset(content_words(kept))


def measure(one: Described, other: Described) -> NDArray[np.float64]:
    """Measure every pair of compared segments.

    :param one: the document.
    :param other: the native report.
    :returns: an array of shape (segments, reference segments, features), columns as in :data:`FEATURES`.
    """
    shape = (len(one.indices), len(other.indices))
    meaning = np.clip((one.vectors @ other.vectors.T).astype(np.float64), 0, 1)
    level = _level(meaning)
    common, least = _common(one.words, other.words, rarity=True)
    names, _ = _common(one.names, other.names)
    dates, _ = _common(one.dates, other.dates)
    quoted, _ = _common(one.quoted, other.quoted, rarity=True)
    return np.stack(
        [
            meaning,
            _parts(one, other),
            _distinct(meaning),
            np.full(shape, max(0.0, level - _COMPARABLE)),
            np.full(shape, max(0.0, _COMPARABLE - level)),
            common / (least + 0.5),
            1 - np.exp(-common / 2),
            1 - np.exp(-shared_values(one.values, other.values, shape)),
            1 - np.exp(-names),
            1 - np.exp(-dates),
            1 - np.exp(-quoted),
        ],
        axis=2,
    )


def _parts(one: Described, other: Described) -> NDArray[np.float64]:
    """Cosine of the two most alike among the parts of either segment, the whole segments included."""
    cosines = np.clip(one.pieces @ other.pieces.T, 0, 1)
    by_row = np.maximum.reduceat(cosines, one.first, axis=0)
    return np.asarray(np.maximum.reduceat(by_row, other.first, axis=1), dtype=np.float64)


def _distinct(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much nearer the segments of a pair are to each other than to the nearest others.

    For two segments that are the same, further copies of them are no rivals.
    """
    copies = cosines >= _COPY
    usual = np.where(copies, _usual(np.where(copies, _USUAL, cosines)), _usual(cosines))
    return cosines - usual


def _usual(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean cosine of either segment with the nearest others, the pair itself left out."""
    return (_nearest(cosines) + _nearest(cosines.T).T) / 2


def _nearest(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    padded = np.pad(cosines, ((0, 0), (0, _NEAREST)), constant_values=_USUAL)
    top = -np.partition(-padded, _NEAREST, axis=1)[:, : _NEAREST + 1]
    least = top.min(axis=1, keepdims=True)
    return np.asarray((top.sum(axis=1, keepdims=True) - np.maximum(cosines, least)) / _NEAREST)


def _common(
    left: Sequence[frozenset[str]], right: Sequence[frozenset[str]], *, rarity: bool = False
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weight of common words of each pair, and that of the words of the one with less.

    A word weighs more the fewer segments have it, and the rarer it is in English.
    """
    vocabulary = {word: place for place, word in enumerate(sorted(frozenset().union(*left, *right)))}
    if not vocabulary:
        return np.zeros((len(left), len(right))), np.zeros((len(left), len(right)))
    one, other = _matrix(left, vocabulary), _matrix(right, vocabulary)
    counts = one.sum(axis=0) + other.sum(axis=0)
    segments = max(len(left) + len(right), _FEWEST)
    weights = np.log1p(segments / counts) / np.log1p(segments / 2)
    if rarity:
        weights *= np.array([_rarity(word) for word in vocabulary])
    weighted = one.multiply(weights[None, :]).tocsr()
    common = (weighted @ other.T).toarray()
    return common, np.minimum(weighted.sum(axis=1)[:, None], (other @ weights)[None, :])


def _level(cosines: NDArray[np.float64]) -> float:
    """Mean cosine of the best counterparts, from the side of the text that is better covered."""
    return float(max(cosines.max(axis=1).mean(), cosines.max(axis=0).mean()))


def _matrix(rows: Sequence[frozenset[str]], vocabulary: dict[str, int]) -> csr_array:
    columns = [vocabulary[word] for row in rows for word in sorted(row)]
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    return csr_array((np.ones(len(columns)), columns, bounds), shape=(len(rows), len(vocabulary)))


@lru_cache(maxsize=50_000)
def _rarity(word: str) -> float:
    """Weight of a word by how rare it is in English, 0.25 for the commonest to 1.25 for unknown ones."""
    from wordfreq import zipf_frequency

    return min(1.25, max(0.25, (7.0 - zipf_frequency(word, "en")) / 4))
