"""The baseline: fingerprints of known findings, so that only new ones count.

A fingerprint is made of the rule, the words of the finding and those around them in its sentence, so that
it stays when the text changes elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from mtaudit.errors import UsageError
from mtaudit.model import Segment, Span, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import Protocol

    from mtaudit.reports import AuditReport

    class _Place(Protocol):
        """Where a finding is."""

        @property
        def code(self) -> str: ...
        @property
        def span(self) -> Span: ...


__all__ = ["baseline_json", "finding_marks", "fingerprints", "read_baseline", "report_fingerprints"]

#: Words on either side of a finding that belong to its fingerprint.
_AROUND = 3
_WORD = re.compile(r"\w+")
_FINGERPRINT = re.compile(r"[0-9a-f]{20}")
_MEND = "give what `mtaudit audit --format json` or --write-baseline wrote"


class _Found(NamedTuple):
    """A finding as a JSON report has it."""

    code: str
    span: Span


def fingerprints(document: str, segments: Sequence[Segment], findings: Iterable[_Place]) -> list[str]:
    """Return a fingerprint for each finding.

    :param document: id of the document.
    :param segments: of the document, in order.
    :param findings: all of the document, in the order of their spans: equal ones are counted through.
    """
    words = _Words(segments)
    seen: Counter[tuple[str, ...]] = Counter()
    marks = []
    for finding in findings:
        key = (document, finding.code, *(" ".join(part) for part in words.around(finding.span)))
        marks.append(_hash([*key, str(seen[key])]))
        seen[key] += 1
    return marks


class _Words:
    """The words of segments, each read once: a long segment may hold many findings."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._starts = [segment.span.start for segment in segments]
        self._ends = [segment.span.end for segment in segments]
        self._read: dict[int, tuple[list[int], list[int], list[str]]] = {}

    def around(self, span: Span) -> tuple[list[str], list[str], list[str]]:
        """Return the words before, in and after a span, out of the segments that it touches."""
        touched = range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end))
        before: list[str] = []
        inside: list[str] = []
        after: list[str] = []
        for place in touched:
            starts, ends, words = self._words(place)
            first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
            before += words[max(0, first - _AROUND) : first]
            inside += words[first:last]
            after += words[last : last + _AROUND]
        if not inside:
            # A finding on marks alone.
            for place in touched:
                low, high = span.start - self._starts[place], span.end - self._starts[place]
                inside += self._segments[place].text[max(0, low) : max(0, high)].split()
        return before[-_AROUND:], inside, after[:_AROUND]

    def _words(self, place: int) -> tuple[list[int], list[int], list[str]]:
        if place not in self._read:
            start = self._starts[place]
            found = [(m.start() + start, m.end() + start, m[0].casefold()) for m in self._matches(place)]
            self._read[place] = ([f[0] for f in found], [f[1] for f in found], [f[2] for f in found])
        return self._read[place]

    def _matches(self, place: int) -> Iterator[re.Match[str]]:
        return _WORD.finditer(self._segments[place].text)


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


def report_fingerprints(report: AuditReport) -> list[str]:
    """Return the fingerprints of all findings of a report, those of its own baseline included.

    :param report: what was audited.
    """
    whys = [*(None for _ in report.findings), *(held.why for held in report.suppressed)]
    marks = finding_marks(report)
    return sorted(mark for mark, why in zip(marks, whys, strict=True) if why is not Why.INLINE)


def finding_marks(report: AuditReport) -> tuple[str, ...]:
    """Return a fingerprint for each finding of a report: for those that count, then for the suppressed.

    :param report: what was audited.
    """
    findings = [*report.findings, *(held.finding for held in report.suppressed)]
    order = sorted(range(len(findings)), key=lambda place: (findings[place].span, findings[place].code))
    made = fingerprints(report.document.id, report.document.segments, [findings[place] for place in order])
    by_place = dict(zip(order, made, strict=True))
    return tuple(by_place[place] for place in range(len(findings)))


def baseline_json(marks: Iterable[str]) -> str:
    """Return a baseline as a file holds it: a sorted list, one fingerprint a line.

    :param marks: fingerprints.
    """
    return json.dumps(sorted(set(marks)), indent=0)


def read_baseline(path: Path) -> frozenset[str]:
    """Return the fingerprints of a baseline: a list of them, or a report in JSON.

    :param path: the file.
    :raises UsageError: for a file that cannot be read or is neither.
    """
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise UsageError(reason, file=str(path), mend="name a baseline that can be read") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the baseline is not JSON: {error}", file=str(path), mend=_MEND) from error
    if isinstance(loaded, dict):
        return frozenset(_of_report(loaded, path))
    if not isinstance(loaded, list):
        raise _no_baseline(path, "it is neither a list nor a report")
    for place, mark in enumerate(loaded):
        if not isinstance(mark, str) or not _FINGERPRINT.fullmatch(mark):
            raise _no_baseline(path, f"its entry {place} is no fingerprint")
    return frozenset(loaded)


def _of_report(report: dict[str, Any], path: Path) -> list[str]:
    try:
        document = report["document"]
        segments = [
            Segment(index, _span(held), _typed(held["text"], str), held["role"], held["language"])
            for index, held in enumerate(document["segments"])
        ]
        # Reports of before this key have none.
        known = [held for held in report.get("suppressed", ()) if held["why"] == Why.BASELINE]
        inline = [held for held in report.get("suppressed", ()) if held["why"] != Why.BASELINE]
        found = [
            _Found(_typed(held["code"], str), _span(held)) for held in (*report["findings"], *known, *inline)
        ]
        name = _typed(document["id"], str)
    except (KeyError, TypeError) as error:
        raise _no_baseline(path, f"it is no report of an audit ({type(error).__name__}: {error})") from error
    skipped = {id(one) for one in found[len(report["findings"]) + len(known) :]}
    found.sort(key=lambda f: (f.span, f.code))
    marks = fingerprints(name, segments, found)
    return [mark for mark, one in zip(marks, found, strict=True) if id(one) not in skipped]


def _span(held: dict[str, Any]) -> Span:
    return Span(_typed(held["start"], int), _typed(held["end"], int))


def _typed(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _no_baseline(path: Path, problem: str) -> UsageError:
    return UsageError(f"this is no baseline: {problem}", file=str(path), mend=_MEND)
