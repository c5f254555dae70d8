"""Every good document of a hostile corpus is read, and every bad one says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.readers.corpus import Corpus, CorpusOptions, Record, Rejected, open_corpus

from .hostile import GOOD, Hostile, write_hostile

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("pyarrow", reason="the extra `formats` is not installed")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return write_hostile(tmp_path_factory.mktemp("hostile") / "corpus")


@pytest.fixture(scope="module")
def corpus(hostile: Hostile) -> Corpus:
    return open_corpus([str(hostile.directory)], CorpusOptions())


@pytest.fixture(scope="module")
def items(corpus: Corpus) -> list[Record | Rejected]:
    return list(corpus)


def test_every_good_document_is_read(items: list[Record | Rejected], hostile: Hostile) -> None:
    records = [item for item in items if isinstance(item, Record)]
    assert tuple(record.document.id for record in records) == hostile.good
    assert all("the old pier would close in May" in record.document.text for record in records)


def test_a_formula_is_read_as_it_stands(items: list[Record | Rejected]) -> None:
    texts = {item.document.id: item.document.text for item in items if isinstance(item, Record)}
    assert texts['=HYPERLINK("http://example.org")'] == f"=1+1 {GOOD}"


def test_every_bad_one_says_where_and_why(items: list[Record | Rejected], hostile: Hostile) -> None:
    rejected = [item for item in items if isinstance(item, Rejected)]
    places = [(item.file.removeprefix(f"{hostile.directory}/"), item.place) for item in rejected]
    assert places == [(file, place) for file, place, _ in hostile.bad]
    assert [
        (item.reason, wanted)
        for item, (_, _, wanted) in zip(rejected, hostile.bad, strict=True)
        if wanted not in item.reason
    ] == []


def test_it_can_be_read_again_and_is_the_same(
    corpus: Corpus, items: list[Record | Rejected], hostile: Hostile
) -> None:
    assert list(corpus) == items
    assert corpus.done == corpus.bytes
    assert len(corpus.files) + 4 >= 30
    assert hostile.directory.is_dir()


def test_what_was_read_can_be_written(items: list[Record | Rejected]) -> None:
    for item in items:
        repr(item).encode()
        if isinstance(item, Rejected):
            "".join(filter(None, (item.document, item.file, item.place, item.reason))).encode()


def test_a_file_outside_stays_unread(items: list[Record | Rejected], tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.jsonl").write_text(
        '{"id": "../../secret", "text": "The pier is closed."}\n{"id": "/etc/passwd", "text": "The pier."}\n',
        "utf-8",
    )
    (tmp_path / "natives").mkdir()
    (tmp_path / "secret.txt").write_text("A secret.", "utf-8")
    corpus = open_corpus([str(tmp_path / "texts")], CorpusOptions(references=tmp_path / "natives"))
    assert [item.reason for item in corpus if isinstance(item, Rejected)] == [
        "its id leads out of the directory of native reports"
    ] * 2
    assert all(isinstance(item, Rejected) for item in corpus)
    assert items
