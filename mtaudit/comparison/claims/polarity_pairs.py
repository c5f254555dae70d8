"""Claims on what one of two clauses denies or hedges and the other does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtaudit.comparison.claims.polarity import Mood, stance, words_of_mood, words_of_negation
from mtaudit.model import Claim, ClaimKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.comparison.claims.clauses import Clause

__all__ = ["Said", "claim_between", "polarity_claims"]

#: Moods that differ in what they tell, and how surely.
_MOODS = {
    frozenset({Mood.FLAT, Mood.POSSIBLE}): 0.85,
    frozenset({Mood.FLAT, Mood.HEARSAY}): 0.85,
    frozenset({Mood.FLAT, Mood.OBLIGED}): 0.8,
    frozenset({Mood.POSSIBLE, Mood.FUTURE}): 0.75,
    frozenset({Mood.COULD, Mood.FUTURE}): 0.7,
}
#: How sure it is that a denial on one side only is one.
_DENIAL = 0.9
#: Most tokens between a verb and what denies or hedges it for both to be shown.
_REACH = 5


class Said(NamedTuple):
    """Denials and moods that have a word anywhere in a passage.

    :param denials: how many words deny something.
    :param moods: moods of which the passage has a word.
    """

    denials: int
    moods: frozenset[Mood]

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Said:
        """Gather them from the tokens of a passage."""
        return cls(words_of_negation(tokens), words_of_mood(tokens))


def polarity_claims(mine: Clause, theirs: Clause, here: Said, there: Said, trust: float) -> Iterator[Claim]:
    """Yield a negation or a modality that only one of two clauses has, and no other word of its passage.

    :param mine: the document's clause.
    :param theirs: the native report's, with the same predicate.
    :param here: what the document's passage denies and hedges.
    :param there: what the native report's does.
    :param trust: how sure it is that the two clauses tell of one thing, 0 to 1.
    """
    one, other = stance(mine), stance(theirs)
    if not (one.clear and other.clear):
        return
    if one.negated != other.negated:
        if here.denials != there.denials and (here.denials > there.denials) is one.negated:
            shown = _shown(mine, one.negator), _shown(theirs, other.negator)
            yield claim_between(
                ClaimKind.NEGATION, mine.segment, shown[0], theirs.segment, shown[1], _DENIAL * trust
            )
        return
    weight = _MOODS.get(frozenset({one.mood, other.mood}), 0.0)
    if weight and one.mood is not other.mood and one.mood not in there.moods and other.mood not in here.moods:
        shown = _shown(mine, one.hedge), _shown(theirs, other.hedge)
        yield claim_between(
            ClaimKind.MODALITY, mine.segment, shown[0], theirs.segment, shown[1], weight * trust
        )


def _shown(clause: Clause, word: Token | None) -> Span:
    """Return the verb, with the word that denies or hedges it where that stands near."""
    verb = clause.verb
    if word is None or word == verb:
        return clause.segment.span_of(verb)
    if abs(word.i - verb.i) > _REACH:
        return clause.segment.span_of(word)
    helpers = [child.i for child in verb.children if child.dep_ in ("aux", "auxpass")]
    first, last = min(word.i, verb.i, *helpers), max(word.i, verb.i)
    return clause.segment.span_of(verb.doc[first : last + 1])


def claim_between(
    kind: ClaimKind,
    segment: AnalysedSegment,
    span: Span,
    reference_segment: AnalysedSegment,
    reference_span: Span,
    confidence: float,
) -> Claim:
    """Make a claim of a span in a segment of either text.

    :param kind: the kind of claim.
    :param segment: the document's segment.
    :param span: in the document.
    :param reference_segment: the native report's segment.
    :param reference_span: in the native report.
    :param confidence: 0 to 1.
    """
    texts = _text(segment, span), _text(reference_segment, reference_span)
    return Claim(kind, span, texts[0], reference_span, texts[1], confidence)


def _text(segment: AnalysedSegment, span: Span) -> str:
    start = segment.segment.span.start
    return segment.segment.text[span.start - start : span.end - start]
