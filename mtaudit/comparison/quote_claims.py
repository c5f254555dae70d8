"""Claims in quotes that drifted: one word where the other wording has another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from mtaudit.comparison.clauses import content_tokens, is_fact, lemma
from mtaudit.comparison.meaning import opposed
from mtaudit.model import Claim, ClaimKind, QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.comparison.meaning import Meanings
    from mtaudit.model import QuotePair, Span

__all__ = ["quote_claims"]

#: Words shared from which two wordings run in parallel.
_PARALLEL = 0.5
#: How much a place in parallel wordings is trusted, and one beside a word that both join to it.
_TRUST, _TRUST_JOINED = 0.92, 0.85

_Placed = tuple["AnalysedSegment", "Token"]


def quote_claims(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    quotes: Sequence[QuotePair],
    meanings: Meanings,
) -> Iterator[Claim]:
    """Yield single words of drifted quotes that stand where the other wording has another word.

    :param document: the document.
    :param reference: the native report.
    :param quotes: their quotes, paired.
    :param meanings: knows the words of both.
    """
    for quote in quotes:
        if quote.verdict is not QuoteVerdict.DRIFTED or quote.span is None or quote.reference_span is None:
            continue
        left, right = _tokens(document, quote.span), _tokens(reference, quote.reference_span)
        here, there = ({lemma(t) for t in content_tokens(t for _, t in side)} for side in (left, right))
        places = {(one, other, _TRUST_JOINED) for one, other in _joined(left, right)}
        if quote.similarity is not None and quote.similarity >= _PARALLEL:
            places |= {(one, other, _TRUST) for one, other in _replaced(left, right)}
        for one, other, trust in sorted(places, key=lambda p: (left[p[0]][1].i, right[p[1]][1].i, p[2])):
            mine, theirs = left[one], right[other]
            if not _comparable(mine[1], theirs[1]):
                continue
            words = lemma(mine[1]), lemma(theirs[1])
            if any(meanings.alike(words[0], w) for w in there) or any(
                meanings.alike(words[1], w) for w in here
            ):
                continue
            spans = mine[0].span_of(mine[1]), theirs[0].span_of(theirs[1])
            yield Claim(
                ClaimKind.MEANING,
                spans[0],
                spans[0].of(document.text),
                spans[1],
                spans[1].of(reference.text),
                trust * meanings.difference(*words, parallel=True),
            )


def _tokens(document: AnalysedDocument, span: Span) -> list[_Placed]:
    """Return the words of a quote."""
    return [
        (segment, token)
        for segment in document.segments_over(span)
        if segment.tokens is not None
        for token in segment.parsed
        if any(map(str.isalnum, token.text)) and span.overlaps(segment.span_of(token))
    ]


def _replaced(left: Sequence[_Placed], right: Sequence[_Placed]) -> Iterator[tuple[int, int]]:
    """Yield places of single content words that replace each other between words that both have."""
    words, others = [lemma(t) for _, t in left], [lemma(t) for _, t in right]
    for code in LCSseq.opcodes(words, others):
        if code.tag != "replace":
            continue
        mine = [i for i in range(code.src_start, code.src_end) if content_tokens([left[i][1]])]
        theirs = [j for j in range(code.dest_start, code.dest_end) if content_tokens([right[j][1]])]
        if len(mine) == len(theirs) == 1:
            yield mine[0], theirs[0]


def _joined(left: Sequence[_Placed], right: Sequence[_Placed]) -> Iterator[tuple[int, int]]:
    """Yield places of words that are joined to the same word by *and* or *or*, alone on either side."""
    place = {t: i for i, (_, t) in enumerate(left)}
    place_there = {t: j for j, (_, t) in enumerate(right)}
    for _, one in left:
        mine = [place[t] for t in one.conjuncts if t in place]
        for _, other in right:
            if lemma(one) == lemma(other) and len(mine) == 1:
                theirs = [place_there[t] for t in other.conjuncts if t in place_there]
                if len(theirs) == 1:
                    yield mine[0], theirs[0]


def _comparable(one: Token, other: Token) -> bool:
    """Tell whether two words are of one class and no names or numbers."""
    if any(map(is_fact, (one, other))):
        return False
    return {one.pos_, other.pos_} in ({"NOUN"}, {"ADJ"}) or opposed(lemma(one), lemma(other))
