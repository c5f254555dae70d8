"""What notebooks show: compact, escaped, with no script and no id, so that many stand on one page."""

from __future__ import annotations

import re

import pytest
from markup import Markup

import mtaudit
from mtaudit.reports.found import Findings
from mtaudit.reports.safe_text import UNSEEN

HOSTILE_MARKUP = "</style><script>alert(1)</script><img src=x onerror=alert(1)>"


def shown(make, text: str | None = None) -> dict[str, str]:
    """Everything that a notebook can show of a report and of a comparison of systems."""
    report = make.report() if text is None else make.hostile(text)
    name = "sys" if text is None else text
    systems = mtaudit.compare(["A dog ran home."] * 3, {name: ["A dog went home."] * 3}, metrics=("bleu",))
    return {
        "report": report._repr_html_(),
        "findings": report.findings._repr_html_(),
        "comparison": report.references[0]._repr_html_(),
        "systems": systems._repr_html_(),
    }


def test_each_says_what_matters(make) -> None:
    texts = {name: Markup(html).text for name, html in shown(make).items()}
    assert "gave way on Friday." in texts["report"]
    assert "rule penalty 2.12 per 100 words" in texts["report"]
    assert "Two determiners stand before one noun." in texts["findings"]
    assert "leave it out" in texts["findings"]
    assert "Either text may be right" in texts["comparison"]
    assert "sys" in texts["systems"]
    assert "BLEU" in texts["systems"]
    assert "nrefs:1" in texts["systems"]


def test_each_stands_alone_and_beside_others(make) -> None:
    for html in shown(make).values():
        read = Markup(html)
        assert read.unclosed == []
        assert not {"script", "link", "img"} & set(read.tags)
        assert not {"id", "style", "href", "src"} & {name for _, name, _ in read.attributes}
        (style,) = read.contents["style"]
        selectors = re.findall(r"([^{}]+)\{", style)
        assert all(part.strip().startswith(".mtaudit") for held in selectors for part in held.split(","))
        assert len(html) < 20_000


@pytest.mark.parametrize("text", [HOSTILE_MARKUP, "{{ 7 }}<b>", '" onmouseover="alert(1)'])
def test_markup_is_text(make, text: str) -> None:
    words = " ".join(f"x{at}" for at, _ in enumerate(text.split()))
    plain = shown(make, words)
    for name, html in shown(make, text).items():
        read = Markup(html)
        assert read.tags == Markup(plain[name]).tags
        assert text in read.text
        assert not [attribute for _, attribute, _ in read.attributes if attribute.startswith("on")]


def test_what_steers_or_hides_is_shown(make, hostile: str) -> None:
    report = make.hostile(hostile)
    for held in (report, report.findings, report.references[0]):
        assert not UNSEEN.search(held._repr_html_())


def test_findings_are_a_tuple_whose_slices_are_findings(make) -> None:
    report = make.report()
    assert report.findings == tuple(report.findings)
    assert isinstance(report.findings[1:], Findings)
    assert report.findings[0].code == "DET001"
    assert "No findings." in report.findings[:0]._repr_html_()


def test_many_findings_are_cut_short_and_counted(make) -> None:
    found = make.finding(make.segments()[1])
    text = Markup(Findings([found] * 75)._repr_html_()).text
    assert text.count(found.message) == 60
    assert "15 more are not shown." in text
