"""Claims: where linked sentences speak of one matter and say different things of it.

Clauses of linked sentences are held together by their predicates and by what fills the places around them.
Where two clauses share enough of that, and one place is filled differently, the two fillers are a claim; so
is a negation or a modality that only one of the clauses has. In quotes that drifted, words stand against
words by their order. Names and numbers are left to the facts.

Claims are few by intention: in comparable reports most that differs is another detail, not another account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.comparison.claims.clause_pairs import best_pairs, paired
from mtaudit.comparison.claims.clauses import clauses, content_tokens, is_fact, lemma
from mtaudit.comparison.claims.linked_words import linked_words
from mtaudit.comparison.claims.meaning import Meanings, opposed
from mtaudit.comparison.claims.polarity import stance
from mtaudit.comparison.claims.polarity_pairs import Said, claim_between, polarity_claims
from mtaudit.comparison.claims.quotes import quote_claims
from mtaudit.model import ClaimKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.comparison.claims.clause_pairs import ClausePair
    from mtaudit.comparison.claims.clauses import Clause
    from mtaudit.model import Claim, Link, QuotePair, Span

__all__ = ["find_claims", "meanings_of"]

#: Smallest confidence of a claim.
_LIMIT = 0.5
#: How much a pair of clauses is trusted to tell of one thing, by the content words that both have; by hand,
#: on the cases of tests/comparison/claims.yaml.
_TRUST = {1: 0.75, 2: 0.85, 3: 0.92}
_MOST_TRUST = 0.97
#: Determiners of what was told of before; such phrases vary from text to text for the same thing.
_KNOWN = frozenset("the this that these those its his her their our both".split())
#: Nouns that count or shape what the noun after *of* means.
_CONTAINERS = frozenset(
    "period number part series kind type sort group lot amount form piece bit case set".split()
)
#: Zipf frequency from which the embeddings know a noun well enough to tell it from others: references of
#: WMT21 have *inkstand* beside *inkwell*, *propensity* beside *predilection*.
_COMMON = 3.5
#: Content words beside the predicate that both clauses must have where one place is filled differently.
_FEWEST = 2
#: Content words that both clauses have from which they run in parallel.
_PARALLEL = 4
#: Content words that both have from which a phrase that differs beside does not tell two events apart.
_MUCH = 5
#: How much two words are trusted to differ that no list holds apart, beside those that one does: most such in
#: WMT21 are synonyms. And what a clause is trusted beside the same words in quotes.
_UNLISTED, _TOLD = 0.85, 0.95
_CORE = frozenset({"subject", "object", "complement"})


def find_claims(
    document: AnalysedDocument,
    reference: AnalysedDocument,
    links: Sequence[Link],
    quotes: Sequence[QuotePair],
    meanings: Meanings,
) -> tuple[Claim, ...]:
    """Return where the two texts say different things of the same matter.

    :param document: the document.
    :param reference: the native report.
    :param links: the alignment of the two.
    :param quotes: their quotes, paired.
    :param meanings: knows the words of both, as :func:`meanings_of` returns it.
    :returns: claims by their place in the document, at most one of a kind at a place.
    """
    found = [claim for link in links for claim in _in_link(document, reference, link, meanings)]
    found.extend(quote_claims(document, reference, quotes, meanings))
    best: dict[tuple[ClaimKind, Span], Claim] = {}
    for claim in found:
        place = (claim.kind, claim.span)
        if claim.confidence >= _LIMIT and (place not in best or claim.confidence > best[place].confidence):
            best[place] = claim
    return tuple(sorted(best.values(), key=lambda claim: (claim.span, claim.kind)))


def meanings_of(documents: Iterable[AnalysedDocument]) -> Meanings:
    """Embed the content words of texts at once."""
    return Meanings(lemma(t) for d in documents for s in d.english for t in content_tokens(s.parsed))


def _in_link(
    document: AnalysedDocument, reference: AnalysedDocument, link: Link, meanings: Meanings
) -> Iterator[Claim]:
    left = [document.segments[i] for i in link.segments]
    right = [reference.segments[j] for j in link.reference_segments]
    here, there = _lemmas(left), _lemmas(right)
    yield from linked_words(left, right)
    told = [c for s in left for c in clauses(s)]
    told_there = [c for s in right for c in clauses(s)]
    tokens, tokens_there = ([t for s in side for t in s.parsed] for side in (left, right))
    said, said_there = Said.of(tokens), Said.of(tokens_there)
    for pair in best_pairs(paired(told, told_there, meanings)):
        yield from _meaning(pair, here, there, meanings)
        yield from _polarity(pair, said, said_there)


def _lemmas(segments: Iterable[AnalysedSegment]) -> set[str]:
    return {lemma(token) for segment in segments for token in content_tokens(segment.parsed)}


def _meaning(pair: ClausePair, here: set[str], there: set[str], meanings: Meanings) -> Iterator[Claim]:
    trust = _trust(pair.anchors)
    if pair.opposed_verbs:
        verbs = lemma(pair.one.verb), lemma(pair.other.verb)
        alone = verbs[0] not in there and verbs[1] not in here
        if alone and _tells_of_one(pair) and pair.matched & {"subject", "object"} and _same_polarity(pair):
            yield _claim(pair, pair.one.verb, pair.other.verb, 0.95 * trust)
        return
    if len(pair.conflicts) != 1 or not _same_polarity(pair):
        return
    relation, mine, theirs = pair.conflicts[0]
    rests = pair.matched & (_CORE - {relation})
    if not _comparable(mine, theirs) or pair.around < _FEWEST or not rests:
        return
    words = lemma(mine), lemma(theirs)
    if any(meanings.alike(words[0], w) for w in there) or any(meanings.alike(words[1], w) for w in here):
        return
    difference = meanings.difference(*words, parallel=pair.anchors >= _PARALLEL)
    if not opposed(*words) and not (
        relation in ("object", "complement") and _is_new(mine) and _is_new(theirs)
    ):
        return
    listed = 1.0 if opposed(*words) else _UNLISTED
    yield _claim(pair, mine, theirs, listed * difference * trust)


def _comparable(one: Token, other: Token) -> bool:
    """Tell whether two heads are words of one class that are no names, numbers or times."""
    classes = {one.pos_, other.pos_}
    return classes in ({"NOUN"}, {"ADJ"}) and not any(map(is_fact, (one, other)))


def _is_new(token: Token) -> bool:
    """Tell whether a head is a common noun that brings something new and has a meaning of its own."""
    known = any(child.dep_ in ("det", "poss") and child.lower_ in _KNOWN for child in token.children)
    telling = lemma(token) not in _CONTAINERS and zipf(token.lemma_.lower(), "en") >= _COMMON
    return token.pos_ == "NOUN" and telling and not known


def _tells_of_one(pair: ClausePair) -> bool:
    """Tell whether nothing speaks against two clauses being about one event."""
    return not pair.conflicts and not pair.details and _joint(pair.one) == _joint(pair.other)


def _tells_of_much(pair: ClausePair) -> bool:
    """Tell whether two clauses share so much that another number or detail beside tells no two events."""
    core = any(relation in _CORE for relation, _, _ in pair.conflicts)
    return pair.anchors >= _MUCH and not core and not pair.details and _joint(pair.one) == _joint(pair.other)


def _joint(clause: Clause) -> str | None:
    """Return by what word a clause depends on another: *until*, *if*."""
    if clause.verb.dep_ != "advcl":
        return None
    return next((child.lower_ for child in clause.verb.children if child.dep_ == "mark"), "")


def _same_polarity(pair: ClausePair) -> bool:
    one, other = stance(pair.one), stance(pair.other)
    return one.clear and other.clear and one.negated == other.negated


def _polarity(pair: ClausePair, here: Said, there: Said) -> Iterator[Claim]:
    """Yield a negation or a modality that only one of two clauses has."""
    core = pair.matched & _CORE
    enough = pair.anchors >= _FEWEST and (_tells_of_one(pair) or _tells_of_much(pair))
    if pair.one_verb and core and enough:
        yield from polarity_claims(pair.one, pair.other, here, there, _TOLD * _trust(pair.anchors))


def _trust(anchors: int) -> float:
    return _TRUST.get(anchors, _MOST_TRUST if anchors else 0.0)


def _claim(pair: ClausePair, mine: Token, theirs: Token, confidence: float) -> Claim:
    segments = pair.one.segment, pair.other.segment
    spans = segments[0].span_of(mine), segments[1].span_of(theirs)
    return claim_between(ClaimKind.MEANING, segments[0], spans[0], segments[1], spans[1], confidence)
