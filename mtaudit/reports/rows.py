"""The tables of a report as plain rows: which columns there are, and what stands in them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.metrics.penalty import segment_penalties
from mtaudit.model import ClaimKind, FactVerdict, QuoteVerdict, Severity, Status
from mtaudit.reports.digits import finite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mtaudit.model import MetricScores, Score
    from mtaudit.reports.report import AuditReport

__all__ = ["COLUMNS", "Cell", "Kind", "Row", "column_names", "in_order", "ordered_kinds", "table_rows"]

Cell = str | int | float | None
Row = dict[str, Cell]

_METRICS = ("bleu", "chrfpp", "ter")


class Kind(StrEnum):
    """What a column holds; the values are the names of pandas' nullable types."""

    TEXT = "string"
    INTEGER = "Int64"
    FLOAT = "Float64"


def _kinds(text: str = "", integer: str = "", real: str = "") -> dict[str, Kind]:
    named = ((Kind.TEXT, text), (Kind.INTEGER, integer), (Kind.FLOAT, real))
    return {name: kind for kind, names in named for name in names.split()}


_FINDINGS = (
    "document code name category its_type severity confidence value segment start end text message suggestion"
)
_SEGMENTS = (
    "document segment start end role language findings penalty aligned_similarity chrfpp_back "
    "ter_back quality text"
)
_FAILURES = "document file place stage reason"


def _with_interval(metric: str) -> tuple[str, str, str]:
    return metric, f"{metric}_ci_low", f"{metric}_ci_high"


def _score_columns() -> dict[str, Kind]:
    intervals = tuple(chain.from_iterable(map(_with_interval, _METRICS)))
    groups: tuple[tuple[Kind, str, tuple[str, ...]], ...] = (
        (Kind.TEXT, "", ("document", "language", "date")),
        (Kind.INTEGER, "", ("words", "segments", "findings")),
        (Kind.INTEGER, "findings_", tuple(Severity)),
        (Kind.FLOAT, "rule_penalty_", ("per_100_words", "control_per_100_words")),
        (Kind.INTEGER, "", ("references",)),
        (Kind.TEXT, "reference_", ("id",)),
        (Kind.FLOAT, "reference_coverage_", ("segments", "reference_segments")),
        (Kind.FLOAT, "reference_aligned_", intervals),
        (Kind.INTEGER, "reference_aligned_", ("groups",)),
        (Kind.FLOAT, "reference_pooled_", _METRICS),
        (Kind.INTEGER, "reference_quotes_", tuple(QuoteVerdict)),
        (Kind.INTEGER, "reference_facts_", tuple(FactVerdict)),
        (Kind.INTEGER, "", ("back_translations",)),
        (Kind.TEXT, "back_translation_", ("engine", "pivot")),
        (Kind.FLOAT, "back_translation_", intervals),
        (Kind.INTEGER, "back_translation_", ("groups", "segments", "segments_not_ok")),
        (Kind.FLOAT, "back_translation_stability_", ("surface", "semantic")),
        (Kind.TEXT, "back_translation_control_", ("document",)),
        (Kind.FLOAT, "back_translation_control_", ("surface", "semantic")),
        (Kind.INTEGER, "disclosure_", ("start", "end")),
        (Kind.TEXT, "disclosure_", ("source_language", "provider", "languages")),
        (Kind.FLOAT, "", ("likelihood_probability",)),
        (Kind.INTEGER, "", ("failures",)),
        (Kind.FLOAT, "reference_coverage_", ("words", "reference_words")),
        (Kind.INTEGER, "reference_claims_", tuple(ClaimKind)),
        (Kind.INTEGER, "", ("consensus",)),
        (Kind.FLOAT, "back_translation_percentile_", ("surface", "semantic")),
        (Kind.TEXT, "likelihood_", ("verdict",)),
        (Kind.FLOAT, "likelihood_", ("prior", "ratio")),
        (Kind.FLOAT, "quality_", ("score", "ci_low", "ci_high")),
        (Kind.TEXT, "", ("system", "signature")),
    )
    return {f"{prefix}{name}": kind for kind, prefix, names in groups for name in names}


def ordered_kinds(names: str, **kinds: str) -> dict[str, Kind]:
    """Return columns in their order with what they hold: text where nothing else is said.

    :param names: of all columns, with spaces between.
    :param kinds: names of those that hold an ``integer`` or a ``real`` number.
    """
    kind_of = _kinds(**kinds)
    return {name: kind_of.get(name, Kind.TEXT) for name in names.split()}


#: Columns of each table in their order, the same for every report, so that rows of a corpus stack.
COLUMNS: Mapping[str, Mapping[str, Kind]] = MappingProxyType(
    {
        "findings": MappingProxyType(
            ordered_kinds(_FINDINGS, integer="segment start end", real="confidence value")
        ),
        "segments": MappingProxyType(
            ordered_kinds(
                _SEGMENTS,
                integer="segment start end findings",
                real="penalty aligned_similarity chrfpp_back ter_back quality",
            )
        ),
        "scores": MappingProxyType(_score_columns()),
        "failures": MappingProxyType(ordered_kinds(_FAILURES)),
    }
)


def column_names(table: str) -> tuple[str, ...]:
    """Return the columns of a table in their order.

    :param table: ``findings``, ``segments``, ``scores`` or ``failures``.
    """
    return tuple(COLUMNS[table])


def table_rows(report: AuditReport, table: str, *, file: str | None = None) -> list[Row]:
    """Return the rows of one table; absent values are None.

    :param report: what was audited.
    :param table: ``findings`` (a row a finding), ``segments`` (a row a segment), ``scores`` (one
        row) or ``failures`` (a row a failure).
    :param file: where the document was read from, for ``failures``.
    :raises UsageError: for any other table.
    :raises ValueError: if a number is not finite; the message names the column.
    """
    makers: dict[str, Callable[[], list[Row]]] = {
        "findings": lambda: _findings(report),
        "segments": lambda: _segments(report),
        "scores": lambda: [_scores(report)],
        "failures": lambda: _failures(report, file),
    }
    if table not in makers:
        raise UsageError(f"there is no table {table!r}", mend="choose findings, segments or scores")
    return [in_order(row, COLUMNS[table]) for row in makers[table]()]


def in_order(row: Row, kinds: Mapping[str, Kind]) -> Row:
    """Return a row with every column of a table, in order; what it does not have is None.

    :param row: values by the names of columns; other names are left out.
    :param kinds: the columns of the table.
    :raises ValueError: if a number is not finite; the message names the column.
    """
    ordered: Row = {}
    for name in kinds:
        value = row.get(name)
        if isinstance(value, float):
            try:
                value = finite(value)
            except ValueError as error:
                msg = f"column {name}: {error}"
                raise ValueError(msg) from error
        elif isinstance(value, str):
            value = str(value)
        ordered[name] = value
    return ordered


def _findings(report: AuditReport) -> list[Row]:
    return [
        {
            "document": report.document.id,
            "code": finding.code,
            "name": finding.name,
            "category": finding.category,
            "its_type": finding.its_type,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "value": finding.value,
            "segment": finding.segment,
            "start": finding.span.start,
            "end": finding.span.end,
            "text": finding.text,
            "message": finding.message,
            "suggestion": finding.suggestion,
        }
        for finding in report.findings
    ]


def _segments(report: AuditReport) -> list[Row]:
    counts = Counter(finding.segment for finding in report.findings)
    penalties = segment_penalties(report.findings)
    similarities: dict[int, float] = {}
    for link in report.references[0].comparison.links if report.references else ():
        for index in link.segments:
            similarities[index] = max(link.similarity, similarities.get(index, link.similarity))
    qualities = {one.index: one.score for one in report.quality.segments} if report.quality else {}
    trips = {
        trip.index: trip
        for trip in (report.back_translations[0].segments if report.back_translations else ())
    }
    rows: list[Row] = []
    for segment in report.document.segments:
        trip = trips.get(segment.index)
        rows.append(
            {
                "document": report.document.id,
                "segment": segment.index,
                "start": segment.span.start,
                "end": segment.span.end,
                "role": segment.role,
                "language": segment.language,
                "findings": counts[segment.index],
                "penalty": float(penalties.get(segment.index, 0)),
                "aligned_similarity": similarities.get(segment.index),
                "chrfpp_back": None if trip is None else trip.chrfpp,
                "ter_back": None if trip is None else trip.ter,
                "quality": qualities.get(segment.index),
                "text": segment.text,
            }
        )
    return rows


def _scores(report: AuditReport) -> Row:
    document, penalty = report.document, report.scores.rule_penalty
    severities = Counter(finding.severity for finding in report.findings)
    return {
        "document": document.id,
        "language": document.language,
        "date": None if document.date is None else document.date.isoformat(),
        "words": document.words,
        "segments": len(document.segments),
        "findings": len(report.findings),
        **{f"findings_{severity}": severities[severity] for severity in Severity},
        "rule_penalty_per_100_words": penalty.per_100_words,
        "rule_penalty_control_per_100_words": penalty.control_per_100_words,
        "references": len(report.references),
        **_reference_cells(report),
        "back_translations": len(report.back_translations),
        **_back_translation_cells(report),
        **_disclosure_cells(report),
        **_likelihood_cells(report),
        "failures": len(report.failures),
        "consensus": len(report.consensus),
        **_quality_cells(report),
        "signature": report.signature,
    }


def _reference_cells(report: AuditReport) -> Row:
    if not report.references:
        return {}
    text, comparison = report.references[0].text, report.references[0].comparison
    agreement = report.scores.references[0]
    quotes = Counter(quote.verdict for quote in comparison.quotes)
    facts = Counter(fact.verdict for fact in comparison.facts)
    claims = Counter(claim.kind for claim in comparison.claims)
    pooled = _metric_cells(agreement.pooled, "reference_pooled_")
    return {
        "reference_id": text.id,
        "reference_coverage_segments": comparison.coverage.segments,
        "reference_coverage_reference_segments": comparison.coverage.reference_segments,
        "reference_coverage_words": comparison.coverage.words,
        "reference_coverage_reference_words": comparison.coverage.reference_words,
        **_metric_cells(agreement.aligned, "reference_aligned_"),
        **pooled,
        **{f"reference_quotes_{verdict}": quotes[verdict] for verdict in QuoteVerdict},
        **{f"reference_facts_{verdict}": facts[verdict] for verdict in FactVerdict},
        **{f"reference_claims_{kind}": claims[kind] for kind in ClaimKind},
    }


def _back_translation_cells(report: AuditReport) -> Row:
    if not report.back_translations:
        return {}
    back = report.back_translations[0]
    cells: Row = {
        "back_translation_engine": back.engine,
        "back_translation_pivot": back.pivot,
        "back_translation_segments": len(back.segments),
        "back_translation_segments_not_ok": sum(trip.status is not Status.OK for trip in back.segments),
        "back_translation_stability_surface": back.stability.surface,
        "back_translation_stability_semantic": back.stability.semantic,
        **_metric_cells(report.scores.back_translations[0], "back_translation_"),
    }
    if back.control is not None:
        cells["back_translation_control_document"] = back.control.document
        cells["back_translation_control_surface"] = back.control.stability.surface
        cells["back_translation_control_semantic"] = back.control.stability.semantic
    if back.percentile is not None:
        cells["back_translation_percentile_surface"] = back.percentile.surface
        cells["back_translation_percentile_semantic"] = back.percentile.semantic
    return cells


def _metric_cells(metrics: MetricScores | None, prefix: str) -> Row:
    if metrics is None:
        return {}
    cells: Row = {f"{prefix}groups": metrics.chrfpp.groups}
    for metric in _METRICS:
        score: Score = getattr(metrics, metric)
        ends = (score.score, score.ci_low, score.ci_high)
        names = _with_interval(f"{prefix}{metric}")
        cells.update(zip(names, ends, strict=True))
    return cells


def _quality_cells(report: AuditReport) -> Row:
    if report.quality is None:
        return {}
    return {
        "quality_score": report.quality.score,
        "quality_ci_low": report.quality.ci_low,
        "quality_ci_high": report.quality.ci_high,
    }


def _disclosure_cells(report: AuditReport) -> Row:
    note = report.document.disclosure
    if note is None:
        return {}
    return {
        "disclosure_start": note.span.start,
        "disclosure_end": note.span.end,
        "disclosure_source_language": note.source_language,
        "disclosure_provider": note.provider,
        "disclosure_languages": " ".join(note.languages) or None,
    }


def _likelihood_cells(report: AuditReport) -> Row:
    likelihood = report.likelihood
    if likelihood is None:
        return {}
    return {
        "likelihood_probability": likelihood.probability,
        "likelihood_verdict": likelihood.verdict,
        "likelihood_prior": likelihood.prior,
        "likelihood_ratio": likelihood.likelihood_ratio,
    }


def _failures(report: AuditReport, file: str | None) -> list[Row]:
    return [
        {
            "document": report.document.id,
            "file": file,
            "place": None if failure.segment is None else f"segment {failure.segment}",
            "stage": failure.stage,
            "reason": failure.reason,
        }
        for failure in report.failures
    ]
