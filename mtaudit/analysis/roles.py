"""Roles that depend on the neighbours: headlines, subheads and captions told from the body."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import Role, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

__all__ = ["Draft", "assign_roles"]

#: Longest headline or subhead, in words; longer lines without a full stop are cut-off sentences.
_LONGEST_HEADLINE = 22
_LINE_END = re.compile(r"\r\n|[\r\n\u2028\u2029\x85]")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*$|[:;,]$")


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


def assign_roles(text: str, view: str, blocks: list[Span], drafts: list[Draft]) -> None:
    """Turn body drafts that are headlines, subheads or captions into such, in place.

    A block with a credit at its end or on the next line is a caption, and so is the line right above
    it. A block of one sentence without a full stop is a headline before the body begins; later it is a
    caption right above a line of text and a subhead where a blank line follows. The last block of a text
    is neither: it may be a sentence that was cut off.

    :param text: the text as it was read.
    :param view: its plain view.
    :param blocks: its blocks.
    :param drafts: its segments in order.
    """
    members: list[list[Draft]] = [[] for _ in blocks]
    for draft in drafts:
        members[draft.block].append(draft)
    body_began = False
    for place, block in enumerate(blocks):
        prose = [draft for draft in members[place] if draft.role is Role.BODY]
        if not prose:
            continue
        tight = place + 1 < len(blocks) and _one_line_apart(text, block, blocks[place + 1])
        credited = members[place][-1].role is Role.CREDIT or (
            tight and [draft.role for draft in members[place + 1]] == [Role.CREDIT]
        )
        if credited:
            for draft in prose:
                draft.role = Role.CAPTION
        elif len(prose) == 1 and place < len(blocks) - 1 and _is_title(prose[0].span.of(view)):
            above_text = Role.CAPTION if tight else Role.SUBHEAD
            prose[0].role = above_text if body_began else Role.HEADLINE
        else:
            body_began = True
    for place in range(len(blocks) - 1, 0, -1):
        # The line right above a caption belongs to it, whatever language it was left in.
        if any(d.role is Role.CAPTION for d in members[place]) and _one_line_apart(
            text, blocks[place - 1], blocks[place]
        ):
            for draft in members[place - 1]:
                draft.role = Role.CAPTION if draft.role in (Role.BODY, Role.SUBHEAD) else draft.role


def _one_line_apart(text: str, above: Span, below: Span) -> bool:
    return len(_LINE_END.findall(text, above.end, below.start)) == 1


def _is_title(line: str) -> bool:
    return (
        len(line.split()) <= _LONGEST_HEADLINE
        and not _SENTENCE_END.search(line[-4:])
        and not line[0].islower()
    )
