from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._clauses import MONTHS, WEEKDAYS, belongs_to, past_time, verb_group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_NEXT = frozenset({"week", "month", "year", "weekend"}) | WEEKDAYS | MONTHS
#: Verbs of planning and saying, whose past takes a time to come (*was due tomorrow*, *said next week …*).
_AHEAD = frozenset(
    "be schedule plan set call invite arrange book postpone move delay summon urge ask order tell "
    "intend promise pledge vow expect hope decide agree confirm announce appeal propose say add warn "
    "forecast predict think know want need mean have get wish believe fear suggest recommend demand "
    "insist push defer reschedule adjourn extend slate earmark prepare predict discuss consider "
    "await face put reserve target declare organise organize convene seek "
    "eye offer look claim note".split()
)
#: Verbs of them whose passive tells a finished event (*were announced next week*).
_DONE = frozenset("announce confirm declare discuss face put".split())
_PARTICLES = frozenset({"in", "off", "out", "up", "back", "down", "away"})
_PARTS = frozenset({"morning", "afternoon", "evening", "night", "noon"})
_CONDITIONS = frozenset({"if", "though", "unless", "whether", "suppose", "until", "before", "that"})


class FuturePastClash(Rule):
    """A future verb with a past time, or a past verb with a time to come.

    ## What it finds
    `will` and a verb with `yesterday`, `last week` or `two days ago` in the same clause, and a simple past
    with `tomorrow` or `next week` in it.

    ## Why it matters
    The reader cannot tell whether the thing has happened. Indonesian verbs have no tense; where an engine
    takes the tense from the wrong word, the time word contradicts it.

    ## Known false alarms
    Plans told in the past with a verb that the list does not hold (`the band played Jakarta tomorrow, the
    poster said`).

    ## Example
    `The bridge will be opened last Monday.`

    ## Source
    Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, ch. 4 on tense and time; Sneddon
    et al. 2010, *Indonesian: A Comprehensive Grammar*, on temporal markers.
    """

    code = "FLU025"
    name = "future-past-clash"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the verb group."""
        for segment, will in evidence.document.tokens("will", "'ll", "shall", "wo"):
            verb = will.head
            if will.dep_ != "aux" or verb.i < will.i or _is_perfect(verb):
                continue
            time = next((t for t in past_time(will.sent, dated=False) if belongs_to(t, verb)), None)
            if time is not None:
                yield Hit(
                    segment.span_of(verb_group(will, verb)),
                    f"“{will.text}” looks ahead, and “{_phrase(time)}” in the same clause looks back.",
                    confidence=0.85,
                )
        for segment, going in evidence.document.tokens("going"):
            found = _going(going)
            if found is not None:
                yield Hit(
                    segment.span_of(verb_group(*found)),
                    f"“{going.text} to” looks ahead, and a time in the same clause looks back.",
                    confidence=0.8,
                )
        for segment, ahead in evidence.document.tokens("tomorrow", "next"):
            past = _past_verb(ahead)
            if past is not None:
                first = min((c for c in (*past.children, past) if _is_auxiliary(c, past)), key=lambda c: c.i)
                yield Hit(
                    segment.span_of(verb_group(first, past)),
                    f"The past “{past.text}” and “{_phrase(ahead)}” in the same clause clash.",
                    confidence=0.75,
                )


def _going(going: Token) -> tuple[Token, Token] | None:
    """Find *is going to perform last night*."""
    be = going.nbor(-1) if going.i else going
    verb = next((t for t in going.doc[going.i + 1 : going.i + 4] if t.tag_ == "VB"), None)
    if be.lower_ not in ("is", "are", "am", "'s", "'re") or verb is None or going.nbor(1).lower_ != "to":
        return None
    past = any(belongs_to(time, verb) for time in past_time(going.sent, dated=False))
    return (be, verb) if past else None


def _is_perfect(verb: Token) -> bool:
    """Tell *will have left yesterday*, a guess about the past."""
    return any(child.dep_ == "aux" and child.lemma_.lower() == "have" for child in verb.children)


def _phrase(time: Token) -> str:
    words = time.doc
    if time.lower_ == "next":
        return str(words[time.i : time.i + 2].text)
    if time.lower_ == "yesterday":
        return str(time.text)
    start = time.i - (2 if time.lower_ == "ago" else 1)
    return str(words[max(start, time.sent.start) : time.i + 1].text)


def _past_verb(time: Token) -> Token | None:
    """Return the simple past, active or passive, in whose clause a time to come stands."""
    following = time.nbor(1) if time.i + 1 < len(time.doc) else None
    place: Token = time
    if time.lower_ == "next":
        left = time.nbor(-1).lower_ if time.i else ""
        if (
            following is None
            or following.lower_ not in _NEXT
            or left in ("the", "this", "very", "for", "until")
        ):
            return None
        place = following
        following = place.nbor(1) if place.i + 1 < len(place.doc) else None
    elif following is not None and following.lower_ in _PARTS:
        # *tomorrow morning*
        place = following
        following = place.nbor(1) if place.i + 1 < len(place.doc) else None
    if following is not None and following.tag_ in ("POS", "NN", "NNS") and following.dep_ != "npadvmod":
        return None
    ahead = time.nbor(-1) if time.i else time
    if ahead.pos_ in ("ADP", "SCONJ", "DET") and ahead.lower_ not in _PARTICLES:
        return None
    if time.lower_ == "next" and ahead.lower_ in _PARTICLES and place.lower_ not in WEEKDAYS:
        # *flew in next Tuesday*, not *in next month*
        return None
    verb = place
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    passive = verb.tag_ == "VBN"
    if (
        verb.lemma_.lower() in (_AHEAD - _DONE if passive else _AHEAD)
        or not belongs_to(place, verb)
        or verb.i > time.i + 12
    ):
        return None
    own = [child for child in verb.children if _is_auxiliary(child, verb)]
    finite = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and [a.lower_ for a in own] in (["was"], ["were"]))
    if not finite or any(a.tag_ == "MD" or a.lower_ in ("had", "has", "have") for a in own):
        return None
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    if marks & _CONDITIONS or any(token.lower_ in ("if", "wish", "rather") for token in time.sent):
        return None
    return verb if verb.dep_ in ("ROOT", "conj", "relcl", "advcl", "ccomp") else None


def _is_auxiliary(child: Token, verb: Token) -> bool:
    return child.i == verb.i or (child.dep_ in ("aux", "auxpass") and child.i < verb.i)
