from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.contrast._best import BestAlternative, Proposal, is_word, like, value_of
from mtaudit.rules.contrast._forms import article

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

_DETERMINERS = frozenset({"det", "poss", "nummod", "predet"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "advmod"})


class UnlikelyArticle(BestAlternative):
    """An article where the other one or none is much likelier, or no article where one is.

    ## What it finds
    `the`, `a` or `an` for which the language model finds the other article or none much likelier with the
    words that follow, and a noun phrase without an article where one is (`plays important role`).

    ## Why it matters
    Indonesian has no articles. An engine has to choose each of them, and chooses by the sentence alone.

    ## Known false alarms
    First mention or second is a matter of the whole text, of which the model sees some paragraphs.
    Headlines, notes and lists leave articles out; idioms and terms have their own.

    ## Example
    `As result, thousands of people lost their homes`.

    ## Source
    Contrasts of a sentence with a minimal variant: Warstadt et al. 2020, *BLiMP: The Benchmark of
    Linguistic Minimal Pairs for English* (TACL 8). Quirk et al. 1985, ch. 5 on the articles; MQM,
    Fluency/Grammar.
    """

    code = "CON002"
    name = "unlikely-article"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR
    # Fitted on 39,965 words of native news (half of ALT train, part of WMT21): 1 finding, 0.25 for 10,000.
    # Off: on what experts marked (MQM TED, talks 2, 7: 29,448 words) it had 1 finding, not marked, and at 4
    # nats 7, 1.9 times the base rate of characters. It has not been shown to be better than chance.
    limit = value_of(6.5)
    on = False
    message = "A language model finds “{replacement}” much likelier here than “{words}”."

    def propose(self, words: TokenSpan) -> Iterator[Proposal]:
        """Yield the other articles, the words without one, and noun phrases with one."""
        for token in words:
            after = words.doc[token.i + 1] if token.i + 1 < words.end else None
            if token.pos_ == "DET" and token.lower_ in ("the", "a", "an") and after is not None:
                if not is_word(after) or not token.whitespace_:
                    continue
                start, end = token.idx, token.idx + len(token)
                others = {"the", article(after.text)} - {token.lower_}
                yield from ((start, end, like(other, token)) for other in sorted(others))
                if token.i > words.start and words.doc[token.i - 1].whitespace_:
                    yield start - 1, end, ""
            elif token.tag_ in ("NN", "NNS") and token.dep_ != "compound" and is_word(token):
                yield from _added(token, words.start)


def _added(noun: Token, begin: int) -> Iterator[Proposal]:
    """Yield a noun without a determiner with one before its modifiers."""
    if any(child.dep_ in _DETERMINERS for child in noun.children):
        return
    modifiers = [child.i for child in noun.children if child.dep_ in _MODIFIERS and child.i < noun.i]
    first = noun.doc[min([*modifiers, noun.i])]
    if first.i > begin and is_word(first):
        start, end = first.idx, first.idx + len(first)
        yield start, end, f"the {first.text}"
        if noun.tag_ == "NN":
            yield start, end, f"{article(first.text)} {first.text}"
