"""The page of one document in a real browser: cards, linked sentences, filters, access, hostile text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import mtaudit
from mtaudit.reports.html import document_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from mtaudit import AuditReport

    Open = Callable[..., Page]

pytestmark = pytest.mark.slow

#: An article that would run, steer or break the page if any of it were taken for more than text.
HOSTILE = (
    "<script>document.title='run'</script>"
    "<img src=http://example.invalid/x onerror=\"document.title='run'\">"
    "<a href=\"javascript:document.title='run'\">click</a>"
    "</style></script></title><svg onload=\"document.title='run'\">"
    "\u202eevil\u2066 \x1b[31m " + "W" * 10_000 + " " + "\u0336" * 200 + " مرحبا"
)


def serious(page: Page) -> list[str]:
    """Return what axe finds serious or critical."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.fixture(scope="module")
def pair_report(seed_pair: tuple[str, str]) -> AuditReport:
    return mtaudit.audit(*seed_pair, id="article")


@pytest.fixture(scope="module")
def ferry_page(ferry_report: AuditReport) -> str:
    return document_page(ferry_report)


def test_hovering_and_tabbing_to_a_finding_show_its_card(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    mark = page.locator(".ours a.f", has_text="to to")
    card = page.locator("#card")
    assert card.is_hidden()
    mark.hover()
    assert "stands there twice" in card.inner_text()
    assert "FLU003" in card.inner_text()
    assert "Source" in card.inner_text()
    page.keyboard.press("Escape")
    assert card.is_hidden()
    before = page.locator(".ours a.f[tabindex]").count()
    stops = page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll('.ours a.f')].filter((mark) => mark.tabIndex === 0);
          return marks.map((mark) => { mark.focus(); return !document.getElementById('card').hidden
            && document.getElementById('card').textContent.length > 20; });
        }"""
    )
    assert len(stops) + before == page.locator(".ours a.f").count()
    assert all(stops)
    described = mark.get_attribute("aria-describedby")
    assert "stands there twice" in page.locator(f"#{described}").text_content()


def test_the_keyboard_alone_reaches_a_card_and_its_entry(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    page.locator("#returns, .ours .chip").last.focus()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ours a.f.major')"):
            break
    assert "untranslated text" in page.locator("#card").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#tab-findings").get_attribute("aria-selected") == "true"
    assert page.evaluate("document.activeElement.matches('.finding.lit')")


def test_choosing_a_sentence_shows_its_counterpart(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    sentence = page.locator(".ours .s.linked").last
    others = sentence.get_attribute("data-to").split()
    sentence.locator("button.n").focus()
    page.keyboard.press("Enter")
    assert sentence.locator("button.n").get_attribute("aria-pressed") == "true"
    for other in others:
        assert "on" in page.locator(f"#{other}").get_attribute("class").split()
    page.wait_for_timeout(700)
    first = page.locator(f"#{others[0]}").bounding_box()
    assert 0 <= first["y"] < 900
    assert page.locator(".s.on").count() == 1 + len(others)
    back = page.locator(f"#{others[0]}")
    back.locator("button.n").click()
    assert "on" in sentence.get_attribute("class").split()
    back.click(position={"x": 60, "y": 8})
    assert page.locator(".s.on").count() == 0


def test_a_fact_leads_to_its_sentence(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    link = page.locator("#facts td:nth-child(4) a.goto").first
    target = link.get_attribute("href")
    page.locator("#tab-findings").click()
    link.click()
    assert page.locator("#tab-r0").get_attribute("aria-selected") == "true"
    assert "on" in page.locator(target).get_attribute("class").split()


def test_facts_that_differ_come_first_and_the_rest_is_folded(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    total = page.locator("#facts tbody tr").count()
    visible = page.locator("#facts tbody tr:visible")
    assert 0 < visible.count() < total
    assert all("differs" in row.inner_text() for row in visible.all())
    for fold in page.locator("#facts .fold > summary").all():
        fold.click()
    assert visible.count() == total


def test_facts_are_filtered_by_kind(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    total = page.locator("#facts tbody tr").count()
    before = page.locator("#facts tbody tr:visible").count()
    page.locator("#facts [data-value=name]").click()
    visible = page.locator("#facts tbody tr:visible")
    assert 0 < visible.count() < total
    assert {row.get_attribute("data-kind") for row in visible.all()} == {"name"}
    assert f"{visible.count()} of {total}" in page.locator("#facts .shown-count").inner_text()
    page.locator("#facts [data-value=name]").click()
    assert visible.count() == before


def test_the_first_list_leads_to_the_sentence(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    first = page.locator("#mend ol.mend li").first
    assert first.locator(".reason").is_visible()
    assert "major" in first.inner_text()
    link = first.locator("a.goto")
    link.focus()
    page.keyboard.press("Enter")
    assert "on" in page.locator(link.get_attribute("href")).get_attribute("class").split()
    style = page.locator("#mend li.style").first
    assert not style.is_visible()
    page.locator("#mend .fold > summary").click()
    assert style.is_visible()


def test_the_native_report_shows_that_it_scrolls_and_the_bar_where_the_reader_is(
    ferry_page: str, open_page: Open
) -> None:
    page = open_page(ferry_page)
    theirs = page.locator(".theirs")
    assert "more" in theirs.get_attribute("class").split()
    page.locator("#panel-r0").evaluate("(panel) => panel.scrollTo(0, panel.scrollHeight)")
    expect(theirs).not_to_have_class(re.compile(r"\bmore\b"))
    page.evaluate("window.scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })")
    expect(page.locator(".top nav .here")).to_have_attribute("href", "#words")


def test_severities_can_be_taken_out(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    line = "getComputedStyle(document.querySelector('.ours .f.minor')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    page.locator(".chip[data-look=minor]").click()
    assert page.evaluate(line) == "none"
    page.locator("#tab-findings").click()
    assert page.locator(".finding.minor:visible").count() == 0


def test_the_way_back_opens_beside_its_sentence(make, open_page: Open) -> None:
    page = open_page(document_page(make.report()))
    first = page.locator(".return").first
    assert not first.locator("dl").is_visible()
    first.locator("summary").click()
    assert first.locator("dl").is_visible()
    page.locator("#returns").click()
    assert page.locator(".return dl:visible").count() == page.locator(".return").count()


def test_the_theme_follows_the_system_until_it_is_chosen(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page, scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != dark
    page.locator("#theme").click()
    assert page.evaluate(paper) == dark


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_nothing_seriously_shuts_a_reader_out(make, open_page: Open, scheme: str, width: int) -> None:
    page = open_page(document_page(make.report()), scheme=scheme, width=width)
    page.locator("#returns").click()
    page.locator(".ours .s.linked button.n").first.click()
    page.locator("#tab-findings").click()
    assert serious(page) == []


@pytest.mark.shared_data
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_article_pair_has_cards_links_and_no_barrier(pair_report, open_page: Open, scheme: str) -> None:
    page = open_page(document_page(pair_report), scheme=scheme)
    assert page.locator(".ours .f").count() >= len({f.span for f in pair_report.findings})
    page.locator(".ours .s.linked button.n").first.click()
    page.locator(".ours .f.major").first.hover()
    assert page.locator("#card").is_visible()
    assert serious(page) == []


@pytest.mark.parametrize("width", [390, 820, 1280])
def test_hostile_text_runs_nothing_and_breaks_no_layout(make, open_page: Open, width: int) -> None:
    report = make.hostile(HOSTILE)
    page = open_page(document_page(report), width=width)
    title = page.title()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("article script, article img, article svg:not(.interval)").count() == 0
    assert "onerror=" in page.locator(".ours .article").inner_text()
    assert "\u202e" not in page.content()
    for link in page.locator("a").all()[:40]:
        assert link.get_attribute("href").startswith("#")
    page.locator(".ours .f").first.focus()
    box = page.locator("#card").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.title() == title


def test_hostile_text_in_a_notebook_stays_in_its_place(make, open_page: Open) -> None:
    report = make.hostile(HOSTILE)
    parts = [report._repr_html_(), report.findings._repr_html_(), report.references[0]._repr_html_()]
    page = open_page(f"<!doctype html><meta charset=utf-8><title>notebook</title>{''.join(parts)}", width=800)
    assert page.title() == "notebook"
    assert page.evaluate("document.documentElement.scrollWidth") <= 800
    assert page.locator(".mtaudit script, .mtaudit img, .mtaudit svg, .mtaudit a").count() == 0


def test_print_shows_every_panel(ferry_page: str, open_page: Open) -> None:
    page = open_page(ferry_page)
    page.emulate_media(media="print")
    for panel in page.locator("[role=tabpanel]").all():
        assert panel.is_visible()
        assert panel.evaluate("(panel) => panel.scrollHeight <= panel.clientHeight + 1")
    for folded in page.locator(".fold > summary + *").all():
        assert folded.is_visible()
