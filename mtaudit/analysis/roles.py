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

    A block that ends in a credit is a caption, and so is the line right above it. A block of one
    sentence without a full stop is a headline before the body begins and a subhead within it; the
    last block of a text is neither, it may be a sentence that was cut off.

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
        if members[place][-1].role is Role.CREDIT:
            captions = list(prose)
            if place and _one_line_apart(text, blocks[place - 1], block):
                captions += [d for d in members[place - 1] if d.role in (Role.BODY, Role.SUBHEAD)]
            for draft in captions:
                draft.role = Role.CAPTION
        elif len(prose) == 1 and place < len(blocks) - 1 and _is_title(prose[0].span.of(view)):
            prose[0].role = Role.SUBHEAD if body_began else Role.HEADLINE
        else:
            body_began = True


def _one_line_apart(text: str, above: Span, below: Span) -> bool:
    return len(_LINE_END.findall(text, above.end, below.start)) == 1


def _is_title(line: str) -> bool:
    return (
        len(line.split()) <= _LONGEST_HEADLINE
        and not _SENTENCE_END.search(line[-4:])
        and not line[0].islower()
    )
