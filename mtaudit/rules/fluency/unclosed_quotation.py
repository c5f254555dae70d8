from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.analysis.views import CLOSING_QUOTES, OPENING_QUOTES
from mtaudit.model import PROSE_ROLES, Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument


class UnclosedQuotation(Rule):
    """A paragraph with an odd number of double quotation marks.

    ## What it finds
    The mark that has no partner: a quotation that is opened and never closed, or closed and never opened.

    ## Why it matters
    The reader cannot tell whose words they are. Engines that translate sentence by sentence lose marks at the
    seams.

    ## Known false alarms
    A speech over several paragraphs, each of which opens with a mark, is left alone; so is a mark after a
    figure, which may be an inch or a second.

    ## Example
    `"We are ready, the minister said on Monday.`

    ## Source
    MQM, Fluency/Punctuation, *unpaired quote marks or brackets*; Quirk et al. 1985, appendix III, on quotation
    marks.
    """

    code = "FLU005"
    name = "unclosed-quotation"
    category = "Fluency/Punctuation"
    its_type = "typographical"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the lone mark of each paragraph."""
        document = evidence.document
        carried = False
        for place, block in enumerate(document.blocks):
            following = document.blocks[place + 1] if place + 1 < len(document.blocks) else None
            goes_on = following is not None and document.view[following.start] == '"'
            lone, closing = _lone(document, block)
            if lone is None:
                carried = carried and document.view.count('"', block.start, block.end) == 0
                continue
            was_carried, carried = carried, not closing and following is not None and _closes(document, following)
            segment = document.segment_at(lone)
            prose = segment is not None and segment.segment.role in PROSE_ROLES
            if not prose or (goes_on and not closing) or (closing and was_carried) or carried:
                continue
            yield Hit(
                Span(lone, lone + 1),
                "This quotation mark has no partner in its paragraph.",
                confidence=0.8,
            )


def _lone(document: AnalysedDocument, block: Span) -> tuple[int | None, bool]:
    """Return the mark without a partner where the number is odd, and whether it closes."""
    view, text = document.view, document.text
    marks = [i for i in range(block.start, block.end) if view[i] == '"']
    if len(marks) % 2 == 0:
        return None, False
    opened: int | None = None
    lone: list[tuple[int, bool]] = []
    for mark in marks:
        before = view[mark - 1] if mark > block.start else " "
        after = view[mark + 1] if mark + 1 < block.end else " "
        if before.isdigit() and opened is None:
            # An inch or a second.
            return None, False
        opens = text[mark] in OPENING_QUOTES or (
            text[mark] not in CLOSING_QUOTES and (before in " ([{-'—–/" and not after.isspace())
        )
        if opens:
            if opened is not None:
                lone.append((opened, False))
            opened = mark
        elif opened is None:
            lone.append((mark, True))
        else:
            opened = None
    if opened is not None:
        lone.append((opened, False))
    return lone[-1] if len(lone) == 1 else (marks[-1], False) if not lone else lone[0]


def _closes(document: AnalysedDocument, block: Span) -> bool:
    """Tell whether the next paragraph closes a quotation that it did not open: a speech set without marks between."""
    lone, closing = _lone(document, block)
    return lone is not None and closing
