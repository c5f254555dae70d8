"""Places in a sentence where a clause begins that has to have a verb, for rules on bare clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.rules.fluency._clauses import is_finite
from mtaudit.rules.fluency._copula_words import DEFINITE, TIMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

__all__ = ["behind_link", "behind_phrase", "has_its_verb", "openings", "opens"]

_LINKS = frozenset("however though meanwhile too therefore instead moreover".split())
#: Longest phrase of place or time before a subject (*in the house by the river the lamp*), in tokens.
_LONGEST_PHRASE = 7


def openings(sentence: TokenSpan) -> Iterator[Token]:
    """Yield the first words that the subject may have: behind quotation marks, an adverb, a phrase.

    :param sentence: the words up to the full stop.
    """
    doc, start, end = sentence.doc, sentence.start, sentence.end
    while start < end - 1 and doc[start].is_punct:
        start += 1
    first = start
    if doc[start].lower_ in TIMES:
        start = min(start + 1, end - 1)
    elif doc[start].tag_ in ("RB", "IN", "VBG"):
        comma = next((token.i for token in sentence if token.text == ","), end)
        start = comma + 1 if comma + 1 < end else start
        if start + 2 < end and doc[start].lower_ in _LINKS and doc[start + 1].text == ",":
            # *On the coast, however, the wind still strong*
            start += 2
    yield doc[start]
    behind = behind_phrase(doc, first, end)
    if behind is not None and behind.i != start:
        yield behind


def behind_link(link: Token, end: int) -> Token:
    """Return the first word of the subject behind a conjunction: *and on the coast the wind too strong*.

    :param link: the conjunction.
    :param end: where the segment ends.
    """
    return behind_phrase(link.doc, link.i + 1, end) or link.nbor(1)


def behind_phrase(doc: Doc, start: int, end: int) -> Token | None:
    """Return the determiner behind a phrase of place or time that has no comma: *In the yard the dog*.

    :param doc: the tokens.
    :param start: where the preposition may stand.
    :param end: where the clause ends.
    """
    if doc[start].tag_ != "IN" or doc[start].dep_ == "mark":
        return None
    for place in range(start + 1, min(start + _LONGEST_PHRASE, end - 1)):
        token, following = doc[place], doc[place + 1]
        if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"):
            return None
        placed = place == start + 1 and token.lower_ in ("there", "here")
        begins = following.lower_ in DEFINITE or following.lower_ in ("a", "an")
        if begins and (placed or token.pos_ in ("NOUN", "PROPN")):
            return following
    return None


def opens(link: Token) -> bool:
    """Tell a conjunction from *that* as a determiner and *since* as a preposition, by what stands before.

    :param link: the conjunction.
    """
    if link.lower_ == "and":
        return _joins_clauses(link)
    if link.lower_ == "that":
        return link.i > 0 and link.nbor(-1).pos_ in ("VERB", "ADJ", "NOUN") and link.tag_ != "DT"
    return link.lower_ != "said" or link.tag_ == "VBD"


def _joins_clauses(link: Token) -> bool:
    """Tell *The rope broke, and the boat still full* from *One was dead, and the other still missing*.

    Where a form of *be* or *with* stands before, it counts for both halves.
    """
    if link.i == 0 or link.nbor(-1).text != ",":
        return False
    for token in link.doc[link.sent.start : link.i]:
        if token.lemma_ in ("be", "become", "remain", "seem") and not token.dep_.startswith("aux"):
            return False
        opened = token.i == link.sent.start or token.nbor(-1).text == ","
        if token.lower_ == "with" and opened:
            return False
    return True


def has_its_verb(link: Token) -> bool:
    """Tell by the parse a clause with a verb that is no participle or adjective: nothing to read there.

    :param link: the conjunction.
    """
    if link.dep_ in ("mark", "advmod"):
        verb: Token | None = link.head
    else:
        verb = next((c for c in link.children if c.dep_ == "ccomp" and c.i > link.i), None)
    if verb is None or verb.i < link.i or any(t.text == "," for t in link.doc[link.i : verb.i]):
        # *Although the road still slippery, buses are running*
        return False
    if any(c.dep_ in ("aux", "auxpass") and is_finite(c) and c.i > link.i for c in verb.children):
        return True
    return verb.pos_ == "AUX" or (verb.tag_ == "VBZ" and any(c.dep_ == "nsubj" for c in verb.children))
