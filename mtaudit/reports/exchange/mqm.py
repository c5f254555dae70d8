"""MQM annotations as tab-separated values, in the layout of Google's wmt-mqm-human-evaluation.

Columns: system, doc, doc_id (number of the segment in the document, from 1), seg_id (number over all
documents), rater, source, target, category, severity. The span stands between ``<v>`` and ``</v>`` in the
target; a segment without findings has one row, ``No-error``. Fields are not quoted.

The layout has no escapes. What would break it is replaced one code point for one, so that offsets stay:
tabs and line ends by a space, angle brackets of ``<v>`` and ``</v>`` in the text by ``‹`` and ``›``, and
unseen characters by U+FFFD.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.errors import InputError
from mtaudit.reports.exchange.places import Part, parts_by_segment
from mtaudit.reports.safe_text import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.reports.exchange.run import Run

__all__ = ["COLUMNS", "RATER", "to_mqm"]

COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
#: Who annotates, where a format asks for a name.
RATER = "mtaudit"
#: The one category that is spelled otherwise there; its weight of 25 hangs on the spelling.
_CATEGORIES = {"Non-translation": "Non-translation!"}
# Whatever any reader takes for the end of a line or a field.
_BREAKS = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_MARK = re.compile(r"<(/?v)>", re.IGNORECASE)
_NO_ERROR = "No-error"
#: Most code points that the rows of one segment may take.
_LARGEST = 50_000_000


def to_mqm(run: Run) -> str:
    """Return a row a finding and segment, and a row for each segment without findings.

    :param run: the audits; findings that are suppressed are left out.
    :raises InputError: for a segment so long that repeating it for each finding would take 50 MB.
    """
    return "\n".join("\t".join(row) for row in (COLUMNS, *_rows(run)))


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    number = 0
    for audited in run.audits:
        segments = audited.report.document.segments
        parts = parts_by_segment(segments, audited.report.findings)
        for segment, own in zip(segments, parts, strict=True):
            if len(segment.text) * len(own) > _LARGEST:
                raise InputError(
                    f"a segment of {len(segment.text):,} characters with {len(own):,} findings: MQM rows "
                    "repeat it for each",
                    file=audited.document.source,
                    place=f"character {segment.span.start}",
                    mend="choose another format",
                )
            number += 1
            text = _field(segment.text)
            document = _field(audited.report.document.id)
            start = (_field(audited.system), document, str(segment.index + 1), str(number), RATER, "")
            for part in own:
                yield (*start, _marked(text, part), *_label(part))
            if not own:
                yield (*start, text, _NO_ERROR, _NO_ERROR)


def _marked(text: str, part: Part) -> str:
    return f"{text[: part.start]}<v>{text[part.start : part.end]}</v>{text[part.end :]}"


def _label(part: Part) -> tuple[str, str]:
    category = part.finding.category
    return _field(_CATEGORIES.get(category, category)), part.finding.severity.capitalize()


def _field(text: str) -> str:
    """Replace what the layout cannot hold, one code point for one."""
    return UNSEEN.sub("\ufffd", _MARK.sub(r"‹\1›", _BREAKS.sub(" ", text)))
