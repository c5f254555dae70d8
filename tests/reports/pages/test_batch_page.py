"""The page of a batch of 2,000 documents in a real browser: quick to sort and filter, open to everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from batches import TIMED, batch_rows, timed_steps
from playwright.sync_api import expect

from mtaudit.reports.html import batch_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.slow

DOCUMENTS = 2000


def batch_of(documents: int) -> str:
    scores, findings, pages = batch_rows(documents)
    return batch_page(scores, findings, pages=pages)


@pytest.fixture(scope="module")
def content() -> str:
    return batch_of(DOCUMENTS)


def column(page: Page, place: int) -> list[str]:
    """Return the cells of a column, those of all rows, which printing asks for."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return page.locator(f"#table tbody tr > :nth-child({place})").all_text_contents()


def test_headings_sort_both_ways_and_what_is_absent_comes_last(content: str, open_page: Open) -> None:
    page = open_page(content)
    penalty = page.locator("#table thead th", has_text="Penalty")
    assert penalty.get_attribute("aria-sort") == "descending"
    penalty.locator("button").click()
    shown = [float(cell) for cell in column(page, 4)]
    assert shown == sorted(shown)
    assert penalty.get_attribute("aria-sort") == "ascending"
    page.locator("#table thead button", has_text="Agreement").click()
    cells = column(page, 5)
    values = [float(cell) for cell in cells if cell != "–"]
    assert values == sorted(values, reverse=True)
    assert cells[len(values) :] == ["–"] * (DOCUMENTS // 5)
    assert len(cells) == DOCUMENTS
    page.locator("#table thead button", has_text="Document").click()
    names = column(page, 1)
    assert names == sorted(names)


def test_documents_are_filtered_by_name_and_rule(content: str, open_page: Open) -> None:
    page = open_page(content)
    page.fill("#name", "ferry-00")
    names = page.locator("#table tbody th").all_text_contents()
    assert names
    assert all(name.startswith("ferry-00") for name in names)
    assert page.locator("#left").inner_text() == f"{len(names)} of {DOCUMENTS}"
    assert page.locator(".scatter").first.locator("circle:not(.out)").count() <= len(names)
    page.select_option("#rule", "ACC001")
    rules = page.locator("#table tbody tr").evaluate_all("(rows) => rows.map((row) => row.dataset.r)")
    assert rules
    assert all("ACC001" in held for held in rules)
    page.fill("#name", "nothing of the kind")
    assert page.locator("#none").is_visible()


def test_more_rows_come_as_the_reader_goes_on(content: str, open_page: Open) -> None:
    page = open_page(content)
    first = page.locator("#table tbody tr").count()
    assert first < DOCUMENTS
    page.locator("#more").scroll_into_view_if_needed()
    expect(page.locator("#table tbody tr")).not_to_have_count(first)


def test_a_document_opens_from_its_name(content: str, open_page: Open) -> None:
    page = open_page(content)
    link = page.locator("#table tbody a").first
    assert link.get_attribute("href").startswith("documents/")


def test_every_step_of_sorting_and_filtering_can_be_timed(content: str, open_page: Open) -> None:
    """``python -m tests.benchmarks.report_page`` prints the times; none is asserted."""
    page = open_page(content)
    for step in timed_steps():
        script, laid_out = page.evaluate(TIMED, list(step))
        assert 0 <= script <= laid_out


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_seriously_shuts_a_reader_out(open_page: Open, scheme: str) -> None:
    found = Axe().run(open_page(batch_of(40), scheme=scheme)).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_narrow_window_scrolls_the_table_only(content: str, open_page: Open) -> None:
    page = open_page(content, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
