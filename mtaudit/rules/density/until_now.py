from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from mtaudit.rules.base import DensityRule, Evidence
from mtaudit.rules.density._spans import distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Span as TokenSpan

    from mtaudit.analysis.document import AnalysedSegment
    from mtaudit.analysis.patterns import TokenPattern
    from mtaudit.model import Span

_CUMULATIVE = frozenset(
    "reach amount record register total collect realize realise absorb stand book sell pay spend receive "
    "grow rise fall produce distribute vaccinate disburse count number plant build repair complete exceed "
    "treat examine question detain arrest serve transport carry import export handle process save secure "
    "send deliver sign test issue resolve".split()
)
#: Words with which *until* looks ahead: *will be closed until Friday*.
_FUTURE = frozenset("will would shall can could may must should open valid wait next".split())
_MONTHS = "january february march april may june july august september october november december".split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_STRETCHES = [
    "year",
    "month",
    "week",
    "quarter",
    "semester",
    "half",
    "morning",
    "afternoon",
    "evening",
    "night",
    "period",
    "decade",
    "day",
    "weekend",
]
_UNTIL = {"LOWER": {"IN": ["until", "till"]}}
#: What stands before the month or stretch: *until the end of last*, *until mid-*, *until the third*.
_BEFORE = (
    "early mid late the end of last this beginning start middle close first second third fourth past same "
    "current - 's yesterday".split()
)


class UntilNow(DensityRule):
    """`Until` for a count that has reached so much by now.

    ## What it finds
    `until now`, `until today`, and `until` with a month, a year or a past stretch of time, in a
    sentence with a cumulative verb (reached, amounted, recorded, collected).

    ## Why it matters
    *Hingga saat ini* and *sampai April* give the time up to which something was counted. English says
    `so far`, `as of` or `by`; `until` tells that it then ended.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `Revenue until April 2023 was IDR 765.8 trillion.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on
    prepositions of time (*hingga*, *sampai*).
    """

    code = "DEN002"
    name = "until-now"
    category = "Style/Awkward"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "English counts up to a time with “so far”, “as of” or “by”."
    patterns: ClassVar[Mapping[str, Sequence[TokenPattern]]] = {
        "now": [
            [_UNTIL, {"LOWER": {"IN": ["now", "today"]}}],
            [_UNTIL, {"LOWER": "this"}, {"LOWER": {"IN": ["moment", "time", "day", "hour", "second"]}}],
            [_UNTIL, {"LOWER": {"IN": ["the", "right"]}}, {"LOWER": {"IN": ["present", "now"]}}],
        ],
        "past": [
            [
                _UNTIL,
                {"LOWER": {"IN": _BEFORE}, "OP": "*"},
                {"SHAPE": {"IN": ["d", "dd"]}, "OP": "?"},
                {"LOWER": {"IN": [*_MONTHS, *_STRETCHES, *(f"mid-{month}" for month in _MONTHS)]}},
                {"LOWER": "of", "OP": "?"},
                {"SHAPE": {"IN": ["d", "dd", "dddd"]}, "OP": "?"},
            ],
            [_UNTIL, {"LOWER": {"REGEX": r"^(?:mid|early|late)-\d{4}$"}}],
            [
                _UNTIL,
                {"LOWER": {"IN": ["the", "end", "of", "early", "mid", "late", "-"]}, "OP": "*"},
                {"SHAPE": "dddd"},
            ],
            [
                _UNTIL,
                {"LOWER": {"IN": ["last", "this", "early", "late", "the", "end", "of"]}, "OP": "*"},
                {"LOWER": {"IN": ["yesterday", *_DAYS]}},
                {"LOWER": {"IN": ["morning", "afternoon", "evening", "night", "noon"]}, "OP": "?"},
            ],
        ],
    }

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield ``until`` with its time."""
        found = list(evidence.matches.get("now", ()))
        found.extend(match for match in evidence.matches.get("past", ()) if _is_counted(*match))
        yield from distinct(segment.span_of(tokens) for segment, tokens in found)


def _is_counted(segment: AnalysedSegment, until: TokenSpan) -> bool:
    """Tell whether the sentence counts: a cumulative verb, or a number or a perfect beside the date."""
    others = [t for t in segment.parsed if not until.start <= t.i < until.end]
    if any(t.lower_ in _FUTURE and (t.lower_ != "may" or t.tag_ == "MD") for t in others):
        return False
    if any(t.lemma_.lower() in _CUMULATIVE for t in others):
        return True
    # The number right behind the date is often taken for a part of it (*until last night 30 boats*).
    return any(t.tag_ == "CD" and (t.i == until.end or t.ent_type_ not in ("DATE", "TIME")) for t in others)
