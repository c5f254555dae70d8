from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.views import CLOSING_QUOTES, OPENING_QUOTES
from mtaudit.model import PROSE_ROLES, Severity, Span
from mtaudit.rules.base import Evidence, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.analysis.document import AnalysedDocument


_SPEAKER = re.compile(
    r"[,?!] (?:(?:said|says|explained|added) [A-Z]|(?:he|she|they) (?:said|added|explained)\b)"
)
#: Paragraphs that a speech may run over with marks only at its two ends.
_LONGEST_SPEECH = 5


class UnclosedQuotation(Rule):
    """A paragraph whose double quotation marks do not pair up.

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
    MQM, Fluency/Punctuation, *unpaired quote marks or brackets*; Quirk et al. 1985, appendix III, on
    quotation marks.
    """

    code = "FLU005"
    name = "unclosed-quotation"
    category = "Fluency/Punctuation"
    its_type = "typographical"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the lone mark of each paragraph."""
        document = evidence.document
        lone: dict[int, tuple[int, bool]] = {}
        for place, block in enumerate(document.blocks):
            found = _lone(document, block)
            if found is not None:
                lone[place] = found
        closed: set[int] = set()
        for place, (mark, closing) in sorted(lone.items()):
            segment = document.segment_at(mark)
            if place in closed or segment is None or segment.segment.role not in PROSE_ROLES:
                continue
            alone = closing or _is_attributed(document, place, mark)
            partner = None if alone else _partner(document, place, lone)
            if partner is not None:
                closed.add(partner)
            elif alone or not _goes_on(document, place):
                yield Hit(
                    Span(mark, mark + 1),
                    "This quotation mark has no partner in its paragraph.",
                    confidence=0.8,
                )


def _is_attributed(document: AnalysedDocument, place: int, mark: int) -> bool:
    """Tell *"It will take a year, said Ngatman*: the speech ends before its speaker is named."""
    return _SPEAKER.search(document.view, mark, document.blocks[place].end) is not None


def _goes_on(document: AnalysedDocument, place: int) -> bool:
    """Tell whether the next paragraph begins with a mark and so takes the speech up."""
    blocks = document.blocks
    return place + 1 < len(blocks) and document.view[blocks[place + 1].start] == '"'


def _partner(document: AnalysedDocument, place: int, lone: dict[int, tuple[int, bool]]) -> int | None:
    """Return the paragraph soon after that closes the quotation: a speech set without marks between."""
    for later in range(place + 1, min(place + 1 + _LONGEST_SPEECH, len(document.blocks))):
        block = document.blocks[later]
        if later in lone:
            mark, _ = lone[later]
            return later if mark != block.start else None
        if '"' in document.view[block.start : block.end]:
            return None
    return None


def _lone(document: AnalysedDocument, block: Span) -> tuple[int, bool] | None:
    """Return the mark without a partner where the number is odd, and whether it closes."""
    view, text = document.view, document.text
    marks = [i for i in range(block.start, block.end) if view[i] == '"']
    if not marks:
        return None
    opened: int | None = None
    lone: list[tuple[int, bool]] = []
    for mark in marks:
        before = view[mark - 1] if mark > block.start else " "
        after = view[mark + 1] if mark + 1 < block.end else " "
        if before.isdigit() and opened is None:
            # An inch or a second.
            return None
        opens = text[mark] in OPENING_QUOTES or (
            text[mark] not in CLOSING_QUOTES and (before in " ([{-'—–/" and not after.isspace())
        )
        if opens:
            if opened is not None:
                lone.append((opened, False))
            opened = mark
        elif (
            opened is None
            and before == "s"
            and after == " "
            and mark + 2 < block.end
            and view[mark + 2].isalpha()
        ):
            # *our enemies" distress*: an apostrophe that some tool made a quotation mark.
            return None
        elif opened is None:
            lone.append((mark, True))
        else:
            opened = None
    if opened is not None:
        lone.append((opened, False))
    if len(marks) % 2 == 0:
        return lone[0] if _close_twice(document, lone) else None
    return lone[-1] if len(lone) == 1 else (marks[-1], False) if not lone else lone[0]


def _close_twice(document: AnalysedDocument, lone: list[tuple[int, bool]]) -> bool:
    """Tell two marks that both close, though their number is even: *panic." It will go down," he said*.

    Two that open are a speech whose paragraphs were run together. A space before a mark leaves it open what
    the mark does.
    """
    if len(lone) != 2:
        return False
    after = [document.view[mark + 1 : mark + 2] for mark, _ in lone]
    before = [document.view[mark - 1 : mark] for mark, _ in lone]
    return (
        all(closes for _, closes in lone)
        and all(side in ("", " ", "\n", ",", ".") for side in after)
        and not any(side.isspace() for side in before)
    )
