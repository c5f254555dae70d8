from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan

#: Parts of speech of two neighbours that may stand the other way round. Indonesian puts modifiers after
#: their noun, and adverbs where English does not.
_PAIRS = frozenset(
    {
        ("ADJ", "ADJ"),
        ("NOUN", "NOUN"),
        ("NOUN", "ADJ"),
        ("ADV", "VERB"),
        ("VERB", "ADV"),
        ("AUX", "ADV"),
        ("ADV", "AUX"),
        ("ADV", "ADJ"),
        ("ADJ", "ADV"),
        ("ADV", "ADV"),
    }
)


class UnlikelyOrder(BestAlternative):
    """Two neighbouring words that are much likelier the other way round.

    ## What it finds
    Two adjectives, two nouns, a noun and an adjective, or an adverb and the word beside it, that the language
    model finds much likelier in the other order.

    ## Why it matters
    Indonesian puts modifiers after their noun and many adverbs where English does not; engines leave some of
    them where they stood.

    ## Known false alarms
    Adverbs may stand in several places, for emphasis or rhythm; some terms have the adjective last
    (*attorney general*).

    ## Example
    `He only can speak a little English`.

    ## Source
    Contrasts of a sentence with a minimal variant: Warstadt et al. 2020, *BLiMP: The Benchmark of
    Linguistic Minimal Pairs for English* (TACL 8). Quirk et al. 1985, ch. 8 on the places of adverbials and
    ch. 17 on the order of modifiers; MQM, Style/Awkward.
    """

    code = "CON004"
    name = "unlikely-order"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    # Fitted on 39,965 words of native news (half of ALT train, part of WMT21): 2 findings, 0.5 for 10,000.
    # Off: on what experts marked (MQM TED, talks 2, 7: 29,448 words) it had no finding, and at 3 nats 10,
    # 1.3 times the base rate of characters. It has not been shown to be better than chance.
    limit = value_of(5.5)
    on = False
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield neighbours in the other order: modifiers, and adverbs with their verbs."""
        for token, after in pairwise(words):
            pair = (token.pos_, after.pos_)
            common = all(is_word(one) and one.is_lower for one in (token, after))
            if pair in _PAIRS and common and token.whitespace_:
                yield token.idx, after.idx + len(after), f"{after.text} {token.text}"
