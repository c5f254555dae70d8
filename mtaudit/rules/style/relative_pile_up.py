from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.style._phrases import FINITE, after, before

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_RELATIVE = ("who", "whom", "whose", "which", "that", "where")
_HEADS = frozenset("those one ones someone somebody anyone everyone people something everything".split())
#: Nouns whose clause with `that` says what they are.
_CONTENT = frozenset(
    "fact claim idea news report belief hope fear evidence view sign doubt notion argument statement rumor "
    "rumour possibility conclusion suggestion allegation warning chance risk condition so".split()
)
#: Tags of what opens the clause of an object relative: *the songs that her father played*.
_SUBJECT_OPENERS = frozenset({"PRP", "PRP$", "DT", "NNP", "NNS"})
_MARKS = frozenset(';:"“”()[]—–')
#: Tokens between one relative word and the next in a chain.
_FARTHEST = 16
_FEWEST = 3
#: Tokens of a subject between a relative word and one that hangs on it.
_SUBJECT = 4


class RelativePileUp(Rule):
    """Three or more relative clauses, each inside or right after the one before.

    ## What it finds
    A chain of `who`, `which`, `that`, `whose` and `where` without a return to the main clause: `a man who
    drives a car that has a rack which …`. The value grows with the length: three give 0.6, five give 1.

    ## Why it matters
    Indonesian *yang* strings any number of clauses on a noun. English readers lose the noun, and native
    writers stop at two.

    ## Known false alarms
    Nursery rhymes, statutes and deliberate chains.

    ## Example
    `A family that owns a house which stands on land that belongs to the state was fined.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on relative clauses with *yang*; Quirk et al.
    1985, *A Comprehensive Grammar of the English Language*, ch. 17 on multiple postmodification.
    """

    code = "STY008"
    name = "relative-pile-up"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the chain from its first relative word to its last."""
        places = evidence.document.tokens(*_RELATIVE)
        for segment, group in groupby(places, key=lambda place: place[0]):
            words = [token for _, token in group if _is_relative(segment, token)]
            for chain in _chains(words):
                yield Hit(
                    segment.span_of(chain[0].doc[chain[0].i : chain[-1].i + 1]),
                    f"{len(chain)} relative clauses hang on one another (Indonesian yang … yang).",
                    value=min(1.0, 0.2 * len(chain)),
                    confidence=0.7,
                )


def _is_relative(segment: AnalysedSegment, word: Token) -> bool:
    """Tell a relative word, which follows what it belongs to, from a question word and a conjunction."""
    antecedent = before(segment, word)
    if antecedent is not None and antecedent.pos_ == "ADP" and word.lower_ in ("which", "whom", "whose"):
        antecedent = before(segment, antecedent)
    if antecedent is not None and antecedent.text == ",":
        antecedent = before(segment, antecedent)
        if antecedent is not None and antecedent.pos_ == "NUM":
            # *Sumarni, 74, who …*
            return word.lower_ != "that"
    if antecedent is None or (antecedent.lower_ not in _HEADS and antecedent.pos_ not in ("NOUN", "PROPN")):
        return False
    if word.lower_ != "that":
        return True
    following = after(segment, word)
    clause = following is not None and (following.tag_ in FINITE or following.tag_ in _SUBJECT_OPENERS)
    return (word.tag_ == "WDT" or clause) and antecedent.lemma_.lower() not in _CONTENT


def _chains(words: Sequence[Token]) -> Iterator[list[Token]]:
    chain: list[Token] = []
    for word in words:
        if chain and not _hangs_on(word, chain):
            if len(chain) >= _FEWEST:
                yield chain
            chain = []
        chain.append(word)
    if len(chain) >= _FEWEST:
        yield chain


def _hangs_on(word: Token, chain: Sequence[Token]) -> bool:
    """Tell whether a relative clause begins while one before is still open."""
    previous = chain[-1]
    between = word.doc[previous.i + 1 : word.i]
    if not len(between) or len(between) > _FARTHEST:
        return False
    inner = between[:-1] if between[-1].text == "," else between
    if any(t.text in _MARKS or t.text == "," for t in inner):
        return False
    finite = sum(t.tag_ in FINITE for t in inner)
    if finite == 0:
        # *the song that the band which had won …*, and a past that the tagger took for a participle
        nested = len(inner) <= _SUBJECT and inner[0].tag_ in _SUBJECT_OPENERS
        return nested or any(t.tag_ == "VBN" for t in inner)
    return finite == 1 or (finite == 2 and any(t == r.head for r in chain for t in word.ancestors))
