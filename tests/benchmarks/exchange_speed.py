"""How long each format takes for a text of 5 MB, in many segments and in one.

``python tests/benchmarks/exchange_speed.py [FINDINGS]`` (default 60,000, one a sentence).
Twice the findings should take twice the time.
"""

from __future__ import annotations

import sys
import time

from mtaudit.model import Document, Finding, Role, RulePenalty, Segment, Severity, Span
from mtaudit.pipeline.baseline import finding_marks
from mtaudit.reports import AuditedText, AuditReport, Scores
from mtaudit.reports.exchange import FORMATS, Audited, Run
from mtaudit.rules import rule_named

SENTENCE = "The the harbour office said on Tuesday that the old pier would close in May, 👩 sic. "


def build(findings: int, *, one_segment: bool) -> tuple[AuditReport, Document]:
    """Make a report with a finding at the beginning of each sentence."""
    text = SENTENCE * findings
    starts = range(0, len(text), len(SENTENCE))
    spans = [Span(0, len(text))] if one_segment else [Span(at, at + len(SENTENCE) - 1) for at in starts]
    segments = tuple(Segment(n, span, span.of(text), Role.BODY, "en") for n, span in enumerate(spans))
    rule = rule_named("FLU003").info()
    found = tuple(
        Finding(
            rule.code, rule.name, rule.category, rule.its_type, Severity.MINOR, 0.9, 1.0,
            0 if one_segment else n, Span(at, at + 7), "The the", "“The” stands there twice.", "The",
        )
        for n, at in enumerate(starts)
    )  # fmt: skip
    document = AuditedText("long", "en", None, "0" * 64, 15 * findings, segments, None)
    scores = Scores((), (), RulePenalty(0.0, None, ()))
    report = AuditReport("mtaudit", document, (rule.code,), (), found, (), (), scores, ())
    return report, Document("long", text, source="long.txt")


def main(findings: int) -> None:
    """Print seconds of processor time, and megabytes."""
    for one_segment in (False, True):
        report, document = build(findings, one_segment=one_segment)
        print(f"{len(document.text):,} characters, {findings:,} findings, one segment: {one_segment}")
        start = time.process_time()
        marks = finding_marks(report)
        print(f"  {'fingerprints':16} {time.process_time() - start:6.2f} s")
        run = Run((Audited(report, document, (), marks),), (rule_named("FLU003").info(),), frozenset())
        for name, write in FORMATS.items():
            if one_segment and name == "mqm":
                continue  # refused: it would repeat the segment for each finding
            start = time.process_time()
            size = len(write(run)) / 1e6
            print(f"  {name:16} {time.process_time() - start:6.2f} s {size:8.1f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60_000)
