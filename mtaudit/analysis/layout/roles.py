"""Roles that depend on the neighbours: headlines, subheads and captions told from the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.analysis.language import identify
from mtaudit.analysis.layout.blocks import is_full, wrap_width
from mtaudit.analysis.layout.lines import is_kicker, is_photo_credit
from mtaudit.model import Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

__all__ = ["Draft", "assign_roles"]

#: Longest headline or subhead, in words; longer lines without a full stop are cut-off sentences.
_LONGEST_HEADLINE = 22
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029\x85]")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$|[:;,]$")
_BULLET = re.compile(r"[-–•*] ")
#: Words that no title ends in; those that also end verbs (``goes on``, ``moves in``) are left out.
_FUNCTION_WORD = re.compile(
    r"\b(?:the|an?|and|or|but|of|from|with|for|by|at|to|as|into|that|which|who|its|their|his|her|"
    r"is|are|was|were|has|have|had|will|would)$"
)
#: Fewest lines in a row, a digit in each, that are a table: two may be a headline and its subhead.
_SHORTEST_TABLE = 3
#: Most sentences of a caption with a picture's credit.
_LONGEST_CAPTION = 2


@dataclass(slots=True)
class Draft:
    """A segment in the making.

    :param span: where it stands.
    :param role: what is known of its role so far.
    :param tokens: its tokens, or None where it is not parsed.
    :param offset: place in the document of the first character of the parsed piece.
    :param block: index of the block that holds it.
    """

    span: Span
    role: Role
    tokens: TokenSpan | None
    offset: int
    block: int


def assign_roles(text: str, view: str, blocks: list[Span], drafts: list[Draft], *, seed: int) -> None:
    """Turn body drafts that are headlines, subheads or captions into such, in place.

    A sentence with a picture's credit at its end or on the next line is a caption, and so is an
    unfinished or foreign line right above it. A line above the headline that names the paper or the section
    is metadata. A block of one sentence without a full stop is a headline before the body begins and a
    subhead later, unless a wrap broke it or it is a row of a table. The last block of a text is neither: it
    may be a sentence that was cut off.

    :param text: the text as it was read.
    :param view: its plain view.
    :param blocks: its blocks.
    :param drafts: its segments in order.
    :param seed: seeds language identification.
    """
    members: list[list[Draft]] = [[] for _ in blocks]
    for draft in drafts:
        members[draft.block].append(draft)
    width = wrap_width(text)
    rows = _table_rows(text, view, blocks)
    body_began = False
    captions: list[int] = []
    for place, block in enumerate(blocks):
        prose = [draft for draft in members[place] if draft.role is Role.BODY]
        if not prose:
            continue
        tight = place + 1 < len(blocks) and _one_line_apart(text, block, blocks[place + 1])
        cut = tight and is_full(text, block, blocks[place + 1], width)
        title = len(prose) == 1 and not cut and place not in rows and _is_title(prose[0].span.of(view))
        below = members[place + 1] if tight else []
        if (body_began or not title) and _is_caption(view, members[place], below, title=title):
            captions.append(place)
            for draft in prose:
                draft.role = Role.CAPTION
        elif title and not body_began and place < len(blocks) - 1 and is_kicker(prose[0].span.of(view)):
            prose[0].role = Role.METADATA
        elif title and place < len(blocks) - 1:
            prose[0].role = Role.SUBHEAD if body_began else Role.HEADLINE
        else:
            body_began = True
    for place in captions:
        # The line right above a caption belongs to it, whatever language it was left in.
        if place and _one_line_apart(text, blocks[place - 1], blocks[place]):
            _join_caption(view, members[place - 1], seed)


def _is_caption(view: str, block: list[Draft], below: list[Draft], *, title: bool) -> bool:
    """Tell a caption by its own credit or by that on the next line."""
    if block[-1].role is Role.CREDIT:
        photo = is_photo_credit(block[-1].span.of(view))
        return (len(block) == 2 and (title or photo)) or (photo and len(block) <= _LONGEST_CAPTION + 1)
    credited = [draft.role for draft in below] == [Role.CREDIT] and is_photo_credit(below[0].span.of(view))
    return credited and len(block) <= _LONGEST_CAPTION


def _join_caption(view: str, above: list[Draft], seed: int) -> None:
    """Make the line above a caption one too; a finished English sentence is the body's."""
    if len(above) != 1 or above[0].role not in (Role.BODY, Role.SUBHEAD):
        return
    line = above[0].span.of(view)
    if _is_title(line) or identify(line, seed=seed) not in ("en", None):
        above[0].role = Role.CAPTION


def _table_rows(text: str, view: str, blocks: list[Span]) -> set[int]:
    """Return the blocks that are rows of a table: titles with a digit, line by line."""
    rows: set[int] = set()
    run: list[int] = []
    for place, block in enumerate(blocks):
        if run and not _one_line_apart(text, blocks[place - 1], block):
            run = []
        line = block.of(view)
        run = [*run, place] if _is_title(line) and any(c.isdigit() for c in line) else []
        if len(run) >= _SHORTEST_TABLE:
            rows.update(run)
    return rows


def _one_line_apart(text: str, above: Span, below: Span) -> bool:
    return len(_LINE_END.findall(text, above.end, below.start)) == 1


def _is_title(line: str) -> bool:
    return (
        len(line.split()) <= _LONGEST_HEADLINE
        and not _SENTENCE_END.search(line[-4:])
        and not _FUNCTION_WORD.search(line[-10:])
        and not _BULLET.match(line)
        and not line[0].islower()
    )
