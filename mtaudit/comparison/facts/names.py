"""Persons, places and organisations of the document beside those of the native report."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from mtaudit.analysis.names import Name, plain_words
from mtaudit.analysis.names.variants import same_name, same_word, similar
from mtaudit.analysis.names.words import MANY_HAVE, OFFICES, TITLES
from mtaudit.model import FactKind, FactVerdict, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.comparison.facts.pairs import Sides
    from mtaudit.model import FactPair

__all__ = ["pair_names"]

#: Short forms of countries, which stand inside other names: ``the US Senate``.
_CODES = {"US": ("US", "U.S."), "GB": ("UK", "U.K."), "EU": ("EU",), "UN": ("UN", "U.N.")}
#: How alike the words of two names must be, as written, to be a slip for one another and no other name;
#: alone, and where another word of the name is the same.
_ALIKE, _ALIKE_IN_PART = 0.7, 0.5
#: The same for a given name before the same surname: ``Adi`` and ``Budi Nasution`` are two persons.
_ALIKE_GIVEN = 0.6
#: How alike two surnames after one given name must be where the segments do not speak of the same.
_SLIP = 0.55


#: Words of offices' names that may be left out: the foreign ministry.
_LEFT_OUT = frozenset({"affairs", "affair"})
#: Words in the longest name of a body whose words are tried in every order, and letters in a stem.
_LONGEST_BODY, _STEM = 5, 4
#: What two words of one stem end in, the one's ending after the other's.
_ENDINGS = re.compile(
    r"(?:ing|ory|ical|ic|ion|ional|or|er|ors|ers|e?s|al|ial|ive|ment|e|ed|y|ies|ian|ations?|ary|ery){1,2}"
)


def pair_names(sides: Sides) -> Iterator[FactPair]:
    """Pair names of one person, place or organisation under any spelling, by the first mention on each side.

    Names agree that are the same, are spellings of one by sound, are a person's longer and shorter name, or
    a name and its acronym. They differ where segments that speak of the same have names that are a slip for
    one another, or name two persons for one title.

    :param sides: both texts and their links.
    """
    left, right = (
        _compared(sides.document, sides.body()),
        _compared(sides.reference, sides.body(reference=True)),
    )
    ranks = np.zeros((len(left), len(right)))
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            ranks[i, j] = _rank(one, other)
    rows, columns = linear_sum_assignment(-ranks)
    agreeing = {int(i): int(j) for i, j in zip(rows, columns, strict=True) if ranks[i, j] > 0}
    told = set(agreeing.values())
    differing = dict(_differing(sides, left, right, set(agreeing), told))
    for i, one in enumerate(left):
        first, value = one.mentions[0].span, one.fullest.text
        if i in agreeing:
            span: Span | None = right[agreeing[i]].mentions[0].span
            verdict = FactVerdict.AGREES
        elif i in differing:
            span, verdict = right[differing[i]].mentions[0].span, FactVerdict.DIFFERS
        else:
            span = _unnoticed(one, sides.reference)
            verdict = FactVerdict.UNMATCHED if span is None else FactVerdict.AGREES
        yield sides.pair(FactKind.NAME, value, first, span, verdict)
    for j, other in enumerate(right):
        if j not in told and j not in differing.values() and _unnoticed(other, sides.document) is None:
            span = other.mentions[0].span
            yield sides.pair(FactKind.NAME, other.fullest.text, None, span, FactVerdict.UNMATCHED)


def _compared(document: AnalysedDocument, body: frozenset[int]) -> list[Name]:
    """Return the names of the compared segments, each with its mentions there."""
    kept = [Name([m for m in name.mentions if m.segment in body]) for name in document.names]
    return sorted((name for name in kept if name.mentions), key=lambda name: name.mentions[0].span)


def _rank(one: Name, other: Name) -> float:
    """Return how surely two names are one, 0 where they are not."""
    words, other_words = one.fullest.words, other.fullest.words
    if words == other_words:
        return 10.0
    if one.forms & other.forms and not _part_only(one, other):
        return 9.0
    plain, other_plain = plain_words(words), plain_words(other_words)
    if same_name(plain, other_plain):
        return 8.0
    if one.code is not None or other.code is not None:
        return 7.0 if one.code == other.code else 0.0
    if (one.is_acronym or other.is_acronym) and one.acronyms & other.acronyms:
        return 6.0
    if _same_body(one, other):
        return 5.0
    return 4.0 if _holds(one, other) or _holds(other, one) else 0.0


def _same_body(one: Name, other: Name) -> bool:
    """Tell whether two names of bodies have the same stems: ``Supervisory`` and ``Supervision Council``."""
    words, others = (
        tuple(word for word in plain_words(name.fullest.words) if word not in _LEFT_OUT)
        for name in (one, other)
    )
    if not 1 < len(words) == len(others) <= _LONGEST_BODY or not (OFFICES & {*words} and OFFICES & {*others}):
        return False
    return any(all(map(_same_stem, words, order)) for order in permutations(others))


def _same_stem(one: str, other: str) -> bool:
    if same_word(one, other):
        return True
    shared = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    shorter, longer = sorted((len(one), len(other)))
    ending = one[shared:] + other[shared:]
    return shared >= _STEM and (shared == shorter or 2 * shared > longer) and bool(_ENDINGS.fullmatch(ending))


def _part_only(one: Name, other: Name) -> bool:
    """Tell whether two longer names share no more than a surname: ``Lorna`` and ``Ray Whitcomb``."""
    return (
        len(one.fullest.words) > 1
        and len(other.fullest.words) > 1
        and all(len(form) == 1 for form in one.forms & other.forms)
        and not _given_names_agree(one.fullest.words, other.fullest.words)
    )


def _given_names_agree(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    short, long = sorted((words, others), key=len)
    return all(any(_same_or_initial(word, other) for other in long) for word in short)


def _same_or_initial(word: str, other: str) -> bool:
    return same_word(word, other) or (1 in (len(word), len(other)) and word[0] == other[0])


def _holds(one: Name, other: Name) -> bool:
    """Tell whether the one name is the other's longer form."""
    long, short = plain_words(one.fullest.words), plain_words(other.fullest.words)
    if len(short) >= len(long) or not _given_names_agree(short, long):
        return False
    if len(short) > 1:
        return True
    # One word of a person's name; of a place or an organisation it is another place or body.
    person = "person" in (one.kind, other.kind) and one.kind != "place"
    return (person and same_word(short[0], long[-1])) or (person and same_word(short[0], long[0]))


def _unnoticed(name: Name, document: AnalysedDocument) -> Span | None:
    """Return where a text writes a name that was not found there as one, in any case: ``health ministry``."""
    words = name.fullest.words
    forms = [name.fullest.text, name.mentions[0].text, *_CODES.get(name.code or "", ())]
    if len(words) == 3 and " of " in name.fullest.text:
        forms.append(f"{words[2]} {words[0]}")
    elif len(words) == 2 and name.kind == "organisation":
        forms.append(f"{words[1]} of {words[0]}")
    for form in dict.fromkeys(forms):
        several = len(form.split()) > 1
        pattern = re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE if several else 0)
        for segment in document.english:
            span = segment.segment.span
            found = pattern.search(document.view, span.start, span.end)
            if found is not None and segment.segment.role.value == "body":
                return Span(*found.span())
    return None


def _differing(
    sides: Sides, left: Sequence[Name], right: Sequence[Name], agreeing: set[int], told: set[int]
) -> Iterator[tuple[int, int]]:
    """Yield names that are a slip for one another, or of two persons with one title, in linked segments."""
    pairs = [
        (_closeness(one, other), i, j)
        for i, one in enumerate(left)
        for j, other in enumerate(right)
        if i not in agreeing
        and j not in told
        and (_is_slip(one, other) or any(sides.related(a, b) for a in one.segments for b in other.segments))
    ]
    taken: set[int] = set()
    taken_there: set[int] = set()
    for closeness, i, j in sorted(pairs, reverse=True):
        if closeness > 0 and i not in taken and j not in taken_there:
            taken.add(i)
            taken_there.add(j)
            yield i, j


def _least_alike(words: tuple[str, ...], others: tuple[str, ...]) -> float:
    """Return how alike the one word must be that two names do not share: a family has many given names."""
    return _ALIKE_IN_PART if same_word(words[0], others[0]) else _ALIKE_GIVEN


def _is_slip(one: Name, other: Name) -> bool:
    """Tell a person's surname that is a slip for another anywhere: ``Rukmini Sasono``, ``Sasongko``.

    Two persons of one family have unlike given names; two of one given name have seldom surnames so alike.
    """
    words, others = one.fullest.words, other.fullest.words
    if not 1 < len(words) == len(others) or "person" not in (one.kind, other.kind) or one.code or other.code:
        return False
    last, last_there = words[-1], others[-1]
    given = all(map(same_word, words[:-1], others[:-1])) and min(map(len, words[0:1] + others[0:1])) > 1
    return given and last[0] == last_there[0] and similar(last, last_there) >= _SLIP


def _closeness(one: Name, other: Name) -> float:
    """Return how near two unlike names are to one another, 0 where they are just two names."""
    words, others = plain_words(one.fullest.words), plain_words(other.fullest.words)
    bodies = "organisation" in (one.kind, other.kind) or (OFFICES & {*words} and OFFICES & {*others})
    if bodies or one.code or other.code:
        # Names of bodies are translated in more than one way.
        return 0.0
    titles = one.titles & other.titles & TITLES - MANY_HAVE
    alike = [max(similar(word, there) for there in others) for word in words]
    if len(words) == len(others):
        same = sum(same_word(a, b) for a, b in zip(words, others, strict=True))
        least = min(alike)
        if same and same == len(words) - 1 and least >= _least_alike(words, others):
            return 2 + least
        if least >= _ALIKE:
            return 1 + least
    if titles and one.kind == other.kind == "person" and one.titles <= other.titles | TITLES:
        return 0.5 + max(alike) / 2
    return 0.0
