from __future__ import annotations

import math
from bisect import bisect_left
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.model import Span

#: Fewest tokens of the language model in a quotation, and in the narration, that have a mean.
_FEWEST_QUOTED, _FEWEST_NARRATED = 12, 60

#: Nats a token at which the value is 1 - 1/e.
_SCALE = 2.0


class IncoherentQuotation(Rule):
    """A quotation that makes less sense to a language model than the text around it.

    ## What it finds
    A quotation whose tokens are less likely, on average, than those of the narration of the same text. The
    value is ``1 - exp(-d / 2)``, where d is the difference of their mean surprisals in nats a token.

    ## Why it matters
    Speech is the hardest part of a report to translate: it has no context of its own, and its idioms come out
    word by word. What nobody can follow in a quotation, nobody said.

    ## Known false alarms
    Speech is less predictable than news prose anyway: dialect, jokes, poems, names and jargon. Therefore
    neutral: a measure to look at, no fault.

    ## Example
    `"My side who is related has given it to be entrusted the matter," he said`.

    ## Source
    Log-probability of a sentence as a measure of its acceptability: Lau, Clark and Lappin 2017 (*Cognitive
    Science* 41); MQM, Style/Awkward.
    """

    code = "CON006"
    name = "incoherent-quotation"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.NEUTRAL
    # 2.3 nats a token, fitted on native news (every other document of WMT21, 11,618 words): of 71 quotations
    # of more than eight words the furthest is 2.25 nats from the narration, the next 1.84.
    limit = 0.68
    needs = frozenset({"surprisal"})

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield quotations whose tokens are less likely, on average, than those of the narration."""
        tokens = evidence.surprisal
        starts = [span.start for span, _ in tokens]
        quotes = evidence.document.quotes
        quoted = [_within(tokens, starts, quote.marks) for quote in quotes]
        everywhere = [
            surprisal
            for held in evidence.document.english
            for surprisal in _within(tokens, starts, held.segment.span)
        ]
        narrated = len(everywhere) - sum(map(len, quoted))
        if narrated < _FEWEST_NARRATED:
            return
        mean = (sum(everywhere) - sum(map(sum, quoted))) / narrated
        for quote in quotes:
            own = _within(tokens, starts, quote.span)
            more = sum(own) / len(own) - mean if len(own) >= _FEWEST_QUOTED else 0.0
            if more > 0:
                yield Hit(
                    quote.span,
                    f"A language model finds this quotation harder to follow than the text around it, by "
                    f"{more:.1f} nats a token.",
                    value=1 - math.exp(-more / _SCALE),
                    confidence=0.3,
                )


def _within(tokens: Sequence[tuple[Span, float]], starts: list[int], span: Span) -> list[float]:
    first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
    return [surprisal for _, surprisal in tokens[first:last]]
