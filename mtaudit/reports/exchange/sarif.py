"""SARIF 2.1.0 (OASIS Standard, 27 March 2020): what editors and code hosts show findings from.

Regions are given twice, by line and column and by offset and length, all in code points of the text as it
was read. Lines end at CRLF and LF, SARIF's own default; the byte order mark counts for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mtaudit
from mtaudit.model import Why
from mtaudit.reports.digits import significant
from mtaudit.reports.exchange.places import NEWLINES, Lines, uri
from mtaudit.reports.exchange.sarif_rules import descriptor
from mtaudit.reports.exchange.words import importance, level, told
from mtaudit.reports.json_format import escaped_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Document, Failure, Finding, Span, Suppressed
    from mtaudit.reports.exchange.run import Audited, Run

__all__ = ["SCHEMA", "to_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_SUPPRESSIONS = {
    Why.INLINE: {"kind": "inSource", "justification": "A comment in the text turns the rule off."},
    Why.BASELINE: {"kind": "external", "justification": "The finding is in the baseline."},
}
_EXITS = {0: "done", 1: "findings at or above --fail-on", 2: "something failed"}


def to_sarif(run: Run) -> str:
    """Return one run with the findings of all audits, suppressed ones marked as such.

    Each result has its fingerprint under ``mtaudit/v1`` and, for GitHub, under ``primaryLocationLineHash``.
    Where a baseline was given, each is ``new`` or ``unchanged``.

    :param run: the audits.
    """
    files = _Files()
    codes = {rule.code: place for place, rule in enumerate(run.rules)}
    results = [result for audited in run.audits for result in _results(audited, run, codes, files)]
    one = {
        "tool": {
            "driver": {
                "name": "mtaudit",
                "semanticVersion": mtaudit.__version__,
                "shortDescription": {"text": "Audits machine-translated English."},
                "rules": [descriptor(rule) for rule in run.rules],
            }
        },
        "invocations": [_invocation(run)],
        "language": "en-US",
        "columnKind": "unicodeCodePoints",
        "newlineSequences": list(NEWLINES),
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that mtaudit ran in."}}},
        "artifacts": files.artifacts,
        "results": results,
        "properties": {"signatures": list(dict.fromkeys(held.report.signature for held in run.audits))},
    }
    # On one line: that is what the C encoder writes, and code hosts limit the size.
    return escaped_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [one]}, indent=None)


class _Files:
    """The texts of a run, each once, in the order in which they are met."""

    def __init__(self) -> None:
        self.artifacts: list[dict[str, Any]] = []
        self._held: dict[int, tuple[dict[str, Any], Lines]] = {}

    def add(self, document: Document, role: str) -> None:
        """Enter a text under its role."""
        address, relative = uri(document)
        location = {"uri": address, "uriBaseId": _ROOT} if relative else {"uri": address}
        self._held[id(document)] = ({**location, "index": len(self.artifacts)}, Lines(document.text))
        self.artifacts.append({"location": location, "roles": [role], "encoding": "UTF-8"})

    def location(self, document: Document, span: Span, text: str) -> dict[str, Any]:
        """Return the place of a span in a text that was entered."""
        place, _ = self._held[id(document)]
        region = {**self.region(document, span), "snippet": {"text": text}}
        return {"physicalLocation": {"artifactLocation": place, "region": region}}

    def region(self, document: Document, span: Span) -> dict[str, Any]:
        """Return a span by lines and by offsets."""
        _, lines = self._held[id(document)]
        (line, column), (end_line, end_column) = lines.place(span.start), lines.place(span.end)
        return {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }

    def fix(self, document: Document, span: Span, wording: str) -> dict[str, Any]:
        """Return the replacement of a span."""
        place, _ = self._held[id(document)]
        replacement = {"deletedRegion": self.region(document, span), "insertedContent": {"text": wording}}
        return {"artifactChanges": [{"artifactLocation": place, "replacements": [replacement]}]}


def _results(audited: Audited, run: Run, codes: dict[str, int], files: _Files) -> list[dict[str, Any]]:
    files.add(audited.document, "analysisTarget")
    for reference in audited.references:
        files.add(reference, "referencedOnCommandLine")
    counted: Sequence[Suppressed | None] = [None] * len(audited.report.findings)
    return [
        _result(finding, mark, held, audited, run, codes, files)
        for finding, mark, held in zip(
            audited.findings, audited.marks, [*counted, *audited.report.suppressed], strict=True
        )
    ]


def _result(
    finding: Finding,
    mark: str,
    suppressed: Suppressed | None,
    audited: Audited,
    run: Run,
    codes: dict[str, int],
    files: _Files,
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": codes[finding.code],
        "level": level(finding.severity, house_style=finding.house_style),
        "rank": importance(finding.severity, finding.confidence),
        "message": {"text": _message(told(finding))},
        "locations": [files.location(audited.document, finding.span, finding.text)],
        "fingerprints": {"mtaudit/v1": mark},
        "partialFingerprints": {"primaryLocationLineHash": mark},
        "properties": {
            "category": finding.category,
            "itsType": finding.its_type,
            "severity": finding.severity,
            "confidence": significant(finding.confidence),
            "value": significant(finding.value),
            "segment": finding.segment,
            "houseStyle": finding.house_style,
        },
    }
    if related := _related(finding, audited, files):
        result["relatedLocations"] = [related]
    if suppressed is not None:
        result["suppressions"] = [_SUPPRESSIONS[suppressed.why]]
    elif finding.suggestion is not None:
        result["fixes"] = [files.fix(audited.document, finding.span, finding.suggestion)]
    if run.known is not None:
        result["baselineState"] = "unchanged" if mark in run.known else "new"
    return result


def _related(finding: Finding, audited: Audited, files: _Files) -> dict[str, Any] | None:
    """Return where a native report words it otherwise; a finding does not say which of several it means."""
    span, text = finding.reference_span, finding.reference_text
    if span is None or text is None:
        return None
    for reference in audited.references:
        if span.of(reference.text) == text:
            return {
                "id": 1,
                "message": {"text": "The native report has this instead."},
                **files.location(reference, span, text),
            }
    return None


def _invocation(run: Run) -> dict[str, Any]:
    failures = [failure for audited in run.audits for failure in audited.report.failures]
    return {
        "executionSuccessful": run.exit_code < 2,
        "exitCode": run.exit_code,
        "exitCodeDescription": _EXITS.get(run.exit_code, "failed"),
        "toolExecutionNotifications": [_notification(failure) for failure in failures],
    }


def _notification(failure: Failure) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": _message(f"{failure.stage}: {failure.reason}")}}


def _message(text: str) -> str:
    """Escape what SARIF's messages take for placeholders and links (sections 3.11.5 and 3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
