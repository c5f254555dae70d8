"""The quality estimate in the text report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.reports.console.blocks import INDENT, Block, heading
from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from mtaudit.model.quality import Quality
    from mtaudit.reports.report import AuditReport

__all__ = ["quality_blocks"]

#: Segments that are shown, the lowest first.
_SHOWN = 3
#: Code points of a segment that are shown.
_LONGEST = 80
_MEANING = (
    "As people who judged machine translations into English would put it: 50 is a middling translation of "
    "2021. Estimated without source or reference from how hard the words are to expect; a weak guide for one "
    "segment, no adequacy, and no judgement of a text that is no translation."
)


def quality_blocks(report: AuditReport) -> list[Block]:
    """Return the estimate with its interval, and the segments it puts lowest; nothing without one.

    :param report: what was audited.
    """
    quality = report.quality
    if quality is None:
        return []
    told = (
        f"{quality.score:.0f} of 100; the human score lies between {quality.ci_low:.0f} and "
        f"{quality.ci_high:.0f} for 95 of 100 such documents"
    )
    return [
        *heading("Quality, estimated"),
        Block(text_of(told)),
        Block(text_of((_MEANING, "dim"))),
        *_lowest(quality, report),
    ]


def _lowest(quality: Quality, report: AuditReport) -> list[Block]:
    texts = {segment.index: segment.text for segment in report.document.segments}
    lowest = sorted(quality.segments, key=lambda one: one.score)[:_SHOWN]
    blocks = [Block(text_of("lowest segments:"))] if len(quality.segments) > _SHOWN else []
    for one in lowest if blocks else ():
        text = " ".join(texts[one.index].split())
        shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        blocks.append(
            Block(text_of((f"segment {one.index} ", "cyan"), f"{one.score:.0f}: {shown}"), INDENT * 2)
        )
    return blocks
