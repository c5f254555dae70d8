"""The publisher's note that a text is machine-translated.

A note is a run of neighbouring sentences of one block that says of the text it stands in, or of the
publisher's texts in a language, that a machine translated it. A sentence that says all of it is a note
wherever it stands; what is said in pieces, or of *the English pages*, needs a paragraph or a bracket of its
own and the voice of a publisher, for an article about machine translation says as much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.disclosure.cues import LABEL, Cues, may_own_up, read_cues
from mtaudit.analysis.disclosure.facts import languages_of, provider_of
from mtaudit.model import Disclosure, Role, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.analysis.layout.roles import Draft

__all__ = ["find_disclosure"]

_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_PROSE = (Role.BODY, Role.CREDIT)
#: Most sentences of a paragraph that is a note as a whole.
_LONGEST_RUN = 8
_BRACKETS = (("[", "]"), ("(", ")"))


def find_disclosure(
    text: str, view: str, drafts: Sequence[Draft]
) -> tuple[Disclosure | None, frozenset[int]]:
    """Find the note and the segments that it is made of.

    Where a text has several, the longest is reported, and the segments of all are returned.

    :param text: the text as it was read.
    :param view: its plain view.
    :param drafts: its segments in order.
    :returns: the note, or None, and the indices of its segments.
    """
    runs = [run for block in _blocks(drafts) for run in _runs(view, drafts, block)]
    if not runs:
        return None, frozenset()
    runs = [_with_label(view, drafts, run) for run in runs]
    longest = max(runs, key=lambda run: (drafts[run[-1]].span.end - drafts[run[0]].span.start, run.start))
    span = Span(drafts[longest[0]].span.start, drafts[longest[-1]].span.end)
    said = [" ".join(drafts[place].span.of(view).split()) for place in longest]
    source, languages = languages_of(said)
    note = Disclosure(span, span.of(text), source, provider_of(" ".join(said)), languages)
    return note, frozenset(place for run in runs for place in run)


def _blocks(drafts: Sequence[Draft]) -> Iterator[range]:
    """Yield the places of the segments of each block."""
    start = 0
    for place in range(1, len(drafts) + 1):
        if place == len(drafts) or drafts[place].block != drafts[start].block:
            yield range(start, place)
            start = place


def _runs(view: str, drafts: Sequence[Draft], block: range) -> Iterator[range]:
    """Yield the notes of a block, the last first, as places of segments."""
    said = {place: drafts[place].span.of(view) for place in block if drafts[place].role in _PROSE}
    if not any(map(may_own_up, said.values())):
        return
    cues = {place: read_cues(sentence) for place, sentence in said.items()}
    end = block.stop
    for place in reversed(block):
        if place >= end or place not in cues:
            continue
        run: range | None = None
        left = range(block.start, end)
        if _is_bare_note(cues[place], drafts[place]) or cues[place].owns_up:
            run = _extended(view, drafts, cues, left, place)
        elif cues[place].machine_translates:
            run = _together(view, drafts, cues, left, place)
        if run:
            yield run
            end = run.start


def _is_bare_note(cues: Cues, draft: Draft) -> bool:
    if not cues.bare or cues.news or cues.alien:
        return False
    return not any(
        token.tag_ in _FINITE or token.dep_ in ("auxpass", "nsubj") for token in draft.tokens or ()
    )


def _extended(view: str, drafts: Sequence[Draft], cues: dict[int, Cues], block: range, core: int) -> range:
    """Add to a sentence that owns up those around it that go on about it."""
    around = _bracketed(view, drafts, block, core)
    wide = len(block) <= _LONGEST_RUN
    first, stop = core, core + 1
    if around and not any(cues[place].news for place in around if place in cues):
        first, stop = around.start, around.stop
    while first > block.start and _belongs(cues, first - 1, wide=wide):
        first -= 1
    while stop < block.stop and _belongs(cues, stop, wide=wide):
        stop += 1
    while stop < block.stop and drafts[stop].role is Role.CREDIT:
        stop += 1
    return range(first, stop)


def _belongs(cues: dict[int, Cues], place: int, *, wide: bool) -> bool:
    """Tell whether a sentence next to a note is part of it; short paragraphs get the benefit of the doubt."""
    one = cues.get(place)
    if one is None or one.news:
        return False
    return one.follows or (wide and one.goes_on)


def _together(
    view: str, drafts: Sequence[Draft], cues: dict[int, Cues], block: range, core: int
) -> range | None:
    """Find the paragraph or bracket that says together what a note says."""
    run = _bracketed(view, drafts, block, core)
    bracketed = run is not None
    if run is None:
        run = block
        if len(block) > _LONGEST_RUN or any(drafts[place].role is not Role.BODY for place in block):
            return None
    said = [cues[place] for place in run if place in cues]
    strays = sum(not one.goes_on for one in said)
    if any(one.news for one in said) or strays > 1:
        return None
    labelled = LABEL.match(drafts[run.start].span.of(view)) is not None
    this = any(one.this for one in said)
    theirs = any(one.theirs for one in said)
    voice = bracketed or labelled or any(one.voice or one.bare for one in said)
    advised = any(one.advises for one in said) or labelled or bracketed
    return run if advised and (this or (theirs and voice)) else None


def _bracketed(view: str, drafts: Sequence[Draft], block: range, core: int) -> range | None:
    """Find the sentences that a bracket around one of them holds, where sentences begin and end it."""
    block = range(max(block.start, core - _LONGEST_RUN), min(block.stop, core + _LONGEST_RUN))
    start, end = drafts[block.start].span.start, drafts[block.stop - 1].span.end
    for opening, closing in _BRACKETS:
        left = view.rfind(opening, start, drafts[core].span.start + 1)
        right = view.find(closing, drafts[core].span.end - 2, end)
        if left < 0 or right < 0 or view.find(closing, left, drafts[core].span.start) >= 0:
            continue
        first = next((place for place in block if drafts[place].span.start == left), None)
        last = next((place for place in block if 0 <= drafts[place].span.end - right - 1 <= 1), None)
        if first is not None and last is not None and first <= core <= last:
            return range(first, last + 1)
    return None


def _with_label(view: str, drafts: Sequence[Draft], run: range) -> range:
    """Add the line above a note that says nothing but what the note is."""
    above = run.start - 1
    if above < 0 or drafts[above].role is not Role.BODY or drafts[above].block == drafts[run.start].block:
        return run
    alone = above == 0 or drafts[above - 1].block != drafts[above].block
    line = drafts[above].span.of(view)
    label = LABEL.match(line)
    return range(above, run.stop) if alone and label and label.end() == len(line) else run
