from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import MONTHS, WEEKDAYS, after, before, is_year
from mtaudit.rules.lexicons_forms import PrepositionFrame, prepositions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_SPANS = frozenset(
    "second seconds minute minutes hour hours day days night nights week weeks month months year "
    "years decade decades century centuries".split()
)
_COUNTS = frozenset(
    "a an several few many some couple about almost nearly more than at least last past the".split()
)
_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_HOURS = frozenset({"a.m.", "p.m.", "am", "pm", "o'clock", "wib", "wita", "wit", "a.m", "p.m"})
_CLOCK = re.compile(r"[0-2]?\d[.:][0-5]\d")
_EFFECTS = frozenset({"impact", "influence", "effect"})
#: Verbs with a year behind them, whatever the entity finder makes of it.
_DATED = frozenset(
    "born founded built established opened died created held launched married completed".split()
)
_RELATIVE_DAYS = frozenset({"yesterday", "tomorrow", "tonight"})


class WrongPreposition(Rule):
    """An adjective, noun or time with a preposition that it does not take.

    ## What it finds
    Adjectives and nouns of a lexicon with the wrong preposition (`different with`, `capable to`, `impact
    to`, `the reason of`), and times with the wrong one (`at Monday`, `in Sunday`, `on March 2020`, `in the
    age of 30`, `since two months`).

    ## Why it matters
    The preposition belongs to the Indonesian word (`berbeda dengan`, `dampak terhadap`, `pada hari Senin`,
    `sejak dua bulan`).

    ## Known false alarms
    A phrase of manner that happens to follow the adjective (`the result is different with older pupils`).

    ## Example
    `The new bridge is similar with the old one.`

    ## Source
    Swan 2016, *Practical English Usage*, on prepositions after particular words and on times; Francis,
    Hunston and Manning 1998, *Collins COBUILD Grammar Patterns 2: Nouns and Adjectives*; each entry of the
    lexicon names its own.
    """

    code = "FLU020"
    name = "wrong-preposition"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the head with its preposition, or the preposition with its time."""
        by_head = prepositions().by_head
        for segment, head in evidence.document.tokens(*by_head):
            preposition = after(head)
            if preposition is None or preposition.i >= segment.parsed.end:
                continue
            for frame in by_head[head.lower_]:
                if preposition.lower_ in frame.wrong and _fits(head, preposition, frame):
                    behind = f" (Indonesian “{frame.indonesian}”)" if frame.indonesian else ""
                    yield Hit(
                        segment.span_of(head.doc[head.i : preposition.i + 1]),
                        f"“{head.text}” does not take “{preposition.text}”{behind}; say “{frame.right}”.",
                        confidence=frame.confidence,
                    )
                    break
        for segment, preposition in evidence.document.tokens("in", "at", "on", "since", "from", "for"):
            found = _time(preposition)
            if found is not None and found[0].i < segment.parsed.end:
                last, right = found
                words = preposition.doc[preposition.i : last.i + 1]
                message = f"“{words.text}” is the wrong preposition for this time; English says: {right}."
                yield Hit(segment.span_of(words), message, confidence=0.8)


def _fits(head: Token, preposition: Token, frame: PrepositionFrame) -> bool:
    left, following = before(head), after(preposition)
    left_word = left.lower_ if left is not None and left.i >= head.sent.start else ""
    if following is None or following.is_punct or left_word in frame.unless:
        return False
    if frame.preceded and left_word not in frame.preceded:
        return False
    if preposition.lower_ == "on" and (
        following.ent_type_ in ("DATE", "TIME") or following.lower_ in WEEKDAYS
    ):
        # *They were confident on Saturday*
        return False
    if preposition.lower_ in ("in", "on", "by") and following.pos_ == "VERB" and following.tag_ != "VBG":
        return False
    if preposition.lower_ == "to" and following.tag_ in ("VB", "VBP") and frame.objects != "any":
        # *had a heavy influence to seed prices*, where the tagger takes a verb
        return head.lower_ in _EFFECTS and _is_had(head) and following.lower_ not in ("be", "have")
    if frame.objects in ("any", "phrase"):
        return following.pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "VERB", "ADV", "AUX")
    thing = _object(preposition)
    if thing is None:
        return False
    lemma = thing.lemma_.lower()
    if isinstance(frame.objects, frozenset):
        return lemma in frame.objects or thing.lower_ in frame.objects
    agent = (
        thing.ent_type_ in _AGENTS
        or lemma in prepositions().agent_nouns
        or thing.lower_ in ("him", "her", "me", "us", "them", "you")
    )
    return agent == (frame.objects == "agent")


def _is_had(head: Token) -> bool:
    """Tell *has a great impact*, *had a bad influence*."""
    words = [token.lower_ for token in head.doc[max(0, head.i - 4) : head.i]]
    return not {"a", "an", "no"}.isdisjoint(words) and not {"has", "have", "had", "having"}.isdisjoint(words)


def _object(preposition: Token) -> Token | None:
    """Return the head of the noun phrase behind the preposition."""
    head: Token | None = None
    for token in preposition.doc[preposition.i + 1 : preposition.i + 7]:
        if token.pos_ in ("NOUN", "PROPN") or token.tag_ == "PRP":
            head = token
        elif head is not None or token.pos_ not in ("DET", "ADJ", "NUM", "PRON", "ADV", "PART"):
            break
    return head


def _time(preposition: Token) -> tuple[Token, str] | None:
    time = after(preposition)
    if time is None:
        return None
    kind = preposition.lower_
    if kind in ("since", "for", "from"):
        return _since(preposition, time)
    for finder in (_day, _date, _age, _clock):
        found = finder(kind, time)
        if found is not None:
            return found
    return None


def _day(kind: str, time: Token) -> tuple[Token, str] | None:
    """Find *at Monday*, *in Sunday morning*, *on yesterday*, *on last Monday*."""
    following = after(time)
    if time.lower_ in WEEKDAYS and time.text[0].isupper() and kind in ("at", "in"):
        last = time
        if following is not None and following.lower_ in _PARTS:
            last = following
        beyond = after(last)
        if beyond is not None and (beyond.pos_ in ("NOUN", "PROPN", "ADJ", "PART") or beyond.text == "-"):
            return None
        return last, f"on {time.text}"
    if kind in ("on", "at", "in") and time.lower_ in _RELATIVE_DAYS:
        if following is not None and (following.tag_ == "POS" or following.pos_ in ("NOUN", "PROPN")):
            return None
        left = before(time, 2)
        if left is not None and left.pos_ in ("VERB", "ADJ", "AUX"):
            # A particle: *turned himself in yesterday*, *what went on yesterday*.
            particles = prepositions().particle_verbs.get(kind, frozenset())
            if kind == "in" or left.lemma_.lower() in particles:
                return None
        return time, time.text
    last_word = time.lower_ in ("last", "next") and kind in ("on", "at", "in") and following is not None
    if (
        last_word
        and following is not None
        and following.lower_ in WEEKDAYS | {"week", "month", "year", "night"}
    ):
        beyond = after(following)
        if beyond is None or (beyond.tag_ != "POS" and beyond.pos_ not in ("NOUN", "PROPN")):
            return following, f"{time.text} {following.text}"
    return None


def _date(kind: str, time: Token) -> tuple[Token, str] | None:
    """Find *on March 2020*, *on 2019*, *in 5 May*, *in December 12*, *at January*."""
    following = after(time)
    word = following.lower_ if following is not None else ""
    beyond = after(time, 2)
    if time.lower_ in MONTHS and time.text[0].isupper():
        year = following is not None and is_year(following)
        if kind in ("on", "at") and year:
            return (following, f"in {time.text}") if following is not None else None
        if kind == "at" and time.ent_type_ == "DATE" and time.lower_ not in ("may", "march"):
            return time, f"in {time.text}"
        clear = time.lower_ not in ("may", "march") or (following is not None and following.text in ",.")
        ends = following is None or following.is_punct or following.pos_ in ("ADP", "CCONJ", "SCONJ")
        if kind == "on" and clear and ends and time.ent_type_ == "DATE" and word not in ("-", "'s"):
            return time, f"in {time.text}"
        day = word.isdigit() and 1 <= int(word) <= 31
        dated = beyond is not None and (beyond.text == "," or is_year(beyond) or beyond.text == ".")
        if kind in ("in", "at") and day and dated and following is not None:
            return following, f"on {time.text} {following.text}"
    if kind in ("in", "at") and time.text.isdigit() and int(time.text) <= 31 and word in MONTHS:
        part = beyond is None or beyond.pos_ != "NOUN" or beyond.is_punct
        return (following, f"on {time.text}") if part and following is not None else None
    if kind in ("on", "at") and is_year(time) and _stands_alone(time):
        return time, f"in {time.text}"
    if kind in ("on", "at") and time.lower_ == "the" and word in ("year", "month") and kind == "on":
        dated = beyond is not None and (is_year(beyond) or beyond.lower_ == "of")
        return (following, f"in the {word}") if dated and following is not None else None
    return None


def _stands_alone(year: Token) -> bool:
    """Tell a bare year that ends its phrase and is not compared with (*up 5 % on 2019*)."""
    following = after(year)
    ends = following is None or following.text in ",.;" or following.pos_ in ("CCONJ", "SCONJ", "ADP")
    sentence = [token.lower_ for token in year.sent if token.i < year.i]
    compared = {
        "%",
        "percent",
        "cent",
        "per",
        "up",
        "down",
        "compared",
        "improve",
        "based",
        "focus",
        "focused",
        "turns",
    }
    left = before(year, 2)
    dated = year.ent_type_ == "DATE" or (left is not None and left.lower_ in _DATED)
    return ends and dated and compared.isdisjoint(sentence)


def _age(kind: str, time: Token) -> tuple[Token, str] | None:
    """Find *in the age of 30*, *in the TV*, *in page 5*, *in the weekend*, *at the morning*."""
    first, second, third = after(time), after(time, 2), after(time, 3)
    if time.lower_ == "the" and first is not None and first.lower_ == "age" and kind in ("in", "on"):
        number = third is not None and second is not None and second.lower_ == "of"
        if number and third is not None and (third.like_num and not is_year(third)):
            return first, "at the age of"
        return None
    if (
        time.lower_ == "age"
        and kind in ("in", "on")
        and first is not None
        and (first.like_num or (second and second.like_num))
    ):
        return time, "at the age of"
    if kind == "in" and time.lower_ in ("tv", "television"):
        ends = first is None or first.is_punct or first.pos_ in ("ADP", "CCONJ", "SCONJ", "ADV")
        return (time, f"on {time.text}") if ends else None
    if kind == "in" and time.lower_ == "page" and first is not None and first.like_num:
        return time, "on page"
    if kind == "on" and time.lower_ == "the" and first is not None and second is not None and second.is_punct:
        # *came back on the afternoon.*
        return (first, f"in the {first.text}") if first.lower_ in ("afternoon", "evening") else None
    if kind != "on" and time.lower_ == "the" and first is not None:
        ends = second is None or (second.text != "-" and second.pos_ not in ("NOUN", "PROPN", "PART", "NUM"))
        if kind == "in" and first.lower_ in ("tv", "television", "radio", "internet") and ends:
            left = before(time, 2)
            if left is None or left.pos_ != "NOUN" or left.dep_ != "pobj":
                return first, f"on {first.text}" if first.lower_ in (
                    "tv",
                    "television",
                ) else f"on the {first.text}"
        if kind == "in" and first.lower_ in ("weekend", "weekends") and ends:
            return first, f"at the {first.text}"
        if kind == "at" and first.lower_ in ("morning", "afternoon", "evening") and ends:
            return first, f"in the {first.text}"
    return None


def _clock(kind: str, time: Token) -> tuple[Token, str] | None:
    """Find *on 5 a.m.*, *in 9 o'clock*, *on 15:30*, *in noon*."""
    following = after(time)
    if kind == "at" or following is None:
        return None
    hour = time.text[0].isdigit() and following.lower_ in _HOURS
    if hour or (_CLOCK.fullmatch(time.text) and kind == "on"):
        return (following if hour else time), f"at {time.text}"
    if time.lower_ in ("noon", "midnight", "dawn", "dusk") and kind in ("on", "in"):
        ends = following.is_punct or following.pos_ in ("ADP", "CCONJ", "SCONJ")
        return (time, f"at {time.text}") if ends else None
    return None


def _since(preposition: Token, time: Token) -> tuple[Token, str] | None:
    """Find *since two months*, *since three years ago*, *from since*."""
    if preposition.lower_ in ("from", "for"):
        following = after(time)
        numbered = (
            following is not None
            and time.lower_ == "since"
            and following.pos_ in ("NOUN", "PROPN", "NUM", "DET", "ADV")
        )
        return (time, "since") if numbered else None
    words: list[Token] = []
    for token in preposition.doc[preposition.i + 1 : preposition.i + 7]:
        words.append(token)
        if token.lower_ in _SPANS:
            break
        if not (token.like_num or token.lower_ in _COUNTS):
            return None
    if not words or words[-1].lower_ not in _SPANS or len(words) < 2:
        return None
    if any(token.lower_ in ("the", "last", "past", "an") and not token.like_num for token in words):
        return None
    if words[0].lower_ == "a" and len(words) == 2 and _ago(words[-1]) is None:
        return None
    if words[0].like_num and is_year(words[0]):
        return None
    if len(words) == 2 and words[0].lower_ == "many":
        return None
    ago = _ago(words[-1])
    following = after(words[-1])
    if following is not None and following.lower_ in (
        "before",
        "after",
        "prior",
        "earlier",
        "into",
        "old",
        "has",
        "have",
        "had",
        "passed",
        "-",
        "later",
    ):
        return None
    return (ago or words[-1]), "for" if ago is None else "for, or a date after since"


def _ago(unit: Token) -> Token | None:
    following = after(unit)
    return following if following is not None and following.lower_ == "ago" else None
