"""Sentences that are a subordinate clause and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import FINITE

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["has_main_clause"]

_SUBORDINATORS = frozenset(
    "because although though while whereas where when who whom whose which that if since as until "
    "after before so unless whether how why what once than".split()
)
_BREAKS = frozenset({",", "—", "–", ";", ":", "--"})
#: Words of the second half of a pair (*although … but*, *because … so*).
_PAIRED = frozenset({"but", "yet", "so", "therefore", "then", "however", "hence", "thus"})
#: Words that open a clause or phrase within the clause.
_INNER = frozenset("if when according until for from based since regarding during after before once".split())
_INNER_PLACES = frozenset("in on at with under as".split())
#: Conjunctions that may go without a verb: *While in Jakarta, he met the president.*
_ELLIPTICAL = frozenset({"while", "although", "though", "whilst"})
_SUBJECT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "EX", "PRP$", "VBG", "JJ"})


def has_main_clause(sentence: TokenSpan, opening: Token) -> bool:
    """Tell whether a sentence that opens with a subordinator has a main clause.

    Where the parse makes the subordinator's own verb the root, nothing is above it. A comma and then a
    subject with its finite verb, unless a conjunction or another subordinator begins it, is a main clause
    whatever the parse says.

    :param sentence: the sentence.
    :param opening: the subordinator, or its last word.
    """
    breaks = [token for token in sentence if token.i > opening.i and token.text in _BREAKS]
    following = sentence.doc[opening.i + 1] if opening.i + 1 < sentence.end else opening
    if following.lower_ in _INNER or (
        opening.lower_ not in _ELLIPTICAL and following.lower_ in _INNER_PLACES
    ):
        # *Because if prices rise, farmers plant more.*: the comma closes a clause within the clause.
        breaks = breaks[1:]
        if not any(_begins_clause(mark, sentence, opening) for mark in breaks):
            return _is_no_statement(sentence, opening)
    if any(_begins_clause(mark, sentence, opening) for mark in breaks):
        return True
    if any(t.tag_ in FINITE and t.i > opening.i + 1 and t.nbor(-1).tag_ in FINITE for t in sentence):
        # *Whose house it was is not known.*
        return True
    if opening.lower_ in ("which", "whose") and _two_verbs(sentence, opening):
        # *Which boats will get them first has not been decided.*
        return True
    if not breaks and _is_joined(sentence, opening):
        return False
    root = sentence.root
    clause = opening.head if opening.dep_ in ("mark", "advmod", "prep", "pcomp") else None
    if clause is None or clause.i == root.i or root.i < opening.i:
        # Fragments are parsed as if the subordinator were not there.
        return _is_no_statement(sentence, opening)
    if clause.dep_ not in ("advcl", "csubj", "prep", "ccomp", "npadvmod"):
        return True
    behind = any(opening.i < t.i < root.i and t.text == "," for t in sentence)
    # No comma: *Because he was ill he stayed at home* has its two subjects side by side.
    finite = root.tag_ in FINITE or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in root.children
    )
    subject = next(
        (c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > clause.i), None
    )
    return (subject is not None and (finite or behind)) or (
        behind and root.tag_ in ("NNS", "NN", "JJ") and clause.i < root.i
    )


def _two_verbs(sentence: TokenSpan, opening: Token) -> bool:
    """Tell two finite verbs that nothing between them links: the second is the main clause's."""
    behind = [token for token in sentence if token.i > opening.i]
    finite = [token for token in behind if token.tag_ in FINITE and token.nbor(-1).tag_ not in FINITE]
    linked = any(
        token.lower_ in _SUBORDINATORS or token.tag_ == "CC" or token.text == "," for token in behind
    )
    return len(finite) > 1 and not linked and behind[0].tag_ not in FINITE


def _is_joined(sentence: TokenSpan, opening: Token) -> bool:
    """Tell *Because it had no license and its well lies there.*: the second verb is joined by *and*."""
    finite = [token for token in sentence if token.tag_ in FINITE and token.i > opening.i]
    links = [t.i for t in sentence if t.lower_ in ("and", "or", "but") and t.i > opening.i]
    if len(finite) != 2 or len(links) != 1 or not finite[0].i < links[0] < finite[1].i:
        return False
    between = sentence.doc[links[0] + 1 : finite[1].i]
    return (
        0 < len(between) < 5 and between[0].tag_ in ("PRP", "PRP$", "DT") and finite[1].nbor(-1).i >= links[0]
    )


def _begins_clause(mark: Token, sentence: TokenSpan, opening: Token) -> bool:
    """Tell whether a subject and its finite verb, or an order, follow a comma."""
    words = [t for t in sentence if t.i > mark.i and not t.is_punct][:1]
    if not words:
        return False
    first = words[0]
    following = sentence.doc[first.i + 1 : first.i + 2]
    if first.lower_ in _PAIRED and not (len(following) and following[0].lower_ == "that"):
        # *Although tired, but happy*: two conjunctions are another rule's fault.
        return any(t.tag_ in FINITE or t.tag_ == "VBN" for t in sentence if t.i > first.i)
    said = any(t.tag_ in FINITE and t.dep_ != "relcl" and opening.i < t.i < mark.i for t in sentence)
    if first.tag_ == "VB":
        return bool(first.dep_ == "ROOT" and said and first.i == mark.i + 1)
    if first.tag_ == "RB" and first.i + 1 < sentence.end:
        first = sentence.doc[first.i + 1]
    if first.lower_ in _SUBORDINATORS or first.tag_ in ("CC", "IN", "WDT", "WP", "WRB", "VBN", "TO"):
        return first.lower_ == "that" and _has_clause(first, mark, sentence)
    return first.tag_ in _SUBJECT_TAGS and (
        _has_clause(first, mark, sentence) or (said and _may_have_clause(first, sentence))
    )


def _has_clause(first: Token, mark: Token, sentence: TokenSpan) -> bool:
    for token in sentence.doc[first.i : sentence.end]:
        if token.i > first.i and token.tag_ in ("WDT", "WP", "WP$") and token.dep_ != "dobj":
            return bool(sentence.root.i > token.i)
        if token.tag_ in FINITE and token.dep_ != "relcl" and _has_own_subject(token, mark):
            return True
    return False


def _may_have_clause(first: Token, sentence: TokenSpan) -> bool:
    """Tell *demonstrations on Saturday roamed areas*, whose verb the tagger took for a participle."""
    for token in sentence.doc[first.i + 1 : sentence.end]:
        if token.tag_ in ("WDT", "WP", "WP$", "WRB"):
            return False
        if token.tag_ in ("VBN", "VBD") and token.dep_ in ("amod", "acl", "ROOT"):
            return True
    return False


def _has_own_subject(verb: Token, mark: Token) -> bool:
    """Tell whether the verb's subject stands behind the comma, and it is no clause of another."""
    holder = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = next(
        (c for c in holder.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") and c.i > mark.i),
        None,
    )
    return subject is not None and holder.dep_ in ("ROOT", "ccomp", "parataxis", "conj")


def _is_no_statement(sentence: TokenSpan, opening: Token) -> bool:
    """Tell a question, and a title of a few words."""
    return sentence.text.rstrip(" \"'").endswith("?") or opening.i >= sentence.end - 2
