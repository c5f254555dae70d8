"""The page of a batch: from rows or from the files that a batch wrote, whatever names documents have."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markup import Markup

from mtaudit.reports.html import (
    batch,
    batch_document_page,
    batch_page,
    page_name,
    write_batch_page,
    write_document_page,
)
from mtaudit.reports.rows import column_names, table_rows
from mtaudit.reports.safe_text import UNSEEN
from mtaudit.reports.tables import TableWriter

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("scores", "findings", "failures")


@pytest.fixture
def reports(make):
    """Three reports; the second has the highest penalty, the third no native report and no engine."""
    first, bare = make.report(), make.bare()
    penalty = replace(first.scores.rule_penalty, per_100_words=7.5)
    second = replace(
        first,
        document=replace(first.document, id='=b"<script>'),
        scores=replace(first.scores, rule_penalty=penalty),
    )
    return [first, second, replace(bare, document=replace(bare.document, id="third"))]


def rows(reports, table: str):
    return [row for report in reports for row in table_rows(report, table)]


@pytest.fixture
def page(reports) -> str:
    pages = {report.document.id: f"documents/{page_name(at)}" for at, report in enumerate(reports, 1)}
    return batch_page(*(rows(reports, table) for table in TABLES), pages=pages)


def names(page: str) -> list[str]:
    body = page[page.index('<table id="table">') : page.index('<p id="none"')]
    return re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)', body)


def test_the_worst_document_comes_first_and_leads_to_its_page(page: str) -> None:
    assert names(page) == ["=b&#34;&lt;script&gt;", "flood", "third"]
    assert '<a href="documents/0002.html">=b&#34;&lt;script&gt;</a>' in page
    read = Markup(page)
    assert read.unclosed == []
    assert read.tags["script"] == 1
    assert "style" not in {name for _, name, _ in read.attributes}


def test_figures_distributions_and_scatters_are_there(page: str) -> None:
    text = Markup(page).text
    for said in ("3 documents audited", "6 findings", "4 failures", "7.50", "median 2.12", "34.1"):
        assert said in text
    assert page.count('class="scatter"') == 3
    assert page.count("<circle") == 6
    assert "DET001" in text
    assert "The engine gave nothing." in text


def test_what_no_document_has_gets_no_column(reports) -> None:
    text = Markup(batch_page(rows(reports[2:], "scores"))).text
    assert "Penalty" in text
    assert "Agreement" not in text
    assert "Likelihood" not in text


def test_an_empty_batch_has_a_page() -> None:
    text = Markup(batch_page([])).text
    assert "0 documents audited" in text
    assert "Nothing failed." in text


@pytest.mark.parametrize("raw", [False, True])
def test_the_files_of_a_batch_give_the_same_page(reports, tmp_path: Path, *, raw: bool) -> None:
    for table in (*TABLES, "segments"):
        with TableWriter(tmp_path / f"{table}.csv", column_names(table), raw=raw) as writer:
            writer.append_rows(rows(reports, table))
    pages = {
        report.document.id: write_document_page(batch_document_page(report), tmp_path, page_name(at))
        for at, report in enumerate(reports, 1)
    }
    path = write_batch_page(tmp_path, pages, raw=raw)
    written = path.read_text(encoding="utf-8")
    assert written == batch_page(*(rows(reports, table) for table in TABLES), pages=pages)
    for address in pages.values():
        assert 'class="back" href="../index.html"' in (tmp_path / address).read_text(encoding="utf-8")


def test_a_finding_on_a_whole_long_article_is_read(make, tmp_path: Path) -> None:
    found = make.finding(make.segments()[1], message="m" * 200_000)
    for table in TABLES:
        with TableWriter(tmp_path / f"{table}.csv", column_names(table)) as writer:
            writer.append_rows(table_rows(make.report(findings=(found,)), table))
    assert "DET001" in write_batch_page(tmp_path, {}).read_text(encoding="utf-8")


def test_more_documents_than_the_page_lists_are_told(reports, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "MOST_ROWS", 2)
    page = batch_page(rows(reports, "scores"))
    assert names(page) == ["=b&#34;&lt;script&gt;", "flood"]
    assert "The 2 with the highest penalty of 3 are listed" in Markup(page).text


def test_a_document_named_to_steer_is_shown(make, hostile: str) -> None:
    held = rows([make.hostile(hostile)], "scores")
    assert not UNSEEN.search(batch_page(held))
