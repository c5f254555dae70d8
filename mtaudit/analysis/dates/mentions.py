"""Dates in running text, resolved against the day of the article.

What is too vague for a value is left out: ``last week``, ``recently``, a day of a month alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.analysis.dates.calendar import PartialDate, month_names, weekday_names
from mtaudit.analysis.dates.resolution import day_and_month, relative, resolved
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from spacy.tokens import Span as TokenSpan
    from spacy.tokens import Token

__all__ = ["DateMention", "find_dates", "inherit_weekdays"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text gives it and what is known of it.

    :param value: the date, resolved as far as the article's date allows.
    :param stated: what the words alone say.
    :param head: lemma of the verb or noun that the date belongs to, or None.
    :param span: weekday, day, month and year, brackets included.
    :param segment: index of its segment.
    """

    value: PartialDate
    stated: PartialDate
    head: str | None
    span: Span
    segment: int

    @property
    def canonical(self) -> str:
        """The date in one spelling."""
        return self.value.canonical

    @property
    def told_by_weekday(self) -> bool:
        """Whether the words name no more than a weekday."""
        return self.stated.weekday is not None and self.stated.month is None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Forms of dates, those that hold others first; every repetition is bounded."""
    months = rf"(?:{_either(month_names())})\b"
    weekdays = _either(weekday_names())
    day = r"(?:0?[1-9]|[12]\d|3[01])"
    ordinal = rf"(?P<day>{day})(?:st|nd|rd|th)?"
    second = rf"(?P<day2>{day})(?:st|nd|rd|th)?"
    # A full stop belongs to a month only before a day: ``Nov. 3``, but ``in May.``
    month, year = (
        rf"(?P<month>{months})(?:(?<=[a-z]{{2}})\.(?= ?\d))?",
        r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d%]|[.,]\d)",
    )
    weekday = rf"(?:(?P<weekday>{weekdays})\b\.?(?:,| the| evening| night| morning| afternoon){{0,3}} )?"
    joint = r"(?:\s?[-–]\s?| and | to | or | until | through )"
    numeric = rf"(?P<a>{day})(?P<mark>[/.-])(?P<b>0?[1-9]|1[0-2]|[12]\d|3[01])"
    named = rf"(?P<weekday>{weekdays})\b\.?,?"
    either = rf"(?P<weekday>{weekdays})\b|{month}(?! \d)"
    of_year = r"(?P<relation>last|this|next) (?P<unit>year)\b"
    forms = (
        r"\b(?P<year>\d{4})-(?P<month_number>\d{2})-(?P<day>\d{2})\b",
        rf"\b{named} \({ordinal} {month}(?:,? {year})?\)",
        rf"\b{named} \({month} {ordinal}(?:,? {year})?\)",
        rf"\b{named} \(?{numeric}(?:(?P=mark)(?P<short>\d\d(?:\d\d)?))?(?![\d/])\)?",
        rf"\(?(?<![\w/.-]){numeric}(?P=mark){year}(?![/-])\)?",
        rf"\b{weekday}{month}(?: {ordinal},?)? {of_year}",
        rf"\b{weekday}{ordinal} {month},? {of_year}",
        rf"\b{ordinal}{joint}{second}(?: of)? {month}(?:,? {year})?",
        rf"\b{month} {ordinal}{joint}{second}\b(?!:\d|\.\d)(?:,? {year})?",
        rf"\b{weekday}{ordinal}(?: of)? {month}(?:,? {year})?",
        rf"\b{weekday}{month} {ordinal}\b(?![:.,]\d| ?%)(?:,? {year})?",
        rf"\b{month},?(?: of)? {year}",
        rf"\b(?P<relation>[Ll]ast|[Nn]ext|[Tt]his) (?:(?P<unit>year|month)\b|{either})",
        r"\b(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow)\b",
        r"\b(?P<decade>(?:1[5-9]|20)\d0)['’]?s\b",
        rf"(?<![\w$€£.,/-]){year}(?:[-–](?P<year2>(?:1[5-9]|20)\d\d))?(?![\w/-])",
        rf"\b(?P<weekday>{weekdays})\b",
        rf"\b(?P<month>{months})",
    )
    return tuple(re.compile(form) for form in forms)


def _either(names: dict[str, int]) -> str:
    return "|".join(sorted(map(str.capitalize, names), key=len, reverse=True))


def find_dates(
    view: str, tokens: TokenSpan, offset: int, segment: int, published: date | None
) -> Iterator[DateMention]:
    """Yield the dates of a sentence in order.

    :param view: the plain view of the whole text.
    :param tokens: the sentence's tokens.
    :param offset: place in the document of the first character of the parsed piece.
    :param segment: index of the segment.
    :param published: the day of the article, where it is known.
    """
    start, end = offset + tokens.start_char, offset + tokens.end_char
    by_place = {offset + token.idx: token for token in tokens}
    for found in _matches(view, start, end):
        anchor = next((by_place[at] for at in range(found.start(), found.end()) if at in by_place), tokens[0])
        if _is_no_date(found, anchor):
            continue
        future = _lies_ahead(anchor)
        for stated, span in _stated(found, published):
            value = resolved(stated, published, future=future)
            yield DateMention(value, stated, _head(anchor), span, segment)


def _matches(view: str, start: int, end: int) -> list[re.Match[str]]:
    taken: list[re.Match[str]] = []
    for pattern in _patterns():
        for found in pattern.finditer(view, start, end):
            if all(found.end() <= other.start() or found.start() >= other.end() for other in taken):
                taken.append(found)
    return sorted(taken, key=lambda found: found.start())


def _stated(found: re.Match[str], published: date | None) -> Iterator[tuple[PartialDate, Span]]:
    """Yield what the words of a match say, two dates for a range; nothing for what is no date."""
    parts = {name: text for name, text in found.groupdict().items() if text}
    whole = Span(*found.span())
    if "relation" in parts or "word" in parts:
        value = relative(parts, published)
        if value is not None:
            yield value, whole
        return
    stated = _plain(parts)
    if "a" in parts:
        known = day_and_month(int(parts["a"]), int(parts["b"]), stated, published)
        if known is not None:
            yield known, whole
        return
    if not _exists(stated):
        return
    if "year2" in parts:
        yield stated, Span(*found.span("year"))
        yield PartialDate(year=int(parts["year2"])), Span(*found.span("year2"))
    elif "day2" in parts:
        other = replace(stated, day=int(parts["day2"]))
        middle = found.start("day2")
        first_is_short = found.start("day") < found.start("month")
        yield stated, Span(*found.span("day")) if first_is_short else Span(found.start(), found.end("day"))
        if _exists(other):
            yield other, Span(middle, found.end())
    else:
        yield stated, whole


def _plain(parts: dict[str, str]) -> PartialDate:
    year = parts.get("year") or parts.get("short")
    month = parts.get("month_number") or month_names().get(parts.get("month", "").lower())
    weekday = weekday_names().get(parts.get("weekday", "").lower())
    return PartialDate(
        year=(int(year) + 2000 if len(year) == 2 else int(year)) if year else None,
        month=int(month) if month else None,
        day=int(parts["day"]) if "day" in parts else None,
        weekday=weekday,
        decade=int(parts["decade"]) if "decade" in parts else None,
    )


def _exists(value: PartialDate) -> bool:
    """Tell whether a calendar has the day; 29 February where the year is not known."""
    if value.month is None:
        return True
    try:
        replace(value, year=value.year or 2000, day=value.day or 1).as_day  # noqa: B018
    except ValueError:
        return False
    return True


_BEFORE_MONTH = frozenset(
    "in since until till by from to of late early mid during between before after and around through".split()
)
_BEFORE_YEAR = _BEFORE_MONTH | frozenset("the for ( , or year - – end".split())


def _is_no_date(found: re.Match[str], anchor: Token) -> bool:
    """Tell *March* the verb and *2000* the count from dates."""
    parts = {name for name, text in found.groupdict().items() if text}
    before = anchor.nbor(-1).lower_ if anchor.i > anchor.sent.start else ""
    if parts == {"month"}:
        return before not in _BEFORE_MONTH or anchor.pos_ not in ("PROPN", "NOUN")
    if parts == {"weekday"}:
        # Short forms alone are words: *Sun*, *Sat*.
        return len(found.group()) < 6
    if parts == {"year"}:
        if anchor.ent_type_ in ("CARDINAL", "MONEY", "QUANTITY", "PERCENT"):
            return True
        counts = anchor.dep_ == "nummod" and anchor.head.tag_ == "NNS" and anchor.head.i == anchor.i + 1
        return counts and anchor.ent_type_ != "DATE" and before not in _BEFORE_YEAR
    return False


_AHEAD = frozenset({"will", "wo", "shall", "'ll", "’ll", "would"})
_PLANS = frozenset(
    "plan schedule expect set due aim intend hope slate prepare promise upcoming coming start next".split()
)
_TOLD = frozenset({"VBD", "VBN"})
#: Verbs whose present tense points to no time.
_NO_EVENTS = frozenset({"say", "tell", "be", "have", "show"})


def _lies_ahead(anchor: Token) -> bool | None:
    """Tell whether the date lies ahead of the article, by its verb; None where that does not tell."""
    verb = _verb(anchor)
    if verb is None:
        return None
    words = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in _AHEAD for child in words) or verb.lemma_ in _PLANS:
        return True
    if any(child.lower_ in ("had", "has", "have", "was", "were", "did") for child in words):
        return False
    if any(child.tag_ == "TO" for child in words):
        # ``is to meet``, ``plans to meet``, ``due to arrive``; not ``went to see``.
        head = verb.head
        return head.lemma_ in _PLANS or (head.lemma_ == "be" and head.tag_ in ("VBZ", "VBP")) or None
    if verb.tag_ in _TOLD and not any(child.tag_ in ("VBZ", "VBP") for child in words):
        return False
    if verb.lemma_ == "be" and any(child.lower_ in _PLANS for child in verb.children):
        return verb.tag_ in ("VBZ", "VBP")
    return True if verb.tag_ in ("VBZ", "VBP") and verb.lemma_ not in _NO_EVENTS else None


def _verb(anchor: Token) -> Token | None:
    return next((token for token in anchor.ancestors if token.pos_ in ("VERB", "AUX")), None)


_DAY_PARTS = frozenset("morning afternoon evening night day week month year end beginning".split())


def _head(anchor: Token) -> str | None:
    """Lemma of the next verb or noun up the tree from the date."""
    for token in anchor.ancestors:
        if token.pos_ in ("VERB", "NOUN") and token.lower_ not in _DAY_PARTS:
            return str(token.lemma_.lower())
    return None


def inherit_weekdays(mentions: Sequence[DateMention]) -> tuple[DateMention, ...]:
    """Give weekdays that could not be resolved the one day of that name that the text dates.

    ``Monday, March 7`` in one sentence tells which day ``Monday`` is in the next.

    :param mentions: all dates of a document.
    """
    dated: dict[int, set[PartialDate]] = {}
    for mention in mentions:
        if mention.stated.weekday is not None and mention.value.month is not None:
            dated.setdefault(mention.stated.weekday, set()).add(mention.value)
    return tuple(
        replace(mention, value=next(iter(dated[mention.value.weekday])))
        if mention.value.month is None
        and mention.value.weekday is not None
        and len(dated.get(mention.value.weekday, ())) == 1
        else mention
        for mention in mentions
    )
