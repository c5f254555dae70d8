from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word, value_of
from mtaudit.rules.contrast._forms import plural, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan


class UnlikelyNumber(BestAlternative):
    """A noun in the singular where the plural is much likelier, or the other way round.

    ## What it finds
    A common noun whose other number the language model finds much likelier with the words that follow
    (`one of the victim`).

    ## Why it matters
    Indonesian nouns have no number: it is said by numerals, by doubling, or not at all.

    ## Known false alarms
    Nouns of two senses, one with a plural and one without; a plural or singular that the facts want.

    ## Example
    `Two rescue worker were injured in the fire`.

    ## Source
    Contrasts of a sentence with a minimal variant: Warstadt et al. 2020, *BLiMP: The Benchmark of
    Linguistic Minimal Pairs for English* (TACL 8). Quirk et al. 1985, ch. 5 on number; MQM,
    Fluency/Grammar.
    """

    code = "CON005"
    name = "unlikely-number"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    # Fitted on 39,965 words of native news (half of ALT train, part of WMT21): 3 findings, 0.75 for 10,000.
    # Off: on what experts marked (MQM TED, talks 2, 7: 29,448 words) it had no finding, and at 3 nats 4, none
    # of them marked. It has not been shown to be better than chance.
    limit = value_of(6.0)
    on = False
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield common nouns in the other number."""
        for token in words:
            if token.tag_ in ("NN", "NNS") and is_word(token) and token.is_lower:
                other = plural(token.text) if token.tag_ == "NN" else singular(token.text)
                if other != token.text:
                    yield token.idx, token.idx + len(token), other
