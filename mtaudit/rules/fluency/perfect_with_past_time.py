from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import belongs_to, follows_event, is_year, past_time, verb_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Verbs whose object or complement lies ahead: a day after them may be one to come.
_PLANNING = frozenset(
    "schedule plan set call invite arrange book postpone move delay summon urge ask order tell intend "
    "promise pledge vow expect hope decide agree confirm announce appeal list pencil fix propose "
    "cancel close shut extend organise organize convene reschedule declare warn forecast predict "
    "reserve target".split()
)
#: Those of them that name a month or year still to come.
_MOVING = frozenset("schedule plan set book postpone move delay reschedule push slate expect defer".split())
#: Verbs whose object may lie in the past (*has condemned the attack last week*).
_JUDGING = frozenset(
    "condemn criticise criticize deny praise deplore regret denounce defend admit confess apologise "
    "apologize investigate discuss mention recall remember blame question probe examine review "
    "describe reject welcome report claim call slam attack hail comment apologize mourn deplore "
    "document detail".split()
)
#: Words by which the year or day has not ended, or that open a span up to now.
_OPEN = frozenset({"since", "far", "every", "always", "ever", "annually", "regularly", "recently", "lately"})


class PerfectWithPastTime(Rule):
    """A present perfect with a time that has ended.

    ## What it finds
    `has` or `have` with a participle, and in the same clause a finished time: `yesterday`, `last week`,
    `two days ago`, a weekday or date after `on`, a year or a month with its year after `in`.

    ## Why it matters
    The perfect ties an event to now, a finished time cuts it off. Indonesian marks a finished event with
    `telah` or `sudah` whatever the time, and engines render the marker as a perfect.

    ## Known false alarms
    A year that is not over yet (`has grown in 2021`, written in 2021), and a weekday still to come after a
    verb of planning that the list does not hold.

    ## Example
    `The two countries have signed the contract last week.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 4 on the perfective and time
    adverbials; Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on temporal markers.
    """

    code = "FLU024"
    name = "perfect-with-past-time"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb group."""
        for segment, have in evidence.document.tokens("has", "have", "'ve"):
            verb = have.head
            if have.dep_ != "aux" or verb.tag_ != "VBN" or verb.i < have.i or not _is_present(have, verb):
                continue
            time = next((t for t in past_time(have.sent, dated=True) if _times(t, verb)), None)
            if time is None or any(t.lower_ in _OPEN for t in have.sent if t.i < max(time.i, verb.i) + 3):
                continue
            words = verb_group(have, verb)
            yield Hit(
                segment.span_of(words),
                f"The perfect “{words.text}” stands with a time that has ended; English has the past.",
                confidence=0.8,
            )


def _is_present(have: Token, verb: Token) -> bool:
    """Leave out *could have left*, *to have left* and questions that ask about a perfect."""
    return not any(
        child.i < have.i and (child.tag_ in ("MD", "TO") or child.lower_ in ("'d", "'ll"))
        for child in verb.children
    )


def _times(time: Token, verb: Token) -> bool:
    if not belongs_to(time, verb):
        return False
    if verb.lemma_.lower() in _JUDGING and follows_event(time):
        return False
    relative = time.lower_ in ("yesterday", "ago") or time.nbor(-1).lower_ in ("last", "previous", "other")
    if relative:
        return True
    if is_year(time) and time.nbor(-1).lower_ == "in" and time.i < verb.i:
        # *In 2020 the club has won nothing* may well be written in 2020.
        return False
    in_month = time.nbor(-1).lower_ == "in"
    return verb.lemma_.lower() not in (_MOVING if in_month else _PLANNING)
