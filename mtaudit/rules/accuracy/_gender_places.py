"""Where other people stand whom a pronoun may mean, for the rule shifting-gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.accuracy._gender_words import OTHERS
from mtaudit.rules.accuracy._people import in_speech
from mtaudit.rules.lexicons_accuracy import name_words
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
    from mtaudit.rules.accuracy._people import Mention

__all__ = [
    "NO_ROLES",
    "can_be",
    "has_subject_person",
    "is_generic",
    "is_governed",
    "is_subject",
    "others_after",
    "others_between",
    "subject_before",
]

#: Roles that are other words more often.
NO_ROLES = frozenset("forward private general major chair head chief principal guide".split())
_GENERIC = frozenset("each every any no whichever".split())
#: Clauses within clauses between a pronoun and the verb of a name.
_DEEP = 3
#: Those who only hand on what somebody said.
_ASKING = frozenset("reporter journalist interviewer correspondent newsman".split())


def is_subject(segment: AnalysedSegment, mention: Mention) -> bool:
    """Tell a name that is the subject of its clause, by itself or beside a title.

    :param segment: where the name stands.
    :param mention: the name.
    """
    start, end = (at - segment.offset for at in (mention.span.start, mention.span.end))
    tokens = segment.parsed.doc.char_span(start, end)
    if tokens is None:
        return False
    # *The director, Hadi, blamed …*
    head = tokens.root.head if tokens.root.dep_ == "appos" else tokens.root
    return head.dep_ in ("nsubj", "nsubjpass")


def can_be(noun: Token, gender: str) -> bool:
    """Tell a noun that a pronoun of this gender can mean: *mother* is never *he*.

    :param noun: a noun for a person.
    :param gender: of the pronoun.
    """
    return not any(noun.lemma_.lower() in words for other, words in OTHERS.items() if other != gender)


def is_generic(noun: Token) -> bool:
    """Tell *each driver*, whom no later sentence means.

    :param noun: a noun for a person.
    """
    return any(child.lower_ in _GENERIC for child in noun.children)


def is_governed(segment: AnalysedSegment, mention: Mention, token: Token) -> bool:
    """Tell *Alifia thanked them and said he*: the subject of a clause under the verb of the name.

    :param segment: where both stand.
    :param mention: the name.
    :param token: the pronoun.
    """
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    start, end = (at - segment.offset for at in (mention.span.start, mention.span.end))
    verb = token.head
    for _ in range(_DEEP):
        if verb.dep_ not in ("ccomp", "conj", "advcl", "xcomp"):
            return False
        verb = verb.head
        for child in verb.children:
            if child.dep_ in ("nsubj", "nsubjpass"):
                return start <= child.idx < end or any(start <= t.idx < end for t in child.children)
    return False


def others_between(segment: AnalysedSegment, mention: Mention, token: Token, gender: str) -> bool:
    """Tell whether another person's noun stands between a name and a pronoun.

    :param segment: where both stand.
    :param mention: the name.
    :param token: the pronoun.
    :param gender: of the pronoun.
    """
    after = mention.span.end - segment.offset
    return any(
        t.idx >= after and t.tag_ == "NN" and t.lemma_.lower() in nouns().people and can_be(t, gender)
        for t in segment.parsed.doc[segment.parsed.start : token.i]
    )


def _is_role(lemma: str) -> bool:
    return lemma in name_words().roles | nouns().people and lemma not in NO_ROLES


def others_after(segment: AnalysedSegment, mention: Mention, gender: str) -> bool:
    """Tell whether somebody unnamed stands behind the name: *he had heard from the minister*.

    :param segment: where the name stands.
    :param mention: the name.
    :param gender: of the pronoun.
    """
    after = mention.span.end - segment.offset
    return any(
        t.idx >= after
        and t.tag_ == "NN"
        and can_be(t, gender)
        and t.dep_ != "compound"
        and _is_role(t.lemma_.lower())
        and not _is_aside(t, after)
        for t in segment.parsed
    )


def _is_aside(noun: Token, after: int) -> bool:
    """Tell who is not meant next: *Lukas, an accountant, …*, *a flag that a cook had*, *a reporter*."""
    if noun.dep_ in ("appos", "attr") and noun.head.idx < after:
        return True
    indefinite = any(child.lower_ in ("a", "an") for child in noun.children)
    if noun.lemma_.lower() in _ASKING and indefinite:
        return True
    return indefinite and any(token.dep_ == "relcl" for token in noun.ancestors)


def subject_before(document: AnalysedDocument, segment: AnalysedSegment, token: Token) -> bool:
    """Tell whether another subject of one person stands before the pronoun in its segment.

    :param document: the text.
    :param segment: where the pronoun stands.
    :param token: the pronoun.
    """
    return any(
        t.dep_ in ("nsubj", "nsubjpass")
        and t.tag_ in ("NN", "NNP")
        and not in_speech(document, segment.span_of(t).start)
        for t in token.doc[segment.parsed.start : token.i]
    )


def has_subject_person(segment: AnalysedSegment) -> bool:
    """Tell a sentence whose subject is a noun for one person.

    :param segment: a sentence.
    """
    return any(
        t.dep_ in ("nsubj", "nsubjpass") and t.tag_ == "NN" and t.lemma_.lower() in nouns().people
        for t in segment.parsed
    )
