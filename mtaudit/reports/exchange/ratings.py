"""Ratings in JSON lines, as mt-metrics-eval reads them (its ``standalone_ratings``): one line a segment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mtaudit.metrics import weight
from mtaudit.reports.exchange.mqm import RATER
from mtaudit.reports.exchange.places import Part, parts_by_segment
from mtaudit.reports.json_format import escaped_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.reports.exchange.run import Run

__all__ = ["to_ratings"]


def to_ratings(run: Run) -> str:
    """Return a rating a segment, those without errors included; offsets are code points of the hypothesis.

    The source is empty: which sentence of it belongs to which is not known. Segments are numbered from 0
    over all documents.

    :param run: the audits; findings that are suppressed are left out.
    """
    return "\n".join(escaped_json(rating, indent=None) for rating in _ratings(run))


def _ratings(run: Run) -> Iterator[dict[str, Any]]:
    number = 0
    for audited in run.audits:
        text = audited.report.document
        parts = parts_by_segment(text.segments, audited.report.findings)
        for segment, own in zip(text.segments, parts, strict=True):
            yield {
                "source": "",
                "hypothesis": segment.text,
                "errors": [_error(part) for part in own],
                "document_id": text.id,
                "segment_id": number,
                "system_id": audited.system,
                "rater_id": RATER,
                "src_lang": audited.source_language,
                "tgt_lang": "en",
            }
            number += 1


def _error(part: Part) -> dict[str, Any]:
    return {
        "start": part.start,
        "end": part.end,
        "category": part.finding.category,
        "severity": part.finding.severity,
        "score": weight(part.finding),
        "is_source_error": False,
    }
