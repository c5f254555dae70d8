from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

#: Prepositions that stand in for one another in frames of verbs and nouns.
_PREPOSITIONS = (
    "in on at to for of from with by about into over through between among against during towards as"
).split()
#: Those that a verb may lack before its object.
_ADDED = "to for at on with of in about into from".split()
_RELATIONS = frozenset({"prep", "agent", "dative", "prt"})


class UnlikelyPreposition(BestAlternative):
    """A preposition where another one, none, or one that is missing is much likelier.

    ## What it finds
    A preposition for which the language model finds another one (`married with` a doctor, for `to`), or none
    (`discussed about`), much likelier with the words that follow; and a verb that wants one. Not where a name
    or a number follows: which preposition goes with those is a matter of fact.

    ## Why it matters
    Which preposition an English verb, noun or adjective takes is a matter of the word. Engines carry over
    that of the source: Indonesian `di`, `dari` and `dengan` each stand for several.

    ## Known false alarms
    Prepositions that say something else, not something wrong (*by* for *near*), unusual but right ones in
    terms and titles, and older or regional use. The model is small: it knows only so many frames.

    ## Example
    `He has been responsible of the project`.

    ## Source
    Contrasts of a sentence with a minimal variant: Warstadt et al. 2020, *BLiMP: The Benchmark of
    Linguistic Minimal Pairs for English* (TACL 8). Quirk et al. 1985, ch. 9 and 16 on prepositional
    complements; MQM, Fluency/Grammar.
    """

    code = "CON001"
    name = "unlikely-preposition"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    # Fitted on 39,965 words of native news (half of ALT train, part of WMT21): 6 findings, 1.5 for 10,000
    # words. On what experts marked (MQM TED, talks 2 and 7, 29,448 words): 3 findings, one of them marked, 7
    # times the base rate of characters; at 6 nats 10 findings, 1.6 times. Too few to tell more than that.
    limit = value_of(7.2)
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield other prepositions, the words without one, and verbs with one before their objects."""
        for token in words:
            start, end = token.idx, token.idx + len(token)
            after = words.doc[token.i + 1] if token.i + 1 < words.end else None
            before = words.doc[token.i - 1] if token.i > words.start else None
            if token.lower_ in _PREPOSITIONS and token.dep_ in _RELATIONS and token.is_lower:
                if any(child.dep_ == "pobj" and _is_given(child) for child in token.children):
                    continue
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


def _is_given(noun: Token) -> bool:
    """Tell whether a noun is a name or figures, or begins with one: what they go with is a fact."""
    first = noun.doc[noun.left_edge.i]
    return any(word.pos_ == "PROPN" or word.text[:1].isdigit() for word in (noun, first))
