"""Quotation marks in pairs: straight and curly, low and angled, doubled and single, one inside the other."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.views import OPENING_QUOTES
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["find_marks"]

_ANGLED = "«»"
#: Marks that each opening one is closed by though it looks as if it opened.
_TURNED = {"„": "“", "»": "«"}
#: Behind these an opening mark may stand without a space.
_BEFORE = "([{-–—/…'"
#: What a paragraph of speech ends with, and its fewest words: shorter ones are quotations whose closing mark
#: was lost before *he said*.
_ENDS, _PIECE_WORDS = (".", "!", "?"), 8
_SINGLE_OPENS, _SINGLE_CLOSES = "'‘‚‛`‹", "'’´›"
#: Short forms that begin with an apostrophe: years of a century, and words.
_SHORT_FORM = re.compile(r"'(?:\d\ds?\b|(?:em|til|tis|twas|twill|n|tween|bout)\b)", re.IGNORECASE)
#: Where the apostrophe of a plural may stand, as in *the dogs' owners*.
_POSSESSIVE = re.compile(r"(?<=s)' [^\W\d_]")
#: Two single marks for a double one, as typewriters and TeX write them.
_DOUBLED = re.compile(r"(?<!\S)''(?=\w)|(?<=\S)''(?!\w)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, and whether it stands where marks open or close."""

    place: int
    raw: str
    opens: bool
    closes: bool
    digit: bool
    spaced: bool


def find_marks(text: str, view: str, block: Span, following: str) -> list[Span]:
    """Return quotations of a block with their marks, the outermost ones only, in order.

    A quotation that is never closed is one only where the next block begins with a mark of its kind: that is
    how newspapers carry a speech over paragraphs. Time is linear in the length of the block.

    :param text: the text as it was read: a curly mark tells which way it opens.
    :param view: its plain view.
    :param block: where to look.
    :param following: the first character of the next block as it was read, or "".
    """
    marks = _marks(text, view, block)
    level = [mark for mark in marks if mark.raw not in _ANGLED]
    angled = [mark for mark in marks if mark.raw in _ANGLED]
    doubles = _outermost(
        [
            *_paired(view, level, block, carried=following in tuple('"“„”')),
            *_paired(view, angled, block, carried=following == "«"),
        ]
    )
    if not marks and (doubled := list(_doubled(view, block))):
        return doubled
    singles = [
        single
        for single in _single(text, view, block, carried=following == "‘")
        if not _cuts(single, doubles)
    ]
    return _outermost([*doubles, *singles])


def _outermost(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _cuts(single: Span, doubles: Sequence[Span]) -> bool:
    """Tell whether a quotation in single marks ends within one in double marks, or begins there."""
    first = bisect_right(doubles, single) - 1
    last = bisect_left(doubles, Span(single.end, single.end)) - 1
    before, behind = doubles[first] if first >= 0 else None, doubles[last] if last > first else None
    return (before is not None and before.end > single.start and before.end < single.end) or (
        behind is not None and behind.end > single.end
    )


def _marks(text: str, view: str, block: Span) -> list[_Mark]:
    found = []
    place = view.find('"', block.start, block.end)
    while place >= 0:
        before = view[place - 1] if place > block.start else " "
        after = view[place + 1] if place + 1 < block.end else " "
        opens = not after.isspace() and (before.isspace() or before in _BEFORE)
        closes = not before.isspace() and not after.isalnum()
        spaced = before.isspace() and after.isspace()
        found.append(_Mark(place, text[place], opens, closes, before.isdigit(), spaced))
        place = view.find('"', place + 1, block.end)
    return found


def _paired(view: str, marks: Sequence[_Mark], block: Span, *, carried: bool) -> Iterator[Span]:
    """Pair the marks of one family, the level ones or the angled ones."""
    curly = _next_curly(marks)
    opened: _Mark | None = None
    nested = False
    for index, mark in enumerate(marks):
        rest = marks[index + 1 : index + 3]
        if opened is None:
            if _may_open(mark, index, len(marks)):
                opened, nested = mark, False
        elif nested:
            nested = not mark.closes
        elif _nests(opened, mark, curly[index], rest):
            nested = True
        elif _reopens(opened, mark, rest):
            piece = view[opened.place : mark.place].rstrip()
            if piece.endswith(_ENDS) and piece.count(" ") >= _PIECE_WORDS:
                # A speech over paragraphs that were joined into one line.
                yield Span(opened.place, opened.place + len(piece))
            opened = mark
        elif not (mark.raw == '"' and mark.digit and (len(marks) - index) % 2 == 0):
            # A mark after a digit is an inch where an odd number of marks follows: one of them closes.
            yield Span(opened.place, mark.place + 1)
            opened = None
    if opened is not None and carried:
        yield Span(opened.place, block.end)


def _next_curly(marks: Sequence[_Mark]) -> list[str]:
    """Return for each mark the next curly one behind it, or ""."""
    found, following = [], ""
    for mark in reversed(marks):
        found.append(following)
        following = mark.raw if mark.raw in "“”" else following
    return found[::-1]


def _may_open(mark: _Mark, index: int, count: int) -> bool:
    if mark.raw in OPENING_QUOTES:
        return mark.opens or mark.spaced or not mark.closes
    if mark.raw != '"':
        # A closing mark opens in Swedish, in German with angles, and where somebody mistook it.
        return mark.opens and not mark.closes
    if mark.spaced:
        return index % 2 == 0 == count % 2
    # A mark after a digit is an inch or a second; one before a space closes what nobody opened.
    return not mark.digit and (mark.opens or not mark.closes)


def _nests(opened: _Mark, mark: _Mark, curly: str, rest: Sequence[_Mark]) -> bool:
    """Tell whether a mark opens a quotation within the open one: both are closed behind it."""
    if not mark.opens or mark.closes or not rest or not rest[0].closes:
        return False
    if opened.raw == "“" and mark.raw == '"' and curly == "”":
        return True
    return len(rest) > 1 and rest[1].closes and not rest[1].opens


def _reopens(opened: _Mark, mark: _Mark, rest: Sequence[_Mark]) -> bool:
    """Tell whether a mark begins a quotation anew, as the open one was never closed."""
    if not mark.opens or mark.raw == _TURNED.get(opened.raw):
        return False
    return mark.raw in OPENING_QUOTES or (mark.raw == '"' and any(one.closes for one in rest[:1]))


def _doubled(view: str, block: Span) -> Iterator[Span]:
    opened: int | None = None
    for found in _DOUBLED.finditer(view, block.start, block.end):
        before = view[found.start() - 1] if found.start() > block.start else " "
        if before.isspace():
            opened = found.start()
        elif opened is not None:
            yield Span(opened, found.end())
            opened = None


def _single(text: str, view: str, block: Span, *, carried: bool) -> Iterator[Span]:
    """Yield quotations in single marks, which stand at word boundaries; an apostrophe stands in a word.

    The apostrophe of a plural looks like a closing mark; it is none where a surer one follows.
    """
    places = [place for place in range(block.start, block.end) if view[place] == "'"]
    surer = _surer_follows(text, view, block, places)
    opened: int | None = None
    for place, sure_behind in zip(places, surer, strict=True):
        if opened is None or text[place] == "‘":
            if _opens_single(text, view, place, block):
                opened = place
            elif opened is not None and text[opened] == "‚" and _closes_single(view, place, block):
                yield Span(opened, place + 1)
                opened = None
        elif text[place] in _SINGLE_CLOSES and _closes_single(view, place, block):
            if sure_behind and _POSSESSIVE.match(view, place):
                continue
            yield Span(opened, place + 1)
            opened = None
    if opened is not None and carried and text[opened] == "‘":
        yield Span(opened, block.end)


def _opens_single(text: str, view: str, place: int, block: Span) -> bool:
    before = view[place - 1] if place > block.start else " "
    after = view[place + 1] if place + 1 < block.end else " "
    if text[place] not in _SINGLE_OPENS or not (before.isspace() or before in '([-–—"'):
        return False
    return (after.isalnum() or after in '"[$£€…') and not _SHORT_FORM.match(view, place)


def _closes_single(view: str, place: int, block: Span) -> bool:
    after = view[place + 1] if place + 1 < block.end else " "
    return not after.isalnum() and not view[place - 1].isspace()


def _surer_follows(text: str, view: str, block: Span, places: Sequence[int]) -> list[bool]:
    """Tell for each place whether a mark behind punctuation closes before another opens."""
    found, follows = [], False
    for place in reversed(places):
        found.append(follows)
        if _closes_single(view, place, block) and view[place - 1] in ",.?!…":
            follows = True
        elif _opens_single(text, view, place, block):
            follows = False
    return found[::-1]
