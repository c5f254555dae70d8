"""Error spans as Appraise loads them for its ESA and MQM tasks (AppraiseDev/Appraise, ``Examples/MQM+ESA``).

A list of tasks of exactly 100 items, an item a segment. Appraise trims a text, splits it into UTF-16 code
units and draws a span from ``start_i`` through ``end_i``, both included. Each span also has what Appraise
keeps and does not read: ``start`` and ``end``, half-open, in code points of the item's text, and what the
finding says.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from mtaudit.reports.exchange.places import Part, parts_by_segment
from mtaudit.reports.exchange.words import told
from mtaudit.reports.json_format import escaped_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.model import Segment
    from mtaudit.reports.exchange.run import Audited, Run

__all__ = ["ITEMS", "to_esa"]

#: Items of a task; Appraise skips a task that has any other number.
ITEMS = 100
#: Appraise names languages by ISO 639-3.
_LANGUAGES = {"id": "ind", "en": "eng"}
#: What JavaScript's ``trim`` takes away; segments begin with none of them but the last.
_TRIMMED = "\t\n\v\f\r \xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff"
_FILL = "This item only fills up the task."


def to_esa(run: Run) -> str:
    """Return tasks with the error spans of each segment; the last is filled up with items of type ``CHK``.

    The source is empty: which sentence of it belongs to which is not known.

    :param run: the audits; findings that are suppressed are left out.
    """
    items = [item for audited in run.audits for item in _items(audited)]
    for number, item in enumerate(items, 1):
        item["itemID"] = number
    pair = (run.audits[0].source_language, "en") if run.audits else ("id", "en")
    tasks = [
        {"items": _filled(items[at : at + ITEMS]), "task": _task(at // ITEMS + 1, *pair)}
        for at in range(0, len(items), ITEMS)
    ]
    return escaped_json(tasks, indent=None)


def _task(number: int, source: str, target: str) -> dict[str, Any]:
    return {
        "batchNo": number,
        "randomSeed": 0,
        "requiredAnnotations": 1,
        "sourceLanguage": _LANGUAGES.get(source, source),
        "targetLanguage": _LANGUAGES.get(target, target),
    }


def _filled(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    more = {"mqm": [], "documentID": "fill", "targetText": _FILL, "itemType": "CHK"}
    return items + [{**items[0], **more}] * (ITEMS - len(items))


def _items(audited: Audited) -> Iterator[dict[str, Any]]:
    text = audited.report.document
    parts = parts_by_segment(text.segments, audited.report.findings)
    for segment, own in zip(text.segments, parts, strict=True):
        yield {
            "mqm": _spans(segment, own),
            "documentID": text.id,
            "sourceID": f"{audited.source_language}-en",
            "targetID": audited.system,
            "sourceText": "",
            "targetText": segment.text,
            "itemType": "TGT",
            "itemID": 0,
            "_item": f"{segment.span.start}-{segment.span.end}",
            "isCompleteDocument": False,
        }


def _spans(segment: Segment, parts: list[Part]) -> list[dict[str, Any]]:
    units = _Units(segment.text)
    return [
        {
            "start_i": units.before(part.start),
            "end_i": max(units.before(part.end) - 1, units.before(part.start)),
            "severity": part.finding.severity,
            "error_type": part.finding.category.split("/"),
            "start": part.start,
            "end": part.end,
            "code": part.finding.code,
            "message": told(part.finding),
        }
        for part in parts
    ]


class _Units:
    """Counts the UTF-16 code units of a trimmed text before a code point."""

    def __init__(self, text: str) -> None:
        self._trimmed = len(text) - len(text.lstrip(_TRIMMED))
        self._pairs = [at for at, character in enumerate(text) if character > "\uffff"]

    def before(self, offset: int) -> int:
        return max(0, offset + bisect_left(self._pairs, offset) - self._trimmed)
