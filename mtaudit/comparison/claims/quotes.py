"""Claims in quotes that drifted: where the other wording has another word, denies, or hedges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.comparison.claims.clauses import clauses, content_tokens, is_fact, lemma
from mtaudit.comparison.claims.doublets import APART, doublet_of
from mtaudit.comparison.claims.meaning import opposed
from mtaudit.comparison.claims.parallel import Wordings
from mtaudit.comparison.claims.polarity import words_of_negation
from mtaudit.comparison.claims.polarity_pairs import Said, claim_between, polarity_claims
from mtaudit.model import ClaimKind, QuoteVerdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.comparison.claims.clauses import Clause
    from mtaudit.comparison.claims.meaning import Meanings
    from mtaudit.comparison.claims.parallel import Gap, Placed
    from mtaudit.model import Claim, QuotePair

__all__ = ["quote_claims"]

#: Share of the shorter wording that both have, from which two wordings run in parallel.
_PARALLEL = 0.5
#: Fewest neighbouring words that both have, at a place where one word stands for another.
_SUPPORT = 2
#: The same where the two words are in no list, and how much such a place is trusted: people put other words
#: for the same thing.
_ENOUGH = 4
_UNLISTED = 0.85
#: Verbs that say nothing alone, and how many of the words around them both wordings have then.
_LIGHT = frozenset("be have do make take get give".split())
_HEADS = 2
#: Zipf frequency from which the embeddings know a word well enough to tell it from others.
_COMMON = 3.5
#: How much a place is trusted that is held on both sides, on one, and a word joined to one that both have.
_HELD, _LOOSE, _JOINED = 0.97, 0.85, 0.85
#: Words of a place from which it is another phrase rather than another word.
_LONG = 3


def quote_claims(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    quotes: Sequence[QuotePair],
    meanings: Meanings,
) -> Iterator[Claim]:
    """Yield what one wording of a drifted quote says and the other does not.

    :param document: the document.
    :param reference: the native report.
    :param quotes: their quotes, paired.
    :param meanings: knows the words of both.
    """
    for quote in quotes:
        if quote.verdict is QuoteVerdict.DRIFTED:
            wordings = Wordings.of(document, reference, quote)
            yield from _meanings(wordings, meanings)
            if wordings.overlap >= _PARALLEL:
                yield from _polarity(wordings)


def _meanings(wordings: Wordings, meanings: Meanings) -> Iterator[Claim]:
    """Yield single words that stand where the other wording has another."""
    here, there = ({lemma(t) for _, t in side} for side in (wordings.mine, wordings.theirs))
    places = [(one, other, _JOINED) for one, other in _joined(wordings)]
    if wordings.overlap >= _PARALLEL:
        places.extend(_replaced(wordings))
    for mine, theirs, trust in places:
        words = lemma(mine[1]), lemma(theirs[1])
        if words[0] in there or words[1] in here or any(map(is_fact, (mine[1], theirs[1]))):
            continue
        listed = _listed(mine[1], theirs[1])
        if (opposed(*words) or not listed) and _denials(wordings.mine, mine) != _denials(
            wordings.theirs, theirs
        ):
            continue  # *not possible* says *impossible*.
        if not listed and not _tells(mine[1], theirs[1], here, there, meanings):
            continue
        confidence = trust * (listed or _UNLISTED * meanings.difference(*words, parallel=True))
        spans = mine[0].span_of(mine[1]), theirs[0].span_of(theirs[1])
        yield claim_between(ClaimKind.MEANING, mine[0], spans[0], theirs[0], spans[1], confidence)


def _replaced(wordings: Wordings) -> Iterator[tuple[Placed, Placed, float]]:
    """Yield words that replace each other between words that both have."""
    for gap in wordings.gaps:
        if gap.support < _SUPPORT or max(len(gap.mine), len(gap.theirs)) > _LONG + 1:
            continue
        mine = [wordings.mine[i] for i in gap.mine if content_tokens([wordings.mine[i][1]])]
        theirs = [wordings.theirs[j] for j in gap.theirs if content_tokens([wordings.theirs[j][1]])]
        trust = _HELD if gap.held and _short(gap) else _LOOSE
        known = gap.support >= _ENOUGH or any(_listed(a[1], b[1]) for a in mine for b in theirs)
        if len(mine) == len(theirs) == 1 and known:
            yield mine[0], theirs[0], trust
        else:
            # Of several words those that a list holds apart can be told.
            for one in mine:
                for other in theirs:
                    if _listed(one[1], other[1]):
                        yield one, other, _LOOSE


def _short(gap: Gap) -> bool:
    return max(len(gap.mine), len(gap.theirs)) <= _LONG


def _listed(one: Token, other: Token) -> float:
    """Return how likely two words tell different things by what the lists say of them, or 0."""
    return APART if opposed(lemma(one), lemma(other)) else doublet_of(one, other)


def _tells(one: Token, other: Token, here: set[str], there: set[str], meanings: Meanings) -> bool:
    """Tell whether two words are of one class that embeddings know well, and said nowhere in the other."""
    if any(token.dep_ == "amod" for token in (one, other)):
        return False  # Adjectives that colour a noun vary freely.
    if {one.pos_, other.pos_} not in ({"NOUN"}, {"ADJ"}) or min(map(_frequency, (one, other))) < _COMMON:
        return False
    said = any(meanings.alike(lemma(one), word) for word in there)
    return not said and not any(meanings.alike(lemma(other), word) for word in here)


def _denials(words: Sequence[Placed], without: Placed) -> int:
    """Count the words of a wording that deny something, one word left out."""
    return words_of_negation(token for _, token in words if token != without[1])


def _frequency(token: Token) -> float:
    return zipf(token.lemma_.lower(), "en")


def _joined(wordings: Wordings) -> Iterator[tuple[Placed, Placed]]:
    """Yield words that are joined to the same word by *and* or *or*, alone on either side."""
    place = {token: (segment, token) for segment, token in wordings.mine}
    place_there = {token: (segment, token) for segment, token in wordings.theirs}
    for _, one in wordings.mine:
        mine = [place[t] for t in one.conjuncts if t in place]
        for _, other in wordings.theirs:
            if lemma(one) == lemma(other) and len(mine) == 1:
                theirs = [place_there[t] for t in other.conjuncts if t in place_there]
                if len(theirs) == 1 and mine[0][1].pos_ == theirs[0][1].pos_:
                    yield mine[0], theirs[0]


def _polarity(wordings: Wordings) -> Iterator[Claim]:
    """Yield denials and moods that only one wording has beside a predicate that both have in place."""
    here, there = (Said.of([t for _, t in side]) for side in (wordings.mine, wordings.theirs))
    told, told_there = _clauses(wordings.mine), _clauses(wordings.theirs)
    for i, j in wordings.kept:
        mine, theirs = told.get(wordings.mine[i][1]), told_there.get(wordings.theirs[j][1])
        if mine is not None and theirs is not None and _tell_of_one(mine, theirs):
            yield from polarity_claims(mine, theirs, here, there, _HELD)


def _tell_of_one(mine: Clause, theirs: Clause) -> bool:
    """Tell whether the predicate says what happens by itself, or with words beside it that both have."""
    if mine.verb.pos_ != "AUX" and lemma(mine.verb) not in _LIGHT:
        return True
    heads = ({lemma(slot.token) for slot in clause.slots} for clause in (mine, theirs))
    return len(next(heads) & next(heads)) >= _HEADS


def _clauses(words: Sequence[Placed]) -> dict[Token, Clause]:
    """Return the clauses of a wording by their verbs."""
    segments = {segment.segment.index: segment for segment, _ in words}
    return {clause.verb: clause for segment in segments.values() for clause in clauses(segment)}
