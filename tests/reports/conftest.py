"""Audit reports put together by hand, so that renderings are tested without running an audit."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from mtaudit.model import (
    Agreement,
    BackTranslation,
    Claim,
    ClaimKind,
    Comparison,
    Consensus,
    Control,
    Coverage,
    Disclosure,
    Evidence,
    FactKind,
    FactPair,
    FactVerdict,
    Failure,
    Finding,
    LanguageGuess,
    Likelihood,
    Link,
    MetricScores,
    NotRun,
    QuotePair,
    QuoteVerdict,
    Role,
    RoundTrip,
    RulePenalty,
    Score,
    Segment,
    Severity,
    Span,
    Stability,
    Status,
    Suppressed,
    Verdict,
    Why,
    WordChange,
)
from mtaudit.reports import AuditedText, AuditReport, ReferenceResult, Scores, SourceSummary

SENTENCES = (
    ("Flood Hits the Town", Role.HEADLINE),
    ("The river's the eastern bank gave way on Friday.", Role.BODY),
    ('"We will incur help to all", the mayor said.', Role.BODY),
    ("About 1.500 people left their homes.", Role.BODY),
    ("banjir di kota kecil", Role.CAPTION),
    ("Translated from Indonesian by ExampleMT.", Role.DISCLOSURE),
)
REFERENCE_SENTENCES = (
    ("The eastern bank of the river collapsed on Friday.", Role.BODY),
    ('"We will help everyone," the mayor said.', Role.BODY),
    ("Some 1,500 people were moved.", Role.BODY),
)


def make_segments(sentences=SENTENCES):
    segments, start = [], 0
    for index, (text, role) in enumerate(sentences):
        span = Span(start, start + len(text))
        segments.append(Segment(index, span, text, role, "id" if "banjir" in text else "en"))
        start = span.end + 1
    return tuple(segments)


def make_text(name="flood", sentences=SENTENCES, *, disclosure=None, day=date(2026, 11, 20)):
    text = "\n".join(sentence for sentence, _ in sentences)
    return AuditedText(
        id=name,
        language="en",
        date=day,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        words=len(text.split()),
        segments=make_segments(sentences),
        disclosure=disclosure,
    )


def make_finding(segment, text=None, **changes):
    """A finding on ``text`` in ``segment``, or on the whole of it."""
    text = segment.text if text is None else text
    start = segment.span.start + segment.text.index(text)
    finding = Finding(
        code="DET001",
        name="two-determiners",
        category="Fluency/Grammar",
        its_type="grammar",
        severity=Severity.MAJOR,
        confidence=0.9,
        value=1 / 3,
        segment=segment.index,
        span=Span(start, start + len(text)),
        text=text,
        message="Two determiners stand before one noun.",
        suggestion="The river's eastern bank",
    )
    return replace(finding, **changes)


def make_score(score, low=None, high=None, groups=3, metric="BLEU"):
    return Score(score, low, high, groups, f"nrefs:1|metric:{metric}|version:2.6.0")


def make_metrics(groups=3, *, interval=False):
    ends = (20.123456789, 40.0) if interval else (None, None)
    return MetricScores(
        make_score(12.3456789, *ends, groups, "bleu"),
        make_score(34.1, *ends, groups, "chrf++"),
        make_score(101.5, *ends, groups, "ter"),
    )


def _place(segment, words):
    start = segment.span.start + segment.text.index(words)
    return Span(start, start + len(words))


def make_comparison(segments, others):
    quote = segments[2].text.index("We")
    other = others[1].text.index("We")
    return Comparison(
        links=(
            Link((1,), (0,), 0.712345678, ("the same words Friday, eastern",)),
            Link((2,), (1,), 0.81, ("the quotes share words",)),
            Link((1, 2), (2,), 0.43, ("close in meaning",)),
        ),
        coverage=Coverage(2 / 3, 1.0, 0.5, 0.625),
        quotes=(
            QuotePair(
                Span(segments[2].span.start + quote, segments[2].span.start + quote + 24),
                "We will incur help to all",
                Span(others[1].span.start + other, others[1].span.start + other + 21),
                "We will help everyone",
                0.6,
                QuoteVerdict.DRIFTED,
                "the mayor",
                "Mayor Hall",
                (WordChange(_place(segments[2], "incur"), "incur", Span(other, other), ""),),
            ),
            QuotePair(None, None, Span(0, 3), "The", None, QuoteVerdict.UNMATCHED, None, "a clerk"),
        ),
        facts=(
            FactPair(FactKind.NUMBER, "2", Span(0, 1), "2", None, None, FactVerdict.UNMATCHED),
            FactPair(
                FactKind.QUANTITY,
                "1500 people",
                Span(segments[3].span.start + 6, segments[3].span.start + 11),
                "1.500",
                Span(others[2].span.start + 5, others[2].span.start + 10),
                "1,500",
                FactVerdict.AGREES,
            ),
        ),
        claims=(
            Claim(
                ClaimKind.MEANING,
                Span(segments[3].span.start + 19, segments[3].span.start + 23),
                "left",
                Span(others[2].span.start + 18, others[2].span.start + 28),
                "were moved",
                0.75,
            ),
        ),
    )


def make_back_translation(segments, *, control=True):
    return BackTranslation(
        engine="gemma-3-270m@a5fd3b62",
        pivot="id",
        segments=(
            RoundTrip(1, "Tepi timur sungai", "The east bank", Status.OK, 55.5, 40.0),
            RoundTrip(2, "", "", Status.EMPTY, 0.0, 100.0),
            RoundTrip(3, "Sekitar 1.500", segments[3].text, Status.COPIED, 100.0, 0.0),
        ),
        stability=Stability(51.23456789, 0.82),
        control=Control("native", Stability(49.9, 0.8)) if control else None,
    )


def make_report(**changes):
    """A report with something in every part; ``changes`` replace fields."""
    segments, others = make_segments(), make_segments(REFERENCE_SENTENCES)
    note = segments[5]
    report = AuditReport(
        signature="mtaudit|v:0.1.0|rules:abc|seed:12345",
        document=make_text(disclosure=Disclosure(note.span, note.text, "id", "ExampleMT", ("ar", "en"))),
        rules_run=("CON001", "DET001"),
        rules_not_run=(NotRun("QUO001", "no native report was given"),),
        findings=(
            make_finding(segments[1], "The river's the"),
            make_finding(
                segments[2],
                '"We will incur help to all",',
                code="PUN001",
                name="comma-after-quote",
                category="Fluency/Punctuation",
                severity=Severity.NEUTRAL,
                suggestion=None,
                house_style=True,
            ),
            make_finding(segments[4], category="Non-translation", suggestion=""),
        ),
        references=(
            ReferenceResult(
                make_text("native", REFERENCE_SENTENCES, day=None),
                make_comparison(segments, others),
            ),
        ),
        back_translations=(make_back_translation(segments),),
        scores=Scores(
            (Agreement(make_metrics(), make_metrics(1)),),
            (make_metrics(25, interval=True),),
            RulePenalty(2.1234567, 0.5, (("Fluency/Grammar", 2.0), ("Non-translation", 0.1234567))),
        ),
        failures=(
            Failure("back-translation", 2, "The engine gave nothing."),
            Failure("date", None, "None."),
        ),
        suppressed=(
            Suppressed(make_finding(segments[3]), Why.INLINE),
            Suppressed(make_finding(segments[1]), Why.BASELINE),
        ),
        source=SourceSummary("asal", "id", "0" * 64, 40),
        consensus=(
            Consensus(
                FactKind.NUMBER,
                Span(segments[3].span.start + 6, segments[3].span.start + 11),
                "1.500",
                "1500 person",
                "2500 person",
                (0, 1),
                "2,500",
            ),
        ),
        likelihood=Likelihood(
            0.8,
            0.5,
            4.0,
            Verdict.UNDECIDED,
            (
                Evidence(
                    "sequences", 1.5, 1.3863, "how sentences are built: speaks for a machine translation"
                ),
            ),
            "the evidence is too weak either way",
            0.25,
        ),
        source_language=(LanguageGuess("id", 0.5),),
    )
    return replace(report, **changes)


def make_bare_report(**changes):
    """A report of a text alone: no findings, no reference, no engine."""
    bare = make_report(
        document=make_text(day=None),
        rules_not_run=(),
        findings=(),
        references=(),
        back_translations=(),
        scores=Scores((), (), RulePenalty(0.0, None, ())),
        failures=(),
        suppressed=(),
        source=None,
        consensus=(),
        likelihood=None,
        source_language=None,
    )
    return replace(bare, **changes)


def make_hostile_report(text):
    """A report with ``text`` in every place that a text, an engine or a rule could fill."""
    sentence = f"a{text}b"
    segments = (
        Segment(0, Span(0, len(sentence)), sentence, Role.BODY, "en"),
        Segment(1, Span(len(sentence), 2 * len(sentence)), sentence, Role.DISCLOSURE, None),
    )
    span = segments[0].span
    audited = AuditedText(
        sentence, "en", None, "0" * 64, 2, segments, Disclosure(span, text, "id", text, ("ar",))
    )
    metrics = MetricScores(*(Score(1.0, None, None, 1, f"s{text}") for _ in range(3)))
    return AuditReport(
        signature=sentence,
        document=audited,
        rules_run=("DET001",),
        rules_not_run=(NotRun("QUO001", sentence),),
        findings=(
            make_finding(
                segments[0],
                message=sentence,
                suggestion=text,
                reference_span=span,
                reference_text=text,
            ),
            make_finding(segments[0], span=Span(1, 1 + len(sentence)), text=sentence),
            make_finding(segments[0], span=Span(900000, 900001), text=text, category=sentence),
        ),
        references=(
            ReferenceResult(
                audited,
                Comparison(
                    (Link((0,), (0,), 0.5, (sentence,)),),
                    Coverage(1.0, 1.0),
                    (
                        QuotePair(span, sentence, span, f"{text} c", 0.5, QuoteVerdict.DRIFTED, text, text),
                        QuotePair(span, sentence, span, sentence, 1.0, QuoteVerdict.SAME),
                        QuotePair(span, sentence, None, None, None, QuoteVerdict.UNMATCHED),
                    ),
                    (FactPair(FactKind.MONEY, sentence, span, text, span, text, FactVerdict.DIFFERS),),
                    (Claim(ClaimKind.MODALITY, span, sentence, span, sentence, 0.5),),
                ),
            ),
        ),
        back_translations=(
            BackTranslation(
                sentence,
                "id",
                (RoundTrip(0, text, sentence, Status.LOOPING, 1.0, 1.0),),
                Stability(1.0, 0.5),
                Control(sentence, Stability(1.0, 0.5)),
            ),
        ),
        scores=Scores((Agreement(metrics, metrics),), (metrics,), RulePenalty(1.0, 0.0, ((sentence, 1.0),))),
        failures=(Failure(sentence, 0, sentence),),
        suppressed=(Suppressed(make_finding(segments[0], message=sentence), Why.INLINE),),
        source=SourceSummary(sentence, None, "0" * 64, 1),
    )


#: What an article could carry to steer a terminal, a reader of files or a spreadsheet.
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b2J",
    "over\rwritten",
    "a\r\nb\nc\td",
    "\u202egnp.exe\u202c \u2066x\u2069 \u200e\u200f\u061c",
    "lone \ud83d and \udc80",
    "nul \x00 del \x7f nel \x85",
    "[bold red]markup[/] [/nothing] [link=x]y[/link] :smile:",
    "quote \" comma , semicolon ; apostrophe '",
    "👩‍👩‍👧 e\u0301 日本語 ﷽ \U000e0041",
    '=HYPERLINK("http://x")',
    "\u2028line\u2029para\u200bzero\ufeff",
    "⟦not a mark⟧",
    "NA",
)


@pytest.fixture(scope="session")
def make():
    """Everything that makes a report or a part of one."""
    return SimpleNamespace(
        report=make_report,
        bare=make_bare_report,
        hostile=make_hostile_report,
        finding=make_finding,
        metrics=make_metrics,
        segments=make_segments,
        text=make_text,
        back_translation=make_back_translation,
    )


@pytest.fixture(params=HOSTILE, ids=ascii)
def hostile(request):
    return request.param
