"""The page of one document: everything that the report says, text as text, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from html import escape
from importlib import resources
from types import SimpleNamespace

import pytest
from markup import Markup

from mtaudit.model import Role, Segment, Severity, Span
from mtaudit.reports import AuditReport
from mtaudit.reports.html import document_page
from mtaudit.reports.html.looks import Look
from mtaudit.reports.safe_text import UNSEEN

#: What an article could carry to be markup.
MARKUP = (
    "<script>document.title='run'</script>",
    "</style></script></title><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<a href='javascript:alert(1)'>click</a>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x202e;",
    "<!-- --><![CDATA[ ]]>",
)


@pytest.fixture
def page(make) -> str:
    return document_page(make.report())


def test_the_page_says_what_the_report_says(make) -> None:
    report = make.report()
    shown = " ".join(Markup(document_page(report)).text.split())
    for segment in (*report.document.segments, *report.references[0].text.segments):
        assert " ".join(segment.text.split()) in shown
    for finding in report.findings:
        assert finding.message in shown
        assert finding.code in shown
    assert "The river's eastern bank" in shown
    assert "leave it out" in shown
    for said in ("2.12", "0.50", "12.3 [20.1, 40.0]", "QUO001 no native report was given".split()[0]):
        assert said in shown
    assert report.signature in shown
    assert report.scores.back_translations[0].bleu.signature in shown
    assert "The engine gave nothing." in shown
    assert "Not claimed" in shown
    assert "Either report may misquote." in shown
    assert "comparable, not a translation" in shown


def test_a_bare_report_says_what_is_missing(make) -> None:
    text = Markup(document_page(make.bare())).text
    for said in ("No rule found anything", "Nothing to score against", "Not done", "Every chosen rule ran"):
        assert said in text
    assert "Facts" not in text


def test_the_policy_lets_only_this_script_and_style_work(page: str) -> None:
    read = Markup(page)
    policy = next(value for value in read.values("content") if "default-src" in value)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for kind in ("script", "style"):
        (content,) = read.contents[kind]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy


def test_nothing_is_fetched(page: str) -> None:
    read = Markup(page)
    assert read.unclosed == []
    assert not {"link", "img", "iframe", "object", "base", "form"} & set(read.tags)
    assert read.values("src") == []
    assert all(value.startswith("#") for value in read.values("href"))
    assert "style" not in {name for _, name, _ in read.attributes}
    assert not re.search(r"url\(|@import|//\w", "".join(read.contents["style"]))
    assert not re.search(
        r"https?:|fetch\(|XMLHttp|import\(|innerHTML|eval\(", "".join(read.contents["script"])
    )


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_an_article_is_text(make, text: str) -> None:
    # As many words, so that as many of them differ from those of the native report.
    words = " ".join(f"x{at}" for at, _ in enumerate(text.split()))
    plain, hostile = (Markup(document_page(make.hostile(held))) for held in (words, text))
    assert hostile.tags == plain.tags
    assert hostile.unclosed == []
    assert text in hostile.text
    assert not [name for _, name, _ in hostile.attributes if name.startswith("on")]
    assert not [value for value in hostile.values("href") if not value.startswith("#")]


def test_what_steers_or_hides_is_shown(make, hostile: str) -> None:
    page = document_page(make.hostile(hostile))
    assert not UNSEEN.search(page)
    page.encode("utf-8")
    for character in UNSEEN.findall(hostile.replace("\r\n", "\n")):
        assert f"{ord(character):02x}" in page


def test_templates_let_no_text_through_unescaped() -> None:
    folder = resources.files("mtaudit.reports.html") / "templates"
    for file in folder.iterdir():
        assert not re.search(r"\|\s*safe|autoescape|Markup", file.read_text(encoding="utf-8")), file.name


def test_ids_are_unique_and_every_link_leads_somewhere(page: str) -> None:
    read = Markup(page)
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    naming = ("aria-describedby", "data-to", "data-cards", "aria-controls", "aria-labelledby")
    named = {value for name in naming for held in read.values(name) for value in held.split()}
    assert named | {href[1:] for href in read.values("href")} <= set(ids)


def test_linked_sentences_name_each_other(page: str) -> None:
    to = dict(re.findall(r'id="([dr]\d*-\d+)"[^>]* data-to="([^"]*)"', page))
    assert to["d-1"] == "r0-0 r0-2"
    assert to["r0-2"] == "d-1 d-2"


def test_overlapping_findings_are_all_named_the_gravest_first(make) -> None:
    segment = make.segments()[1]
    findings = (
        make.finding(segment, "The river's the", severity=Severity.MINOR),
        make.finding(
            segment, "the eastern", severity=Severity.CRITICAL, code="ACC009", message="Wrong side."
        ),
    )
    page = document_page(make.report(findings=findings))
    assert (
        'class="f critical" href="#f-1" data-cards="f-1 f-0" data-n="2" aria-describedby="f-1 f-0">the</a>'
        in page
    )


def test_a_severity_has_a_sign_besides_its_colour() -> None:
    style = (resources.files("mtaudit.reports.html") / "assets" / "document.css").read_text(encoding="utf-8")
    lines = dict(re.findall(r"\.f\.(\w+) \{[^}]*text-decoration-style: (\w+)", style))
    assert set(lines) == set(Look)
    assert len(set(lines.values())) == len(Look)


def test_habits_are_one_card(make) -> None:
    segments = make.segments()
    habit = {"severity": Severity.NEUTRAL, "house_style": True, "code": "HOU001"}
    report = make.report(findings=tuple(make.finding(segments[at], **habit) for at in (1, 2, 3)))
    page = document_page(report)
    assert page.count('<article class="finding') == 1
    assert "3 places:" in Markup(page).text


@dataclass(frozen=True)
class Judged(AuditReport):
    """A report with the estimates that the contract lays out."""

    likelihood: object = None
    quality: object = None
    source_language: object = None


def test_the_likelihood_is_drawn_with_its_evidence(make) -> None:
    evidence = (SimpleNamespace(name="rule_penalty", value=3.1, contribution=1.5),
                SimpleNamespace(name="<b>odd</b>", value=0.2, contribution=-0.5))  # fmt: skip
    likelihood = SimpleNamespace(probability=0.87, prior=0.5, verdict="machine-translated", evidence=evidence)
    report = make.report()
    held = {name: getattr(report, name) for name in report.__dataclass_fields__}
    estimates = {
        "likelihood": likelihood,
        "quality": SimpleNamespace(score=41.0, ci_low=12.0, ci_high=77.0, segments=()),
        "source_language": (SimpleNamespace(language="ms", confidence=0.61),),
    }
    page = document_page(Judged(**held | estimates))
    text = Markup(page).text
    for said in (
        "Yes, by its own note",
        "By the text alone, without the note: machine-translated, 87\u00a0% likely to be a machine’s.",
        "0.87",
        "0.50",
        "rule penalty",
        "+1.50",
        "-0.50",
        "<b>odd</b>",
    ):
        assert said in text
    assert '<rect class="fill for" x="100.0" width="100.0"' in page
    assert '<rect class="fill against" x="66.7" width="33.3"' in page
    assert "was not computed" in Markup(document_page(replace(report, likelihood=None))).text
    unsaid = replace(report.document, disclosure=None)
    text = Markup(document_page(Judged(**held | estimates | {"document": unsaid}))).text
    assert "Machine-translated, 87\u00a0% likely to be a machine’s" in text
    assert "by its own note" not in text


def test_quotes_show_the_words_that_differ(make) -> None:
    page = document_page(make.report())
    assert '<mark class="d here">' in page
    assert '<mark class="d there">' in page


def long_report(make, words: int) -> AuditReport:
    """A report of many words, a finding in every second sentence, held against as long a native report."""
    sentence = "The river's the eastern bank gave way on Friday, officials of the town said."
    segments, start = [], 0
    for index in range(words // len(sentence.split())):
        segments.append(Segment(index, Span(start, start + len(sentence)), sentence, Role.BODY, "en"))
        start += len(sentence) + 1
    report = make.report(findings=tuple(make.finding(s, "The river's the") for s in segments[::2]))
    text = replace(report.document, segments=tuple(segments), disclosure=None)
    reference = report.references[0]
    link = reference.comparison.links[0]
    links = tuple(replace(link, segments=(s.index,), reference_segments=(s.index,)) for s in segments)
    comparison = replace(reference.comparison, links=links)
    trip = report.back_translations[0].segments[0]
    trips = tuple(replace(trip, index=s.index, pivot_text=s.text, text=s.text) for s in segments)
    return replace(
        report,
        document=text,
        references=(replace(reference, text=text, comparison=comparison),),
        back_translations=(replace(report.back_translations[0], segments=trips),),
    )


def test_the_page_of_a_thousand_words_is_small(make) -> None:
    report = long_report(make, 1000)
    assert len(report.findings) > 30
    assert len(document_page(report).encode()) < 400_000


def test_native_reports_have_a_tab_each(make) -> None:
    reference = make.report().references[0]
    other = replace(reference, text=replace(reference.text, id="second <paper>"))
    report = make.report()
    agreement = report.scores.references[0]
    report = replace(
        report,
        references=(reference, other),
        scores=replace(report.scores, references=(agreement, agreement)),
    )
    page = document_page(report)
    assert 'id="tab-r1"' in page
    assert escape("second <paper>") in page
    assert "What the native reports agree on against this text" in page
