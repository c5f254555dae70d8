"""Verbs in a form that no auxiliary takes, told by closed classes alone, for the rule wrong-verb-form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import after, before, is_finite
from mtaudit.rules.lexicons_forms import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["bare_after_negated_have", "finite_after_modal", "past_after_plain_do", "plain_after_noun_not"]

_NOT = frozenset({"not", "n't", "never"})
_BETTER = frozenset({"better", "best", "rather", "sooner"})
_OBJECT = frozenset({"PRP", "PRP$", "DT"})
_PLAIN_CLAUSE = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "CD", "IN", "POS"})
_HELPERS = frozenset({"has", "had", "is", "was", "were", "are", "does", "did", "am"})
_AUXILIARIES = _HELPERS | frozenset(
    "have do be been will would can could may might must shall should ca wo".split()
)


def past_after_plain_do(do: Token) -> tuple[Token, str] | None:
    """Find *He did stayed*, *the guards who did stayed were few*, not *those who did stayed at home*.

    :param do: a form of *do* without *not*.
    :returns: the verb and what is wrong with it.
    """
    verb, left = after(do), before(do)
    if verb is None or left is None or left.i < do.sent.start or verb.tag_ not in ("VBD", "VBN"):
        return None
    if verb.lower_ == verb.lemma_.lower() or verb.lower_ in verb_forms().plain_too:
        return None
    message = f"After “{do.text}” English has the plain form, not “{verb.text}”."
    if left.tag_ == "PRP":
        ahead = before(left)
        opens = left.i == do.sent.start or (ahead is not None and (ahead.is_punct or ahead.tag_ == "CC"))
        return (verb, message) if opens and not _later_verb(verb) else None
    return (verb, message) if left.lower_ == "who" and _later_verb(verb) else None


def _later_verb(verb: Token) -> bool:
    """Tell a second finite verb that has no subject or opening word of its own behind the first."""
    for token in verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 9)]:
        if token.is_punct or token.tag_ in ("CC", "PRP", "WDT", "WP", "WRB") or token.dep_ == "mark":
            return False
        if is_finite(token):
            return True
    return False


def bare_after_negated_have(have: Token) -> tuple[Token, str] | None:
    """Find *had not notice the gap*, *had never be told*, not *had better be told*.

    :param have: a form of *have*.
    :returns: the verb and what is wrong with it.
    """
    negation = after(have)
    verb = after(negation) if negation is not None else None
    if negation is not None and negation.lower_ == "be":
        negation, verb = None, negation
    if verb is None or verb.i >= have.sent.end or (negation is not None and negation.lower_ not in _NOT):
        return None
    left = before(have)
    if left is not None and (left.lower_ in _BETTER | {"to"} or left.tag_ == "MD"):
        return None
    message = f"“{verb.text}” is the plain form; “{have.text}” takes the participle."
    following = after(verb)
    if verb.lower_ == "be":
        participle = following is not None and following.tag_ in ("VBN", "VBG", "DT", "IN", "JJ", "RB")
        return (verb, message) if participle else None
    plain = verb.lower_ == verb.lemma_.lower() and verb.lower_ not in verb_forms().unchanged
    named = following is not None and following.tag_ in _OBJECT
    taken = verb.tag_ in ("VB", "VBP") or (verb.tag_ == "NN" and named)
    return (verb, message) if plain and taken and verb.is_alpha and verb.pos_ != "ADV" else None


def finite_after_modal(modal: Token) -> tuple[Token, str] | None:
    """Find *should has been*, *would not was*.

    :param modal: the modal.
    :returns: the verb and what is wrong with it.
    """
    verb = after(modal)
    if verb is not None and verb.lower_ in _NOT:
        verb = after(verb)
    if verb is None or verb.lower_ not in _HELPERS or not is_finite(verb):
        return None
    subject = before(modal)
    if subject is None or (subject.tag_ not in ("NN", "NNS", "NNP") and subject.tag_ != "PRP"):
        return None
    alone = not any(is_finite(t) for t in modal.doc[modal.sent.start : modal.i])
    message = f"“{modal.text}” takes the plain form of the verb, not “{verb.text}”."
    return (verb, message) if alone else None


def plain_after_noun_not(negation: Token) -> tuple[Token, str] | None:
    """Find *The guards not know the man*: a noun at the head of the sentence, *not* and a plain verb.

    :param negation: the word *not*.
    :returns: the verb and what is wrong with it.
    """
    left, verb = before(negation), after(negation)
    if left is None or verb is None or verb.tag_ not in ("VB", "VBP") or left.pos_ not in ("NOUN", "PROPN"):
        return None
    subject = negation.doc[negation.sent.start : negation.i]
    following = after(verb)
    begins = following is not None and following.tag_ in (*_OBJECT, "NNS", "IN", "WRB", "WP", "TO")
    sure = (
        0 < len(subject) <= _LONGEST
        and subject[0].tag_ in ("DT", "PRP$", "NNP", "NNS")
        and all(t.tag_ in _PLAIN_CLAUSE for t in subject)
        and verb.lower_ not in _AUXILIARIES
        and verb.lower_ == verb.lemma_.lower()
    )
    return (verb, f"“{verb.text}” has “not” without an auxiliary.") if sure and begins else None


#: Longest subject that is read, in tokens.
_LONGEST = 8
