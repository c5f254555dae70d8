"""A batch of what readers give: the same tables from every format, and from a hostile corpus what is good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.batch import Workers, run_batch
from mtaudit.config import Settings
from mtaudit.readers.corpus import CorpusOptions
from mtaudit.reports.safe_text import safe_line
from mtaudit.reports.tables import read_csv

from .hostile import write_hostile
from .written import WRITERS, own_articles

if TYPE_CHECKING:
    from pathlib import Path

for needed in ("pyarrow", "trafilatura", "translate", "zstandard"):
    pytest.importorskip(needed, reason="the extra `formats` is not installed")
pytestmark = pytest.mark.slow

SETTINGS = Settings(back_translate=False)


def test_every_good_document_of_a_hostile_corpus_is_scored_and_every_bad_one_told(tmp_path: Path) -> None:
    hostile, out = write_hostile(tmp_path / "corpus"), tmp_path / "out"
    summary = run_batch([str(hostile.directory)], out, CorpusOptions(), SETTINGS, workers=Workers(1))
    # What UTF-8 cannot hold is escaped in the tables.
    assert read_csv(out / "scores.csv", "scores").document.tolist() == list(hostile.good)
    failed = read_csv(out / "failures.csv", "failures")
    assert len(failed) == len(hostile.bad) == summary.failures
    for (file, place, reason), row in zip(hostile.bad, failed.itertuples(), strict=True):
        assert row.file.endswith(file)
        assert reason in row.reason
        assert place is None or row.place == place
        assert row.reason == safe_line(row.reason)


def test_the_tables_are_the_same_from_every_format(tmp_path: Path) -> None:
    shortest = sorted(own_articles(), key=lambda article: len(article.text))[:4]
    # A directory comes in the order of its paths, a table in that of its rows.
    articles = sorted(shortest, key=lambda article: article.id)
    tables = {}
    for kind, write in WRITERS.items():
        folder = tmp_path / kind
        folder.mkdir()
        source, out = write(articles, folder), folder / "out"
        # Originals, which only some formats have, are left out.
        run_batch([str(source)], out, CorpusOptions(source=""), SETTINGS, workers=Workers(0))
        tables[kind] = {path.name: path.read_bytes() for path in out.iterdir()}
    # The layout of WMT alone says which system translated.
    unsaid = read_csv(tmp_path / "wmt" / "out" / "scores.csv", "scores").drop(columns="system")
    assert unsaid.equals(read_csv(tmp_path / "text" / "out" / "scores.csv", "scores").drop(columns="system"))
    tables["wmt"]["scores.csv"] = tables["text"]["scores.csv"]
    assert {kind for kind, written in tables.items() if written != tables["text"]} == set()
    assert tables["text"]["scores.csv"].count(b"\r\n") == 5
