"""The JSON report: schema version 1, its keys in the order of the contract."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.reports.digits import significant
from mtaudit.reports.json_comparison import comparison_to_dict, consensus_to_dict, span_to_dict
from mtaudit.reports.json_likelihood import languages_to_list, likelihood_to_dict
from mtaudit.reports.safe_text import UNSEEN

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from mtaudit.model import (
        BackTranslation,
        Disclosure,
        Finding,
        MetricScores,
        Score,
        Segment,
        Stability,
    )
    from mtaudit.model.quality import Quality
    from mtaudit.reports.report import AuditedText, AuditReport, ReferenceResult, Scores, SourceSummary

__all__ = ["SCHEMA_VERSION", "escaped_json", "plain", "report_to_dict", "report_to_json", "schema"]

#: Version of the contract. Within a version keys are added, never removed.
SCHEMA_VERSION = "1"

_SCHEMA_FILE = f"audit-report-{SCHEMA_VERSION}.schema.json"


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report."""
    folder = resources.files("mtaudit.reports") / "schema"
    loaded: dict[str, Any] = json.loads((folder / _SCHEMA_FILE).read_text(encoding="utf-8"))
    return loaded


def report_to_dict(report: AuditReport) -> dict[str, Any]:
    """Return the report in plain containers, as the contract lays it out.

    Absent parts are None. Floats have six significant digits.

    :param report: what was audited.
    :raises ValueError: if a number of the report is not finite; the message names its place.
    """
    document = report.document
    laid_out = {
        "schema_version": SCHEMA_VERSION,
        "signature": report.signature,
        "masked": report.masked,
        "document": {
            "id": document.id,
            "language": document.language,
            "date": None if document.date is None else document.date.isoformat(),
            "sha256": document.sha256,
            "words": document.words,
            "segments": _segments(document),
            "disclosure": _disclosure(document.disclosure),
        },
        "source": _source(report.source),
        "rules": {
            "run": list(report.rules_run),
            "not_run": [{"code": rule.code, "reason": rule.reason} for rule in report.rules_not_run],
        },
        "findings": [_finding(finding) for finding in report.findings],
        "suppressed": [{**_finding(held.finding), "why": held.why} for held in report.suppressed],
        "references": [_reference(reference) for reference in report.references],
        "consensus": [consensus_to_dict(one) for one in report.consensus],
        "back_translations": [_back_translation(one) for one in report.back_translations],
        "scores": _scores(report.scores),
        "likelihood": likelihood_to_dict(report.likelihood),
        "source_language": languages_to_list(report.source_language),
        "quality": _quality(report.quality),
        "failures": [
            {"stage": failure.stage, "segment": failure.segment, "reason": failure.reason}
            for failure in report.failures
        ],
    }
    done: dict[str, Any] = plain(laid_out, "report")
    return done


def report_to_json(report: AuditReport, *, indent: int | None = 2) -> str:
    r"""Return the report as JSON that any terminal and any UTF-8 file can take.

    Letters of every script stand as they are. Terminal controls, bidirectional controls and lone
    surrogates stand as ``\u`` escapes, so that they are not sent and yet read back unchanged.

    :param report: what was audited.
    :param indent: spaces for each level, or None for one line.
    :raises ValueError: if a number of the report is not finite.
    """
    return escaped_json(report_to_dict(report), indent=indent)


def _quality(quality: Quality | None) -> dict[str, Any] | None:
    if quality is None:
        return None
    return {
        "score": quality.score,
        "ci_low": quality.ci_low,
        "ci_high": quality.ci_high,
        "segments": [{"index": one.index, "score": one.score} for one in quality.segments],
    }


def escaped_json(laid_out: object, *, indent: int | None) -> str:
    r"""Return plain containers as JSON, with ``\u`` escapes for what would steer a terminal or hide.

    :param laid_out: containers of text, finite numbers and None, such as :func:`plain` returned.
    :param indent: spaces for each level, or None for one line.
    """
    text = json.dumps(laid_out, ensure_ascii=False, allow_nan=False, indent=indent)
    # Structure is ASCII, so that whatever matches stands inside a string.
    return UNSEEN.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    return json.dumps(match[0])[1:-1]


def plain(value: object, place: str) -> Any:
    """Turn enumerations into strings and round floats to six significant digits.

    :param value: containers of text, numbers and None.
    :param place: what messages call it.
    :raises ValueError: for a number that is not finite; the message names its place.
    """
    match value:
        case dict():
            return {key: plain(inner, f"{place}.{key}") for key, inner in value.items()}
        case list():
            return [plain(inner, f"{place}[{index}]") for index, inner in enumerate(value)]
        case str():
            return str(value)
        case float():
            try:
                return significant(value)
            except ValueError as error:
                msg = f"{place}: {error}"
                raise ValueError(msg) from error
        case _:
            return value


def _segments(text: AuditedText) -> list[dict[str, Any]]:
    return [_segment(segment) for segment in text.segments]


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "index": segment.index,
        **span_to_dict(segment.span, segment.text),
        "role": segment.role,
        "language": segment.language,
    }


def _disclosure(disclosure: Disclosure | None) -> dict[str, Any] | None:
    if disclosure is None:
        return None
    return {
        **span_to_dict(disclosure.span, disclosure.text),
        "source_language": disclosure.source_language,
        "provider": disclosure.provider,
        "languages": list(disclosure.languages),
    }


def _source(source: SourceSummary | None) -> dict[str, Any] | None:
    if source is None:
        return None
    return {
        "id": source.id,
        "language": source.language,
        "sha256": source.sha256,
        "words": source.words,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "category": finding.category,
        "its_type": finding.its_type,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "value": finding.value,
        "segment": finding.segment,
        **span_to_dict(finding.span, finding.text),
        "message": finding.message,
        "suggestion": finding.suggestion,
        **span_to_dict(finding.reference_span, finding.reference_text, "reference_"),
    }


def _reference(reference: ReferenceResult) -> dict[str, Any]:
    text = reference.text
    return {
        "id": text.id,
        "sha256": text.sha256,
        "words": text.words,
        "segments": _segments(text),
        **comparison_to_dict(reference.comparison),
    }


def _stability(stability: Stability) -> dict[str, Any]:
    return {"surface": stability.surface, "semantic": stability.semantic}


def _back_translation(back: BackTranslation) -> dict[str, Any]:
    control = back.control
    return {
        "engine": back.engine,
        "pivot": back.pivot,
        "segments": [
            {
                "index": trip.index,
                "pivot_text": trip.pivot_text,
                "text": trip.text,
                "status": trip.status,
                "chrfpp": trip.chrfpp,
                "ter": trip.ter,
            }
            for trip in back.segments
        ],
        "stability": _stability(back.stability),
        "control": None
        if control is None
        else {"document": control.document, **_stability(control.stability)},
        "percentile": None
        if back.percentile is None
        else {"surface": back.percentile.surface, "semantic": back.percentile.semantic},
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "score": score.score,
        "ci_low": score.ci_low,
        "ci_high": score.ci_high,
        "groups": score.groups,
        "signature": score.signature,
    }


def _metrics(metrics: MetricScores | None) -> dict[str, Any] | None:
    if metrics is None:
        return None
    return {
        "bleu": _score(metrics.bleu),
        "chrfpp": _score(metrics.chrfpp),
        "ter": _score(metrics.ter),
    }


def _all_metrics(all_metrics: Iterable[MetricScores | None]) -> list[dict[str, Any] | None]:
    return [_metrics(metrics) for metrics in all_metrics]


def _scores(scores: Scores) -> dict[str, Any]:
    penalty = scores.rule_penalty
    return {
        "references": [
            {"aligned": _metrics(agreement.aligned), "pooled": _metrics(agreement.pooled)}
            for agreement in scores.references
        ],
        "back_translations": _all_metrics(scores.back_translations),
        "rule_penalty": {
            "per_100_words": penalty.per_100_words,
            "control_per_100_words": penalty.control_per_100_words,
            "by_category": dict(penalty.by_category),
        },
    }
