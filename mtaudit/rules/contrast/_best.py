"""What the rules by contrast share: the best paraphrase of a place, and what may be paraphrased."""

from __future__ import annotations

import math
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from mtaudit.model import Span
from mtaudit.rules.base import Alternative, ContrastRule, Evidence, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["SCALE", "BestAlternative", "Proposal", "is_word", "like", "value_of"]

#: Nats at which the value of a gain is 1 - 1/e.
SCALE = 5.0

#: A proposal: places of the first character and after the last in the segment's piece, and the words.
Proposal = tuple[int, int, str]


def value_of(gain: float) -> float:
    """Return the value of a gain: 0 where the text is as likely, nearing 1 with ``1 - exp(-gain / 5)``.

    :param gain: nats by which the paraphrase is likelier.
    """
    return 1.0 - math.exp(-max(gain, 0.0) / SCALE)


class BestAlternative(ContrastRule):
    """A rule that reports, for each place, the likeliest of its paraphrases.

    ``message`` may hold ``{words}`` and ``{replacement}``.
    """

    message: ClassVar[str]
    dropping: ClassVar[str] = "A language model finds the sentence much likelier without “{words}”."
    confidence: ClassVar[float] = 0.5

    @abstractmethod
    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield near paraphrases of words in a segment, in order."""

    def alternatives(self, evidence: Evidence) -> Iterator[Alternative]:
        """Yield the paraphrases of the English prose."""
        for segment in evidence.document.english:
            for start, end, words in self.propose(segment.parsed):
                yield Alternative(Span(segment.offset + start, segment.offset + end), words)

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the likeliest paraphrase of each place; of places that overlap, that of the likelier one."""
        ranked = sorted((-gain, one.span, one.replacement, one) for one, gain in evidence.gains.items())
        taken: list[tuple[Alternative, float]] = []
        occupied: set[int] = set()
        for loss, span, _, alternative in ranked:
            places = range(span.start, span.end)
            if loss < 0 and occupied.isdisjoint(places):
                occupied.update(places)
                taken.append((alternative, -loss))
        for alternative, gain in sorted(taken, key=lambda item: item[0].span):
            text = alternative.span.of(evidence.document.text)
            words = text.strip()
            start = alternative.span.start + len(text) - len(text.lstrip())
            told = self.message if alternative.replacement else self.dropping
            yield Hit(
                Span(start, start + len(words)),
                told.format(words=words, replacement=alternative.replacement),
                value=value_of(gain),
                confidence=self.confidence,
                suggestion=alternative.replacement,
            )


def is_word(token: Token) -> bool:
    """Tell whether a token is a common word: letters only, no name or part of one, no abbreviation."""
    if token.pos_ == "PROPN" or token.ent_type_ not in ("", "DATE", "TIME"):
        return False
    return token.is_alpha and (token.is_lower or (bool(token.is_sent_start) and token.is_title))


def like(words: str, token: Token) -> str:
    """Return words with a capital where the token has one."""
    return words[:1].upper() + words[1:] if token.text[:1].isupper() else words
