"""Numbers that are no single value in digits or words: fractions, scores, *dozens*, *half an hour*.

Rules and alignment read :mod:`mtaudit.analysis.numbers.find`; facts read these too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from mtaudit.analysis.numbers.mentions import Hedge, NumberMention
from mtaudit.analysis.numbers.units import UNITS
from mtaudit.model import FactKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["find_loose_numbers"]

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
_FRACTION = re.compile(
    rf"\b(?:(?P<count>{'|'.join(_COUNTS)})[ -](?P<part>{'|'.join(_PARTS)})s?(?= of\b| the\b|[ -]majority)"
    r"|(?<!and a )(?P<half>half)(?= (?:of|the|its|their|his|her|all|those|these)\b))",
    re.IGNORECASE,
)
#: After these *half* is a part of a match or a place, no share.
_PART_OF_A_GAME = frozenset({"first", "second", "other", "last", "better", "final", "opening"})
_HALF_UNIT = re.compile(
    r"\bhalf(?: an? |-)(?P<unit>hour|minute|day|year|month|mile|metre|meter|kilometer|kilometre|ton|tonne)\b",
    re.IGNORECASE,
)
#: What *dozens* and the like can be: from, to.
_VAGUE = {
    "tens of thousands": (20_000, 100_000),
    "hundreds of thousands": (200_000, 1_000_000),
    "dozens": (20, 100),
    "scores": (40, 100),
    "tens": (20, 100),
    "hundreds": (100, 1_000),
    "thousands": (1_000, 10_000),
    "millions": (1_000_000, 100_000_000),
    "a dozen": (12, 12),
    "half a dozen": (6, 6),
    "dozen": (24, 60),
    "hundred": (200, 900),
    "thousand": (2_000, 9_000),
}
_VAGUE_WORDS = re.compile(
    r"\b(?:(?:a few|several|many) (?P<few>dozen|hundred|thousand)"
    r"|(?P<vague>tens of thousands|hundreds of thousands|dozens|scores|tens|hundreds|thousands|millions)"
    r"(?= of\b| more\b)"
    r"|(?P<dozen>half a dozen|a dozen))\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"(?<![\w.,:/–-])(?P<one>\d{1,3})[-–](?P<other>\d{1,3})(?![\w%:/–-]|[.,]\d)")
#: Words of a sentence in which two joined numbers are a score or a count of votes.
_OF_SCORES = frozenset(
    "win won beat lose lost defeat draw drew victory score lead trail vote match game set goal rout thrash "
    "ruling aggregate halftime final tie side champion opponent friendly".split()
)
_BEFORE = (
    ("more than", Hedge.MORE), ("over", Hedge.MORE), ("at least", Hedge.MORE), ("less than", Hedge.LESS),
    ("under", Hedge.LESS), ("about", Hedge.ABOUT), ("around", Hedge.ABOUT), ("roughly", Hedge.ABOUT),
    ("some", Hedge.ABOUT), ("nearly", Hedge.NEARLY), ("almost", Hedge.NEARLY),
)  # fmt: skip
#: Code points that hold the longest of these.
_WIDEST_HEDGE = 12
#: How far after the words the noun stands, in code points.
_NOUN_WITHIN = 40


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with its tokens by their places in the document."""

    view: str
    start: int
    end: int
    tokens: dict[int, Token]
    segment: int

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.view, self.start, self.end)

    def mention(
        self, kind: FactKind, value: Decimal, unit: str | None, span: tuple[int, int], noun: str | None = None
    ) -> NumberMention:
        bound = _hedge(self.view[max(self.start, span[0] - _WIDEST_HEDGE) : span[0]])
        return NumberMention(kind, value, unit, noun, False, 1, Span(*span), self.segment, hedge=bound)

    def noun_after(self, place: int) -> str | None:
        """Lemma of the next noun: what the words count or are a share of."""
        after = [token for at, token in self.tokens.items() if place <= at < place + _NOUN_WITHIN]
        for token in after:
            if token.pos_ == "NOUN" and not (token.i + 1 < len(token.doc) and token.nbor().pos_ == "NOUN"):
                return str(token.lemma_.lower())
            if token.is_punct or token.pos_ == "VERB":
                return None
        return None


def find_loose_numbers(view: str, tokens: TokenSpan, offset: int, segment: int) -> Iterator[NumberMention]:
    """Yield fractions, scores, ranges with a hyphen and vague numbers of a sentence.

    :param view: the plain view of the whole text.
    :param tokens: the sentence's tokens.
    :param offset: place in the document of the first character of the parsed piece.
    :param segment: index of the segment.
    """
    by_place = {offset + token.idx: token for token in tokens}
    sentence = _Sentence(view, offset + tokens.start_char, offset + tokens.end_char, by_place, segment)
    yield from _fractions(sentence)
    yield from _vague(sentence)
    yield from _joined(sentence)


def _fractions(sentence: _Sentence) -> Iterator[NumberMention]:
    for found in sentence.find(_FRACTION):
        count = _COUNTS[found["count"].lower()] if found["count"] else 1
        part = _PARTS[found["part"].lower()] if found["part"] else 2
        before = sentence.view[sentence.start : found.start()].lower().split()
        if before and before[-1] in _PART_OF_A_GAME:
            continue
        noun = sentence.noun_after(found.end())
        share = sentence.mention(FactKind.NUMBER, Decimal(count) / part, "fraction", found.span(), noun)
        yield replace(share, shown=f"{count}/{part}")
    for found in sentence.find(_HALF_UNIT):
        unit = UNITS[found["unit"].lower()]
        yield sentence.mention(FactKind.QUANTITY, Decimal("0.5"), unit, found.span())


def _vague(sentence: _Sentence) -> Iterator[NumberMention]:
    for found in sentence.find(_VAGUE_WORDS):
        low, high = _VAGUE[(found["few"] or found["vague"] or found["dozen"]).lower()]
        noun = sentence.noun_after(found.end())
        number = sentence.mention(FactKind.NUMBER, Decimal(low), None, found.span(), noun)
        yield number if high == low else replace(number, other=Decimal(high), shown=found.group().lower())


def _joined(sentence: _Sentence) -> Iterator[NumberMention]:
    """Yield what two numbers with a hyphen between them are: a range where they count, else a score."""
    sport = any(token.lemma_.lower() in _OF_SCORES for token in sentence.tokens.values())
    for found in sentence.find(_JOINED):
        one, other = int(found["one"]), int(found["other"])
        after = sentence.tokens.get(found.end() + 1)
        if one < other and after is not None and after.tag_ == "NNS":
            noun = str(after.lemma_.lower())
            yield sentence.mention(FactKind.NUMBER, Decimal(one), None, found.span("one"), noun)
            yield sentence.mention(FactKind.NUMBER, Decimal(other), None, found.span("other"), noun)
        elif sport or _is_between_names(sentence, found):
            score = sentence.mention(FactKind.NUMBER, Decimal(max(one, other)), "score", found.span())
            yield replace(score, other=Decimal(min(one, other)), shown=f"{one}-{other}")


def _is_between_names(sentence: _Sentence, found: re.Match[str]) -> bool:
    """Tell whether capitals begin the words on either side: ``Persija 1-0 Persib``, a line of results."""
    before = sentence.view[sentence.start : found.start()].split()
    after = sentence.view[found.end() : sentence.end]
    return bool(before) and before[-1][0].isupper() and after[:1] == " " and after[1:2].isupper()


def _hedge(before: str) -> Hedge:
    words = before.lower().rstrip()
    return next((hedge for phrase, hedge in _BEFORE if words.endswith(phrase)), Hedge.EXACT)
