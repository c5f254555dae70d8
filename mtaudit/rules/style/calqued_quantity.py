from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_grammar import nouns
from mtaudit.rules.style._phrases import FINITE, NOUNS, after, before, first_word, is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from mtaudit.analysis.document import AnalysedSegment

#: Words that make *as many as* a guess or a bound, in the clause.
_HEDGES = frozenset(
    "could may might would can estimate estimated estimates believed feared thought expected likely "
    "possibly probably perhaps every each per about around roughly nearly twice half projected if will "
    "should".split()
)
_RATES = frozenset("a an per each every".split())
_UNCOUNTED = frozenset("% percent per cent times time point points percentage".split())
_RUPIAH = frozenset({"rp", "rp.", "idr"})
_MONEY = frozenset("$ £ € us$ dollars euros pounds bail bond check cheque".split())
_PEOPLE = frozenset(
    "people persons person victims residents passengers participants officers personnel students houses "
    "units soldiers members men women children families motorcycles vehicles cars villages heads households "
    "workers employees suspects witnesses items packages pieces".split()
)
_MEASURES = frozenset(
    "kilogram kilograms kilo kilos kg gram grams g ton tons tonne tonnes liter liters litre litres meters "
    "metres hectares hectare rupiah".split()
)
_ACTED = frozenset(
    "seize seized confiscate confiscated secure secured arrest arrested deploy deployed prepare prepared "
    "record recorded send sent distribute distributed receive received hand handed provide provided buy "
    "bought plant planted evacuate evacuated examine examined involve involved register registered reach "
    "reached question questioned assign assigned".split()
)
#: Tokens from *as many as* within which its noun and verb are looked for.
_WINDOW = 14
#: An amount this large or more that ends in 0 or 5 is a round number.
_ROUND = 20


class CalquedQuantity(Rule):
    """`As many as` and its like before a plain count.

    ## What it finds
    `As many as` or `as much as` with a count at the head of a sentence about what happened, or with an exact
    count within it; `as much as` with things that are counted; `in the amount of` with goods and people; `in
    total of`; `a number of 12 people`; `with a total of 40 people`.

    ## Why it matters
    *Sebanyak*, *sejumlah* and *dengan total* stand before every count in Indonesian news and mean only that a
    count follows. `As many as` means up to, and tells a reader that nobody counted.

    ## Known false alarms
    A true upper bound in the past tense at the head of a sentence. Bounds with `could`, `may`, rates, shares
    and hedges are left alone, and so are cheques and bail `in the amount of` dollars.

    ## Example
    `As many as 14 houses were damaged.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on *sebanyak*; Oxford Advanced Learner's
    Dictionary, entries *many* and *amount*.
    """

    code = "STY015"
    name = "calqued-quantity"
    category = "Style/Awkward"
    its_type = "style"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the words that introduce the count."""
        for segment, token in evidence.document.tokens(
            "many", "much", "amount", "total", "number", "amounts"
        ):
            first = _FINDERS[token.lower_](segment, token)
            if first is None:
                continue
            last = after(segment, token) or token
            yield Hit(
                segment.span_of(token.doc[first.i : last.i + 1]),
                "The count needs no introduction (Indonesian sebanyak, sejumlah).",
                confidence=0.65,
            )


def _as_many(segment: AnalysedSegment, word: Token) -> Token | None:
    """*As many as 15 houses were damaged*."""
    first, second, number = before(segment, word), after(segment, word), after(segment, word, 2)
    if first is None or second is None or number is None:
        return None
    if first.lower_ != "as" or second.lower_ != "as":
        return None
    if number.lower_ in _RUPIAH:
        # *funds as much as Rp 10 trillion*, but not *spent as much as Rp 10 trillion*
        head = before(segment, first)
        return first if head is not None and head.tag_ in NOUNS else None
    if not is_number(number):
        return None
    words = word.doc[number.i : min(segment.parsed.end, number.i + _WINDOW)]
    if any(t.lower_ in _UNCOUNTED or t.text in _MONEY for t in words[:5]):
        return None
    counted = next((t for t in words if t.tag_ in NOUNS), None)
    if word.lower_ == "much" and counted is not None and counted.tag_ == "NNS" and _is_thing(counted):
        # *seized as much as 12 phones*
        return first
    clause = _clause(segment, first, number)
    acted = any(t.lower_ in _ACTED for t in clause)
    if any(t.text in _HEDGES and not (t.text == "will" and acted) for t in clause):
        return None
    noun = next((t for t in words if t.tag_ in NOUNS), None)
    after_noun = after(segment, noun) if noun is not None else None
    if after_noun is not None and after_noun.lower_ in _RATES and after_noun.tag_ in ("DT", "IN"):
        return None
    if word.lower_ == "much" and noun is not None and noun.lower_ in _PEOPLE:
        return first
    head = before(segment, first)
    if head is not None and head.lower_ == "of" and (total := before(segment, head)) is not None:
        # *a total of as many as 300 personnel*
        return total if total.lower_ in ("total", "number") else None
    opens = head is None or first == first_word(segment) or head.text == ","
    agents = head is not None and head.lower_ == "by"
    past = agents or any(t.tag_ in ("VBD", "VBN") for t in clause)
    if opens:
        present = any(t.tag_ in ("VBP", "VBZ") for t in clause) and _is_exact(number)
        return first if past or present or acted else None
    if head is not None and head.tag_ in NOUNS and noun is not None and noun.lower_ in _PEOPLE | _MEASURES:
        # *farmers as many as 340 people*
        return first
    measured = noun is not None and noun.lower_ in _MEASURES | _PEOPLE
    governed = head is not None and head.lower_ in _ACTED
    if governed and past and (measured or word.lower_ == "many") and noun is not None:
        return first
    exact = _is_exact(number) and (word.lower_ == "many" or measured)
    reports = head is not None and (_reports(head) or (agents and measured))
    if exact and past and noun is not None and reports:
        return first
    if head is None or word.lower_ == "much":
        return None
    # *Food parcels as many as 500 were handed out*, *The club has as many as 33 members*
    behind = noun is None or (after_number := after(segment, number)) is None or after_number.tag_ in FINITE
    counts = head.tag_ in ("NNS", "NNPS") and behind and past
    stated = head.lemma_ in ("have", "be") and _is_exact(number) and len(number.text) > 1 and noun is not None
    return first if counts or stated else None


def _is_thing(noun: Token) -> bool:
    """Tell what is counted one by one from a measure."""
    return noun.lemma_.lower() in nouns().concrete - nouns().measures and noun.lower_ not in _MEASURES


def _reports(head: Token) -> bool:
    """Tell whether what governs the count is a verb in the past or a preposition of an agent."""
    there = head.lemma_ == "be" and head.i > 0 and head.nbor(-1).lower_ == "there"
    return there or (head.tag_ in ("VBD", "VBN", "VBG") and head.lemma_ not in ("be", "have"))


def _clause(segment: AnalysedSegment, first: Token, number: Token) -> list[Token]:
    """Return the words around the count, as far as the next mark."""
    found = []
    for token in reversed(first.doc[segment.parsed.start : first.i]):
        if token.text in ",;:":
            break
        found.append(token)
    for token in number.doc[number.i : min(segment.parsed.end, number.i + 2 * _WINDOW)]:
        if token.text in ",;:" or token.lower_ in ("and", "but", "which", "who"):
            break
        found.append(token)
    return found


def _is_exact(number: Token) -> bool:
    digits = number.text.replace(",", "").replace(".", "")
    if not digits.isdigit():
        return False
    return int(digits) % 5 != 0 or int(digits) < _ROUND or (int(digits) > 1000 and int(digits) % 50 != 0)


def _amount(segment: AnalysedSegment, word: Token) -> Token | None:
    """*in the amount of 1.3 million tons*: goods or people, or rupiah."""
    of, the = after(segment, word), before(segment, word)
    preposition = before(segment, word, 2) if the is not None and the.lower_ == "the" else the
    if of is None or of.lower_ != "of" or preposition is None:
        return None
    if preposition.lower_ not in ("in", "with", "as"):
        return _amount_of_things(segment, word, of)
    if preposition.lower_ == "as" and the is not None and the.lower_ != "the":
        return None
    words = word.doc[of.i + 1 : min(segment.parsed.end, of.i + 6)]
    if not any(is_number(t) or t.lower_ in _RUPIAH for t in words[:2]):
        return None
    if any(t.lower_ in _MONEY or t.lower_.startswith("us$") for t in words):
        return None
    return preposition


def _amount_of_things(segment: AnalysedSegment, word: Token, of: Token) -> Token | None:
    """Find *an amount of 30 sacks*: things or people, counted."""
    article, number, noun = before(segment, word), after(segment, of), after(segment, of, 2)
    if article is None or article.lower_ != "an" or number is None or noun is None or not is_number(number):
        return None
    return article if noun.tag_ == "NNS" and (_is_thing(noun) or noun.lower_ in _PEOPLE) else None


def _total(segment: AnalysedSegment, word: Token) -> Token | None:
    """*in total of 31* and *with a total of 40 people*."""
    of, previous = after(segment, word), before(segment, word)
    if of is None or of.lower_ != "of" or previous is None:
        return None
    words = word.doc[of.i + 1 : min(segment.parsed.end, of.i + 6)]
    if not any(is_number(t) or t.lower_ in _RUPIAH for t in words[:3]):
        return None
    if previous.lower_ in ("in", "with", "by"):
        return previous
    preposition = before(segment, previous)
    if preposition is None or previous.lower_ not in ("a", "the"):
        return None
    if preposition.lower_ == "with" and (
        previous.lower_ == "the"
        or any(t.lower_ in _PEOPLE | _MEASURES or t.lemma_.lower() in nouns().concrete for t in words)
    ):
        return preposition
    return None


def _number(segment: AnalysedSegment, word: Token) -> Token | None:
    """Find *a number of 12 people* and *in the number of 12*."""
    of, number, previous = after(segment, word), after(segment, word, 2), before(segment, word)
    if of is None or number is None or previous is None or of.lower_ != "of" or not is_number(number):
        return None
    if number.lower_ in ("one", "hundreds", "thousands", "dozens"):
        return None
    if previous.lower_ == "a":
        # *a number of 19th-century houses*, *a number of 1970s bands*
        return previous if number.text.replace(",", "").isdigit() and len(number.text) != 4 else None
    preposition = before(segment, previous)
    counted = number.text.replace(",", "").isdigit() and len(number.text) != 4
    if previous.lower_ == "total" and preposition is not None and preposition.lower_ == "a":
        # *a total number of 14 people*
        return preposition if counted else None
    if previous.lower_ == "the" and preposition is not None and preposition.lower_ in ("in", "with"):
        return preposition
    if previous.lower_ == "the" and previous == first_word(segment) and counted:
        noun = after(segment, number)
        return previous if noun is not None and noun.tag_ == "NNS" else None
    return None


_FINDERS = {
    "many": _as_many,
    "much": _as_many,
    "amount": _amount,
    "amounts": _amount,
    "total": _total,
    "number": _number,
}
