from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word

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
    """Two neighbouring words that are much likelier the other way round."""

    code = "CON004"
    name = "unlikely-order"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield neighbours in the other order: modifiers, and adverbs with their verbs."""
        for token, after in zip(words, words[1:], strict=False):
            pair = (token.pos_, after.pos_)
            common = all(is_word(one) and one.is_lower for one in (token, after))
            if pair in _PAIRS and common and token.whitespace_:
                yield token.idx, after.idx + len(after), f"{after.text} {token.text}"
