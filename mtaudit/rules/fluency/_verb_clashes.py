"""Verbs in a form that no auxiliary takes, told by closed classes alone, for the rule wrong-verb-form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import after, before, is_finite
from mtaudit.rules.lexicons_forms import verb_forms

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = [
    "bare_after_negated_have",
    "finite_after_modal",
    "is_plain_passive",
    "past_after_plain_do",
    "plain_after_noun_not",
]

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


#: Plain forms that the tagger takes for nouns behind *be* (*the men could be arrest*).
_ALSO_NOUNS = frozenset(
    "arrest park rescue raid attack harvest transport kidnap ban release export import return "
    "count visit deport torture murder assault rape injure award process store treat".split()
)


def is_plain_passive(be: Token, verb: Token) -> bool:
    """Tell *was start in the kitchen*, *will be hold*, *were not declare*: a plain form for the participle.

    :param be: the form of *be*.
    :param verb: the word behind it, *not* or an adverb between them allowed.
    """
    forms, word, following = verb_forms(), verb.lower_, after(verb)
    if word in forms.unchanged | forms.participles or (
        word != verb.lemma_.lower() and word not in forms.plain_verbs
    ):
        return False
    asked = any(t.lemma_.lower() in ("do", "let") for t in be.doc[max(be.sent.start, be.i - 8) : be.i])
    if asked or be.text == "Be" or verb.text[0].isupper():
        return False
    joined = be.head.i == verb.i and be.dep_ in ("auxpass", "aux")
    if verb.tag_ in ("VB", "VBP") and joined and be.dep_ == "auxpass":
        return True
    known = word in forms.plain_verbs
    bridged = verb.i > be.i + 1 and be.doc[be.i + 1 : verb.i].text.lower() == "not"
    if known and ((joined and verb.tag_ in ("JJ", "VBN", "VBP")) or (bridged and verb.tag_ == "VB")):
        return True
    if known and be.lower_ == "being" and verb.i == be.i + 1:
        return True
    many = any(
        c.dep_.startswith("nsubj") and c.tag_ in ("NNS", "NNPS") for c in (*be.children, *verb.children)
    )
    ends = following is None or following.is_punct or following.pos_ in ("ADP", "ADV")
    helped = be.lower_ in ("been", "being") or (be.lower_ == "be" and be.i > 0 and be.nbor(-1).tag_ == "MD")
    return helped and many and ends and word in _ALSO_NOUNS and verb.tag_ in ("NN", "JJ", "VBN")
