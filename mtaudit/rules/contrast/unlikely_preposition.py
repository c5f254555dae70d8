from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan

#: Prepositions that stand in for one another in frames of verbs and nouns.
_PREPOSITIONS = (
    "in on at to for of from with by about into over through between among against during towards as"
).split()
#: Those that a verb may lack before its object.
_ADDED = "to for at on with of in about into from".split()
_RELATIONS = frozenset({"prep", "agent", "dative", "prt"})


class UnlikelyPreposition(BestAlternative):
    """A preposition where another one, none, or one that is missing is much likelier."""

    code = "CON001"
    name = "unlikely-preposition"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield other prepositions, the words without one, and verbs with one before their objects."""
        for token in words:
            start, end = token.idx, token.idx + len(token)
            after = words.doc[token.i + 1] if token.i + 1 < words.end else None
            before = words.doc[token.i - 1] if token.i > words.start else None
            if token.lower_ in _PREPOSITIONS and token.dep_ in _RELATIONS and token.is_lower:
                yield from ((start, end, other) for other in _PREPOSITIONS if other != token.lower_)
                if before is not None and before.whitespace_ and before.pos_ == "VERB":
                    yield start - 1, end, ""
            elif (
                token.pos_ == "VERB"
                and is_word(token)
                and after is not None
                and token.whitespace_
                and any(child.dep_ == "dobj" and child.left_edge.i == after.i for child in token.children)
            ):
                yield from ((start, end, f"{token.text} {added}") for added in _ADDED)
