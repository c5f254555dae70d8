"""Sentences that are a subordinate clause and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._phrases import FINITE, before

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["has_main_clause"]

_SUBORDINATORS = frozenset(
    "because although though while whereas where when who whom whose which that if since as until after before so "
    "unless whether how why what once than".split()
)
_SUBJECT_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "CD", "EX", "PRP$", "VBG", "JJ"})


def has_main_clause(sentence: TokenSpan, opening: Token) -> bool:
    """Tell whether a sentence that opens with a subordinator has a main clause.

    Where the parse makes the subordinator's own verb the root, nothing is above it. A comma and then a subject
    with its finite verb, unless a conjunction or another subordinator begins it, is a main clause whatever the
    parse says.

    :param sentence: the sentence.
    :param opening: the subordinator, or its last word.
    """
    marks = [t for t in sentence if t.i > opening.i and t.text in (",", "—", "–", ";")]
    for mark in marks:
        if _begins_clause(mark, sentence):
            return True
    root = sentence.root
    clause = opening.head if opening.dep_ in ("mark", "advmod") else None
    if clause is None or clause.i == root.i:
        # Fragments are parsed as if the subordinator were not there.
        return _has_inversion(sentence, opening)
    if root.i < opening.i or clause.dep_ not in ("advcl", "csubj", "prep", "ccomp"):
        return True
    # No comma: *Because he was ill he stayed at home* has its two subjects side by side.
    finite = root.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in root.children)
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass", "expl") and c.i > clause.i), None)
    return finite and subject is not None


def _begins_clause(mark: Token, sentence: TokenSpan) -> bool:
    """Tell whether a subject and its finite verb follow a comma."""
    words = [t for t in sentence if t.i > mark.i and not t.is_punct][:1]
    if not words:
        return False
    first = words[0]
    if first.tag_ == "RB" and first.i + 1 < sentence.end:
        first = sentence.doc[first.i + 1]
    if first.lower_ in _SUBORDINATORS or first.tag_ in ("CC", "IN", "WDT", "WP", "WRB", "VBN", "TO") and first.lower_ not in ("that", "those"):
        return False
    if first.tag_ not in _SUBJECT_TAGS and first.tag_ != "VB":
        return False
    if first.tag_ == "VB":
        return first.dep_ == "ROOT"
    for token in sentence.doc[first.i : sentence.end]:
        if token.tag_ in FINITE and token.dep_ != "relcl":
            return _has_own_subject(token, mark)
        if token.i > first.i and token.tag_ in ("WDT", "WP", "WP$"):
            return token.sent.root.i > token.i
        if token.text in ",;" and token.i > first.i:
            # *the driver, 34, said*
            continue
    return False


def _has_own_subject(verb: Token, mark: Token) -> bool:
    """Tell whether the verb's subject stands between the comma and the verb, and it is no clause of another."""
    holder = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    subject = next((c for c in holder.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
    if holder.dep_ == "ROOT":
        return subject is None or subject.i > mark.i or subject.i < mark.i and holder.i - subject.i > 1 and False
    return subject is not None and subject.i > mark.i and holder.dep_ in ("ccomp", "parataxis")


def _has_inversion(sentence: TokenSpan, opening: Token) -> bool:
    """Tell *Because of this, is he to blame?* and imperatives: a question is no fragment of ours."""
    last = sentence[-1]
    previous = before(last) if last.text == '"' else None
    return last.text == "?" or (previous is not None and previous.text == "?") or opening.i >= sentence.end - 2
