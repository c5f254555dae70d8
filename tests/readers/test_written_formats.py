"""The same documents, written out in any format, are the same documents when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from mtaudit.readers.corpus import CorpusOptions, Record, open_corpus

from .written import WRITERS, Article, own_articles, shared_articles

for needed in ("pyarrow", "trafilatura", "translate", "zstandard"):
    pytest.importorskip(needed, reason="the extra `formats` is not installed")

DATA = Path(__file__).parents[3] / "shared" / "data"
#: Formats in which a unit or row has its original beside it.
WITH_SOURCE = {
    "csv",
    "csv-utf-16",
    "csv.zst",
    "tsv",
    "jsonl",
    "jsonl.gz",
    "parquet",
    "xliff",
    "xliff2",
    "tmx",
    "po",
}


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return own_articles()[:20]


@pytest.mark.parametrize("kind", WRITERS)
def test_what_is_read_is_what_was_written(kind: str, articles: list[Article], tmp_path: Path) -> None:
    records = read(WRITERS[kind](articles, tmp_path))
    assert told(records) == [(article.id, article.text, None) for article in articles]
    if kind in WITH_SOURCE:
        assert [record.source.text for record in records] == [article.source for article in articles]


@pytest.mark.shared_data
@pytest.mark.parametrize("kind", WRITERS)
def test_so_it_is_with_real_documents(kind: str, tmp_path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip("../shared/data is absent: there are no real documents")
    articles = shared_articles(DATA, 200)
    records = read(WRITERS[kind](articles, tmp_path))
    assert told(records) == [(article.id, article.text, None) for article in articles]


def test_a_source_can_be_left_out(articles: list[Article], tmp_path: Path) -> None:
    records = read(WRITERS["xliff"](articles, tmp_path), CorpusOptions(source=""))
    assert [record.source for record in records] == [None] * len(articles)


def read(source: Path, options: CorpusOptions | None = None) -> list[Record]:
    items = list(open_corpus([str(source)], options or CorpusOptions()))
    assert [item for item in items if not isinstance(item, Record)] == []
    return items


def told(records: list[Record]) -> list[tuple[str, str, object]]:
    return [(record.document.id, record.document.text, record.document.date) for record in records]
