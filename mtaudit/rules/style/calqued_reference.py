from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.lexicons_style import style_words
from mtaudit.rules.style._phrases import FINITE, NOUNS, after, before, first_word, phrase_back, phrase_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

_MENTIONED = frozenset({"mentioned", "referred", "meant", "abovementioned", "aforementioned", "aforesaid"})
#: What is in question in English: feelings and qualities, and what a verb puts there.
_DOUBTED = (
    "ness", "ity", "hood", "ism", "feeling", "issue", "loyalty", "honesty", "future", "right", "person",
    "individual", "people",
)  # fmt: skip
_PUTS = frozenset(
    "put puts call calls called leave leaves left throw threw bring brought place placed".split()
)
#: Words that make *itself* a contrast with something else.
_CONTRASTS = frozenset(
    "not n't never nor only even but however yet although though unlike rather despite than".split()
)
#: Words after which a clause of its own begins.
_CLAUSE_OPENERS = frozenset("and that meanwhile then said says explained added".split())
#: Words that put a topic first, with how many they are.
_TOPICS = {"for": 1, "regarding": 1, "as": 2, "concerning": 1}
#: Papers and estates of the law that a sentence about them takes up: *The contract in question was signed*.
_PAPERS = frozenset("contract agreement deed lease land property lot parcel claim mortgage".split())
#: Those whom English calls *the … concerned*, and verbs that leave somebody concerned.
_OFFICIAL = frozenset("person people individual official authority minister party member parent".split())
_CAUSES = frozenset("have keep leave make get see find that".split())
_QUOTATION_MARKS = frozenset("\"“”''")
_DETERMINERS = frozenset({"the", "this", "these", "those", "that"})


class CalquedReference(Rule):
    """A pointer back that English leaves to `the` or `this`.

    ## What it finds
    `the said village`, `the mentioned clinics`, `the gym in question`, `the shop referred to`, `the hawker
    concerned`, and `itself` after a subject that is contrasted with nothing, before background (`The program
    itself was launched in 2019`).

    ## Why it matters
    *Tersebut*, *dimaksud*, *bersangkutan* and *itu sendiri* follow a noun in Indonesian to say that it has
    been named before. `Said` is a lawyer's word, and `itself` promises a contrast.

    ## Known false alarms
    Deeds and statutes, which the rule avoids by their nouns; the authority or the people `concerned`, which
    are left alone; `in question` where there are several things
    to choose from; `itself` in a true contrast.

    ## Example
    `The said road was closed, and the bridge itself was built in 1990.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *tersebut* and *itu sendiri*; Swan 2016,
    *Practical English Usage*, on reflexive pronouns for emphasis.
    """

    code = "STY016"
    name = "calqued-reference"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the pointer, with its article where that belongs to it."""
        document = evidence.document
        for segment, token in document.tokens(*_FINDERS):
            place = _FINDERS[token.lower_](segment, token)
            if place is not None:
                yield Hit(
                    segment.span_of(token.doc[place[0].i : place[1].i + 1]),
                    "It renders Indonesian tersebut, dimaksud or itu sendiri; “the” or “this” will do.",
                    confidence=0.6,
                )


_Place = tuple["Token", "Token"]


def _said(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *the said village*, but not *the said Deed*."""
    determiner, noun = before(segment, token), after(segment, token)
    if determiner is None or noun is None or determiner.lower_ not in _DETERMINERS:
        return None
    end = phrase_end(segment, noun.i)
    if end == noun.i or noun.text[0].isupper() or noun.tag_ in ("DT", "PRP$"):
        return None
    leader = before(segment, determiner)
    if determiner.lower_ != "the" and leader is not None and leader.pos_ not in ("VERB", "ADP", "PUNCT"):
        # *a report that said prices rose*
        return None
    if any(t.lemma_.lower() in style_words().legal for t in token.doc[noun.i : end]):
        return None
    return determiner, token


def _mentioned(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *the mentioned clinics* and *the referred village*."""
    determiner, noun = before(segment, token), after(segment, token)
    if determiner is not None and determiner.text == "-":
        # *the above-mentioned suspects*
        determiner = before(segment, token, 3)
    if determiner is None or noun is None or determiner.lower_ not in ("the", "this", "these"):
        return None
    if determiner.tag_ != "DT" or (noun.tag_ not in NOUNS | {"JJ"}):
        return None
    if determiner.lower_ != "the" and token.tag_ not in ("VBN", "JJ"):
        return None
    return determiner, token


def _behind(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *the hawker concerned* and *the shop referred to*: a person or thing, and no clause behind it."""
    noun, last = before(segment, token), token
    if token.lower_ == "referred":
        to = after(segment, token)
        if to is None or to.lower_ != "to":
            return None
        last = to
    if noun is None or noun.tag_ not in NOUNS:
        return None
    # *The plan referred to was dropped*
    heads = last != token and phrase_back(segment, noun.i + 1) == segment.parsed.start
    if not heads and noun.lemma_.lower() not in nouns().concrete | nouns().people:
        return None
    phrase = token.doc[phrase_back(segment, noun.i + 1) : noun.i]
    first = next((t for t in reversed(phrase) if t.tag_ == "DT"), noun)
    leader, following = before(segment, first), after(segment, last)
    if first.lower_ not in ("the", "this", "these") or noun.lemma_.lower() in _OFFICIAL | style_words().legal:
        return None
    if leader is not None and (leader.tag_ in NOUNS or leader.tag_ == "WDT" or leader.lemma_ in _CAUSES):
        # *the road the mayor referred to*, *it left the nurses concerned*
        return None
    ends = following is None or following.text in (".", ",", ";") or following.tag_ in FINITE
    return (noun, last) if ends else None


def _referred(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *the referred village* and *the village referred to*."""
    return _mentioned(segment, token) or _behind(segment, token)


def _question(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *the gym in question*, but not what courts have in question."""
    preposition, noun = before(segment, token), before(segment, token, 2)
    if preposition is None or noun is None or preposition.lower_ != "in" or noun.tag_ not in NOUNS:
        return None
    start = phrase_back(segment, noun.i + 1)
    determiner = token.doc[start]
    following, leader = after(segment, token), before(segment, determiner)
    lemma = noun.lemma_.lower()
    if determiner.lower_ not in ("the", "this", "these") or (leader is not None and leader.lower_ in _PUTS):
        return None
    opens = (
        start == segment.parsed.start and following is not None and following.tag_ in ("VBZ", "VBD", "VBP")
    )
    if (
        lemma in nouns().people | (style_words().legal - (_PAPERS if opens else frozenset()))
        or lemma.endswith(_DOUBTED)
        or noun.ent_type_ == "PERSON"
    ):
        # *the individual in question* and *the feeling in question* are English.
        return None
    ends = (
        following is None or following.is_punct or following.tag_ in ("VBZ", "VBD", "VBP", "MD", "IN", "CC")
    )
    return (preposition, token) if ends else None


def _itself(segment: AnalysedSegment, token: Token) -> _Place | None:
    """Find *The program itself was launched in 2019*: a subject with an article, contrasted with nothing."""
    noun, following = before(segment, token), after(segment, token)
    if noun is None or following is None:
        return None
    # Before a finite verb it must be a noun, though the tagger takes it for a verb (*The tunnel itself*).
    named = noun.tag_ in NOUNS or noun.text.istitle()
    if not named and noun.tag_ not in ("VBP", "VB", "JJ"):
        return None
    start = phrase_back(segment, token.i if named else noun.i)
    if not named:
        start = next(
            (t.i for t in (before(segment, noun, 2), before(segment, noun)) if t and t.tag_ == "DT"), start
        )
    first = first_word(segment)
    if first is not None and start == first.i and first.lower_ in _TOPICS:
        start += _TOPICS[first.lower_]
    topic = first is not None and start == first.i + _TOPICS.get(first.lower_, len(segment.parsed))
    if topic and following.text == ",":
        return token, token
    if token.doc[start].tag_ not in ("DT", "PRP$") or token.doc[start].lower_ in ("a", "an", "no", "any"):
        return None
    if not topic and not _opens_clause(segment, start):
        return None
    rest = token.doc[token.i + 1 : min(token.i + 9, segment.parsed.end)]
    if any(t.lower_ in _CONTRASTS for t in segment.parsed[:2]) or any(t.lower_ in _CONTRASTS for t in rest):
        return None
    if any(t.lower_ == "only" for t in token.doc[max(segment.parsed.start, start - 8) : start]):
        # *not only the record, the bottle itself was gone*
        return None
    return (token, token) if _is_verb(following) else None


def _opens_clause(segment: AnalysedSegment, start: int) -> bool:
    """Tell whether a noun phrase is the subject at the head of a sentence or of a clause."""
    if start == segment.parsed.start:
        return True
    left = segment.parsed.doc[start - 1]
    return left.lower_ in _CLAUSE_OPENERS or left.text in (",", ";", ":") or left.text in _QUOTATION_MARKS


def _is_verb(token: Token) -> bool:
    """Tell a finite verb, also one that the tagger took for a plural (*itself ranges from*)."""
    if token.pos_ in ("VERB", "AUX") or token.tag_ in FINITE:
        return token.tag_ not in ("VBG", "VB")
    adverb = token.tag_ == "RB" and token.i + 1 < len(token.doc) and token.nbor().tag_ in FINITE
    return adverb or (token.tag_ in ("NNS", "NN") and token.lower_.endswith(("s", "ed")))


_FINDERS = {
    "said": _said,
    "question": _question,
    "concerned": _behind,
    "itself": _itself,
    "themselves": _itself,
    **dict.fromkeys(sorted(_MENTIONED), _mentioned),
    "referred": _referred,
}
