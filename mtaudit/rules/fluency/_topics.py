"""Noun phrases that open a clause, for the rule doubled-subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import is_finite

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["STARTS", "after_opening", "clause_start", "phrase_head"]

STARTS = frozenset({"DT", "PRP$", "NNP", "NNPS", "NNS", "CD", "JJS"})
#: Times and links that may stand before the subject without a comma (*Yesterday the governor she …*).
_OPENERS = frozenset(
    "yesterday today now then later finally meanwhile previously earlier currently recently still also "
    "however moreover furthermore and but because so".split()
)


def clause_start(left: Token, segment: TokenSpan) -> Token:
    """Return the first word of the sentence, after an opening quotation mark, or of a *that*-clause.

    :param left: the last word of the clause that is looked at.
    :param segment: that holds it.
    """
    first = segment.start
    for token in segment.doc[segment.start : left.i]:
        if token.text in ('"', ".", ":", ";", "?", "!", "'") or (
            token.lower_ == "that" and token.tag_ == "IN" and token.i and token.nbor(-1).pos_ == "VERB"
        ):
            first = token.i + 1
    return segment.doc[min(first, left.i)]


def after_opening(start: Token, left: Token) -> Token:
    """Return the first word behind *According to residents,*, *Yesterday*, *Because* and the like.

    :param start: the first word of the clause.
    :param left: the last word of it that is looked at.
    """
    words = start.doc[start.i : left.i]
    if start.tag_ in ("RB", "IN", "VBG", "NNP") or start.lower_ in _OPENERS or start.ent_type_ == "DATE":
        comma = next((t for t in words if t.text == ","), None)
        if comma is not None and not any(is_finite(t) for t in words[: comma.i - start.i]):
            return start.doc[comma.i + 1]
    if start.tag_ == "IN" and start.nbor().ent_type_ in ("DATE", "TIME"):
        # *On Monday the president he …*
        return next((t for t in words[1:] if t.ent_type_ not in ("DATE", "TIME")), start)
    if start.lower_ in _OPENERS and start.i < left.i:
        return start.doc[start.i + 1]
    if start.ent_type_ == "DATE":
        # *Last week the ministry it …*
        return next((t for t in words if t.ent_type_ != "DATE"), start)
    return start


def phrase_head(start: Token, end: int) -> Token | None:
    """Return the head of the noun phrase that fills the tokens up to ``end``, *of* phrases included.

    :param start: the first word of the phrase.
    :param end: the place behind its last word.
    """
    if start.tag_ not in STARTS or start.lower_ in ("what", "which"):
        return None
    head: Token | None = None
    allowed = ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON")
    for token in start.doc[start.i : end]:
        if (
            token.tag_ == "IN"
            and token.lower_ in ("of", "from", "in", "at", "on", "for", "with")
            and head is not None
        ):
            # The rest must be a plain noun phrase too.
            rest = _phrase_tokens(token.doc[token.i + 1 : end])
            return head if rest else None
        if token.pos_ in ("NOUN", "PROPN") or token.tag_ == "JJS":
            head = token
        elif token.text != "-" and (token.pos_ not in allowed or token.tag_ in ("TO", "WDT", "WP", "PRP")):
            return None
    return head


def _phrase_tokens(words: TokenSpan) -> bool:
    return bool(len(words)) and all(
        token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADP")
        or token.lower_ in ("them", "us", "-", "'s")
        or token.tag_ == "PRP$"
        for token in words
    )
