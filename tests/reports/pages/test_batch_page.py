"""The page of a batch of 2,000 documents in a real browser: quick to sort and filter, open to everyone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from mtaudit.reports.html import batch_page, page_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    Open = Callable[..., Page]

pytestmark = pytest.mark.slow

DOCUMENTS = 2000
RULES = {"FLU003": "repeated-word", "ACC001": "untranslated-text", "STY001": "calqued-connective"}
#: Runs the handler of an event and returns its time in milliseconds, what it lays out included.
TIMED = """([selector, kind, value]) => {
  const node = document.querySelector(selector);
  if (value !== null) node.value = value;
  const start = performance.now();
  if (kind === 'click') node.click(); else node.dispatchEvent(new Event(kind));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""


def batch_of(documents: int) -> str:
    """The page of a batch drawn by a seeded generator."""
    chance = random.Random(12345)
    scores, findings = [], []
    for at in range(documents):
        penalty = max(0.0, chance.gauss(3, 2))
        document = f"{chance.choice(['ferry', 'flood', 'summit'])}-{at:04d}"
        scores.append(
            {
                "document": document,
                "words": chance.randint(150, 900),
                "findings": int(penalty * 4),
                "rule_penalty_per_100_words": penalty,
                "reference_aligned_chrfpp": chance.gauss(42 - 2 * penalty, 6) if at % 5 else None,
                "back_translation_stability_surface": chance.gauss(50, 8),
                "failures": 0,
            }
        )
        codes = chance.sample(sorted(RULES), chance.randint(0, 3))
        findings += [{"document": document, "code": code, "name": RULES[code]} for code in codes]
    pages = {row["document"]: f"documents/{page_name(at)}" for at, row in enumerate(scores, 1)}
    return batch_page(scores, findings, pages=pages)


@pytest.fixture(scope="module")
def content() -> str:
    return batch_of(DOCUMENTS)


def column(page: Page, place: int) -> list[str]:
    return page.locator(f"#table tbody tr > :nth-child({place})").all_inner_texts()


def test_headings_sort_both_ways_and_what_is_absent_comes_last(content: str, open_page: Open) -> None:
    page = open_page(content)
    penalty = page.locator("#table thead th", has_text="Penalty")
    assert penalty.get_attribute("aria-sort") == "descending"
    penalty.locator("button").click()
    shown = [float(cell) for cell in column(page, 4)]
    assert shown == sorted(shown)
    assert penalty.get_attribute("aria-sort") == "ascending"
    page.locator("#table thead button", has_text="Agreement").click()
    cells = page.locator("#table tbody tr > :nth-child(5)").all_text_contents()
    values = [float(cell) for cell in cells if cell != "–"]
    assert values == sorted(values, reverse=True)
    assert cells[len(values) :] == ["–"] * (DOCUMENTS // 5)
    page.locator("#table thead button", has_text="Document").click()
    names = page.locator("#table tbody th").all_text_contents()
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
    first = page.locator("#table tbody tr:visible").count()
    assert first < DOCUMENTS
    page.locator("#more").scroll_into_view_if_needed()
    expect(page.locator("tr.later")).not_to_have_count(DOCUMENTS - first)


def test_a_document_opens_from_its_name(content: str, open_page: Open) -> None:
    page = open_page(content)
    link = page.locator("#table tbody a").first
    assert link.get_attribute("href").startswith("documents/")


def test_sorting_and_filtering_are_timed(content: str, open_page: Open, record_property) -> None:
    """A timing is no assertion: the figures are in the test's properties, and in the benchmark's output."""
    page = open_page(content)
    steps = [(f"#table thead th:nth-child({at}) button", "click", None) for at in range(1, 7)]
    steps += [("#name", "input", "f"), ("#name", "input", ""), ("#rule", "change", "FLU003")]
    times = {" ".join(map(str, step)): round(page.evaluate(TIMED, list(step)), 1) for step in steps}
    record_property("milliseconds", times)
    assert len(times) == len(steps)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_seriously_shuts_a_reader_out(open_page: Open, scheme: str) -> None:
    found = Axe().run(open_page(batch_of(40), scheme=scheme)).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []


def test_a_narrow_window_scrolls_the_table_only(content: str, open_page: Open) -> None:
    page = open_page(content, width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
