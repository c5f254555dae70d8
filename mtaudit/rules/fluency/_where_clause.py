"""Clauses with *where* in which *there* or *in it* stands for the place again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import after, before, is_finite

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["after_where", "antecedent", "is_second"]


def antecedent(relative: Token) -> Token | None:
    """Return the noun before the relative word, a comma or a preposition between them allowed.

    :param relative: the relative word.
    """
    left = before(relative)
    if left is not None and left.text == ",":
        left = before(left)
    return (
        left
        if left is not None
        and (left.pos_ in ("NOUN", "PROPN") or left.lower_ == "them")
        and left.i >= relative.sent.start
        else None
    )


def after_where(relative: Token) -> TokenSpan | None:
    """Find *the place where he lives there*: *there* in the relative clause itself, at its end.

    :param relative: the word *where*.
    """
    noun = antecedent(relative)
    if noun is None:
        return None
    for there in relative.doc[relative.i + 2 : min(relative.sent.end, relative.i + 20)]:
        if there.lower_ in ("who", "which", "that", "when", "because", "where", "if", ";", ":", "but"):
            return None
        if there.lower_ == "and" and there.nbor(1).pos_ not in ("NOUN", "PROPN", "ADJ"):
            return None
        if there.lower_ == "it" and there.nbor(-1).lower_ in ("in", "at", "inside", "on"):
            following = after(there)
            # *The village where I was born in it*
            ends = following is None or following.is_punct or is_finite(following)
            ends = ends or (following is not None and following.pos_ in ("ADP", "SCONJ", "CCONJ"))
            plain = not any(t.lower_ == "it" for t in relative.doc[relative.i : there.i])
            return _words(there.nbor(-1), there) if ends and plain else None
        if there.lower_ == "there" and there.dep_ == "expl" and is_second(there, noun):
            # *The market where they sell fish there was closed*: parsed as the subject of the main verb.
            return _words(there, there)
        if there.lower_ == "there" and there.dep_ == "advmod" and _is_in_clause(there, relative):
            following, left = after(there), before(there)
            ends = (
                following is None
                or following.is_punct
                or following.pos_ in ("ADP", "VERB", "AUX", "CCONJ", "SCONJ")
                or (following.tag_ == "RB" and following.head.i == there.head.head.i)
            )
            if (
                ends
                and left is not None
                and (left.pos_ != "ADP" or left.lower_ in ("in", "at"))
                and (left.lower_ not in ("out", "over", "up", "down") or left.nbor(-1).lemma_ == "grow")
            ):
                return _words(there, there)
        if there.lower_ == "there" and there.dep_ == "pcomp" and there.nbor(-1).lower_ in ("in", "at"):
            # *The jail where he was held in there*
            return _words(there.nbor(-1), there)
    return None


def is_second(word: Token, noun: Token) -> bool:
    """Tell a word that the parser makes a second subject of the antecedent's own verb.

    :param word: in or behind the relative clause.
    :param noun: the antecedent.
    """
    subjects = ("nsubj", "nsubjpass", "expl")
    return word.dep_ in subjects and noun.dep_ in subjects and word.head.i == noun.head.i


def _is_in_clause(there: Token, relative: Token) -> bool:
    """Tell that the verb of *there* is the relative clause's, not that of the main clause."""
    verb = there.head
    return any(v.dep_ == "relcl" and v.i > relative.i for v in (verb, *verb.ancestors))


def _words(first: Token, last: Token) -> TokenSpan:
    words: TokenSpan = first.doc[first.i : last.i + 1]
    return words
