"""Rows of what a document was held against: native reports, and itself after a back-translation."""

from __future__ import annotations

from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING

from mtaudit.reports.json_comparison import span_to_dict
from mtaudit.reports.rows import Kind, in_order, ordered_kinds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mtaudit.model import Claim, FactPair, Link, QuotePair
    from mtaudit.reports.report import AuditReport
    from mtaudit.reports.rows import Row

__all__ = ["COMPARED_COLUMNS", "compared_rows"]

_PLACES = "start end text reference_start reference_end reference_text"
_OFFSETS = "start end reference_start reference_end"


def _columns(names: str, integer: str = _OFFSETS, real: str = "") -> Mapping[str, Kind]:
    return MappingProxyType(ordered_kinds(names, integer=integer, real=real))


#: By table the columns in their order; the keys of the JSON report where it has them.
COMPARED_COLUMNS: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        "links": _columns(
            "document reference link segment reference_segment similarity reasons",
            "link segment reference_segment",
            "similarity",
        ),
        "quotes": _columns(
            f"document reference verdict similarity speaker reference_speaker {_PLACES}", real="similarity"
        ),
        "facts": _columns(f"document reference kind value verdict {_PLACES}"),
        "claims": _columns(f"document reference kind confidence {_PLACES}", real="confidence"),
        "back_translations": _columns(
            "document engine pivot segment status chrfpp ter pivot_text text", "segment", "chrfpp ter"
        ),
    }
)


def compared_rows(report: AuditReport, table: str) -> list[Row]:
    """Return the rows of one table, of all native reports or all engines; absent values are None.

    :param report: what was audited.
    :param table: ``links`` (a row a pair of segments; those of one link share its number), ``quotes``,
        ``facts`` and ``claims`` (a row each) or ``back_translations`` (a row an engine and segment; ``text``
        is what came back).
    :raises ValueError: if a number is not finite; the message names the column.
    """
    made = _back_translations(report) if table == "back_translations" else _of_references(report, table)
    return [in_order({"document": report.document.id, **row}, COMPARED_COLUMNS[table]) for row in made]


def _of_references(report: AuditReport, table: str) -> Iterator[Row]:
    for reference in report.references:
        for number, held in enumerate(getattr(reference.comparison, table)):
            for row in _link(held) if table == "links" else (_pair(held),):
                yield {"reference": reference.text.id, "link": number, **row}


def _link(link: Link) -> Iterator[Row]:
    for segment in link.segments:
        for other in link.reference_segments:
            yield {
                "segment": segment,
                "reference_segment": other,
                "similarity": link.similarity,
                "reasons": "; ".join(link.reasons),
            }


def _pair(pair: QuotePair | FactPair | Claim) -> Row:
    """Return what a pair has, by the names of its fields, its spans as offsets."""
    plain = {field.name: getattr(pair, field.name) for field in fields(pair)}
    there = span_to_dict(pair.reference_span, pair.reference_text, "reference_")
    return {**plain, **span_to_dict(pair.span, pair.text), **there}


def _back_translations(report: AuditReport) -> Iterator[Row]:
    for back in report.back_translations:
        for trip in back.segments:
            yield {
                "engine": back.engine,
                "pivot": back.pivot,
                "segment": trip.index,
                "status": trip.status,
                "chrfpp": trip.chrfpp,
                "ter": trip.ter,
                "pivot_text": trip.pivot_text,
                "text": trip.text,
            }
