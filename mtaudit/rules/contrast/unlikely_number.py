from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word
from mtaudit.rules.contrast._forms import plural, singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan


class UnlikelyNumber(BestAlternative):
    """A noun in the singular where the plural is much likelier, or the other way round."""

    code = "CON005"
    name = "unlikely-number"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield common nouns in the other number."""
        for token in words:
            if token.tag_ in ("NN", "NNS") and is_word(token) and token.is_lower:
                other = plural(token.text) if token.tag_ == "NN" else singular(token.text)
                if other != token.text:
                    yield token.idx, token.idx + len(token), other
