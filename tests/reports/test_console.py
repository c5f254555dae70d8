import re
import subprocess
import sys
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from mtaudit.model import Severity
from mtaudit.reports.console import print_report, render
from mtaudit.reports.safe_text import UNSEEN

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=20)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def squeezed(text):
    return re.sub(r"\s+", " ", text)


def test_verdict_lines_come_first(make):
    text = render(make.report())
    lines = [line.split()[0] for line in text.splitlines()[:18] if re.match(r"  \S", line)]
    assert lines == [
        "disclosure",
        "findings",
        "suppressed",
        "source",
        "native",
        "agreement",
        "back-translation",
        "failures",
        "rules",
        "not",
    ]
    assert text.startswith("flood (English, 2026-11-20, 37 words, 6 segments)\n")


@pytest.mark.parametrize(
    "statement",
    [
        "the publisher says that the text was machine-translated from Indonesian by ExampleMT",
        "it names as generated: Arabic, English",
        "3 findings (2 major, 1 neutral; what is neutral is in no penalty)",
        "rule penalty 2.12 per 100 words; native report 0.50",
        "native report 0.50 by the rules that ran on both",
        "quotes: 0 same, 1 drifted, 1 unmatched; facts: 1 agree, 0 differ, 1 unmatched",
        "chrF++ 34.1 over 3 aligned groups holding 67 % of the document's body segments and",
        "100 % of the native report's (50 % and 62 % of their content words); it rests on few segments (3)",
        "facts: 1 agree, 0 differ, 1 unmatched; claims: 1",
        "content words that only the document has: 50 %",
        "native, aligned 3 50 / 62 % 12.3",
        "Claims, held against native",
        "meaning (another meaning; confidence 0.75) document About 1.500 people ⟦left⟧ their homes.",
        "native report Some 1,500 people ⟦were moved⟧.",
        "native report The (a clerk)",
        "It cannot show which of them is right",
        "surface 51.2, semantic 0.82; control, the native report: surface 49.9, semantic 0.80",
        "2 findings, not counted: 1 by comments in the text, 1 known from the baseline",
        "source asal (Indonesian, 40 words)",
        "Agreement with a native report is not accuracy",
        "is not adequacy",
        "not an MQM score",
        "DET001 two-determiners, major (Fluency/Grammar, confidence 0.90, segment 1, characters 20",
        "⟦The river's the⟧ eastern bank gave way on Friday.",
        "reason Two determiners stand before one noun.",
        "suggestion The river's eastern bank",
        "suggestion leave it out",
        "house style, outside the penalty",
        "QUO001 no native report was given",
        "drifted (words shared 0.60) document We will ⟦incur⟧ help ⟦to all⟧ (the mayor) native report We",
        "native report We will help ⟦everyone⟧ (Mayor Hall)",
        "Either report may misquote.",
        "unmatched (only the native report has it)",
        "Unmatched is not wrong",
        "agrees quantity 1500 people 1.500 1,500",
        "only in the document: 1 sentence (33 %)",
        "only in the native report: 0 sentences (0 %)",
        "linked (similarity 0.43; evidence: close in meaning)",
        "segments 3: 1 ok, 1 empty, 1 copied",
        "segment 2 empty; nothing came back",
        "segment 3 copied; came back as: About 1.500 people left their homes.",
        "12.3 [20.1, 40.0]",
        "agreement with native, aligned: rests on few segments (3), BLEU above all; no interval",
        "Fluency/Grammar: 2.00",
        "back-translation, segment 2: The engine gave nothing.",
        "mtaudit|v:0.1.0|rules:abc|seed:12345",
        "TER: nrefs:1|metric:ter|version:2.6.0",
    ],
)
def test_the_report_says(make, statement):
    assert statement in squeezed(render(make.report(), width=120))


def test_a_pooled_score_is_not_said_to_rest_on_few_segments(make):
    assert "pooled: rests" not in squeezed(render(make.report()))


def test_findings_stand_in_the_order_of_the_text_and_house_style_behind_them(make):
    text = render(make.report())
    assert text.index("DET001") < text.index("banjir") < text.index("PUN001")


@pytest.mark.parametrize(
    "statement",
    [
        "no publisher's note on machine translation found; that says nothing either way",
        "none by the 2 rules that ran; rule penalty 0.00 per 100 words, with no native report",
        "none given, so nothing is compared",
        "back-translation not done",
    ],
)
def test_the_report_on_a_text_alone_says(make, statement):
    assert statement in squeezed(render(make.bare()))


def test_a_text_alone_has_no_sections_that_are_empty(make):
    text = render(make.bare())
    for name in ("Quotes", "Facts", "Alignment", "Back-translation through", "failure"):
        assert name not in text


def test_no_control_means_nothing(make):
    report = make.report()
    report = replace(report, back_translations=(replace(report.back_translations[0], control=None),))
    text = squeezed(render(report))
    assert "without a control this means nothing" in text
    assert "without the same measurement on native text the figures mean nothing" in text


def test_nothing_aligned_is_said(make):
    report = make.report()
    agreement = replace(report.scores.references[0], aligned=None)
    text = render(replace(report, scores=replace(report.scores, references=(agreement,))))
    assert "nothing is aligned, so there is no score" in text


def test_an_interval_is_given_where_there_is_one(make):
    report = make.report()
    aligned = make.metrics(25, interval=True)
    agreement = replace(report.scores.references[0], aligned=aligned)
    text = squeezed(render(replace(report, scores=replace(report.scores, references=(agreement,)))))
    assert "95 % interval 20.1 to 40.0" in text
    assert "rests on few" not in text


def test_a_looping_return_is_cut(make):
    report = make.report()
    back = report.back_translations[0]
    trip = replace(back.segments[1], text="no " * 5000)
    back = replace(back, segments=(trip,))
    assert len(render(replace(report, back_translations=(back,)))) < 10_000


def test_without_colour_there_is_no_escape(make):
    assert "\x1b" not in render(make.report())


def test_with_colour_the_words_are_the_same(make):
    coloured = render(make.report(), color=True)
    assert "\x1b[" in coloured
    assert COLOUR.sub("", coloured) == render(make.report())


def test_the_same_report_gives_the_same_bytes(make, monkeypatch):
    first = render(make.report())
    for name, value in (("COLUMNS", "40"), ("FORCE_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
    assert render(make.report()) == first


def test_no_color_is_respected_by_a_console(make, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    stream = StringIO()
    print_report(make.report(), Console(file=stream, force_terminal=True, width=100))
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", stream.getvalue())


def test_a_pipe_gets_no_escape(make):
    stream = StringIO()
    print_report(make.report(), Console(file=stream, width=100))
    assert stream.getvalue() == render(make.report(), width=100)


@pytest.mark.parametrize("width", [24, 30, 40, 80, 100, 200])
def test_lines_fit_the_width_and_end_without_blanks(make, width):
    for report in (
        make.report(),
        make.hostile("日本語の長い文" * 20),
        make.hostile("👩‍👩‍👧e\u0301" * 30),
    ):
        for line in render(report, width=width).splitlines():
            assert cell_len(line) <= width
            assert line == line.rstrip()


def test_a_width_too_narrow_is_widened(make):
    assert render(make.report(), width=1) == render(make.report(), width=24)


def check_harmless(text):
    assert not UNSEEN.search(COLOUR.sub("", text))
    assert "\t" not in text
    text.encode("utf-8")


@pytest.mark.parametrize("color", [False, True])
def test_hostile_text_is_shown_and_not_sent(make, hostile, color):
    check_harmless(render(make.hostile(hostile), color=color))


def test_escapes_are_readable(make):
    text = render(make.hostile("\x1b[2J\u202e"))
    assert r"⟦a\x1b[2J\u202eb⟧" in text


def test_markup_and_emoji_codes_are_text(make):
    assert "a[bold red]x[/] [/nothing] :smile:b" in render(make.hostile("[bold red]x[/] [/nothing] :smile:"))


@settings(max_examples=60, deadline=None)
@given(text=ANYTHING, width=st.integers(24, 130))
def test_no_text_breaks_the_report(make, text, width):
    rendered = render(make.hostile(text), width=width)
    check_harmless(rendered)
    assert max(map(cell_len, rendered.splitlines())) <= width


def test_importing_reports_loads_no_heavy_library():
    code = (
        "import sys, mtaudit, mtaudit.reports, mtaudit.reports.json_format, mtaudit.reports.tables;"
        "print([name for name in ('pandas', 'numpy', 'rich', 'babel') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_what_several_native_reports_agree_on_is_told(make):
    report = make.report()
    second = replace(report.references[0], text=make.text("second"))
    both = replace(
        report,
        references=(*report.references, second),
        scores=replace(report.scores, references=report.scores.references * 2),
    )
    text = squeezed(render(both, width=120))
    assert "What the native reports agree on against the document" in text
    assert "number 1.500 2,500 native, second" in text
    nothing = squeezed(render(replace(both, consensus=()), width=120))
    assert "Nothing: no fact of the document differs from two of them alike." in nothing
    assert "agree on against" not in render(report)


def test_a_neutral_finding_that_compares_is_told_with_both_wordings(make):
    segment, other = make.segments()[3], make.report().references[0].text.segments[2]
    finding = make.finding(
        segment, "left", code="REF005", name="contrary-meaning", severity=Severity.NEUTRAL, suggestion=None,
        message="The native report has it.", reference_span=other.span, reference_text=other.text,
    )  # fmt: skip
    text = squeezed(render(make.report(findings=(finding,)), width=120))
    assert "About 1.500 people ⟦left⟧ their homes. reason The native report has it." in text
    assert "native report Some 1,500 people were moved." in text
