"""The layout of WMT as a corpus: lines of a system grouped into documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.readers.corpus import CorpusOptions, Format, Record, Rejected, open_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def test_set(tmp_path: Path) -> Path:
    """Two systems and two references of three lines in two documents, and a system that is a line short."""
    files = {
        "system-outputs/id-en/good.txt": "One.\nTwo.\nThree.\n",
        "system-outputs/id-en/short.txt": "One.\nTwo.\n",
        "system-outputs/id-en/worse.txt": "1.\n\n3.\n",
        "references/id-en.refA.txt": "A one.\nA two.\nA three.\n",
        "references/id-en.refB.txt": "B one.\nB two.\nB three.\n",
        "documents/id-en.docs": "news\tfirst\nnews\tsecond\nnews\tfirst\n",
    }
    for name, content in files.items():
        path = tmp_path / "set" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return tmp_path / "set"


def read(test_set: Path, **options: object) -> list[Record | Rejected]:
    return list(open_corpus([str(test_set)], CorpusOptions(**options)))


def test_lines_of_a_document_are_its_text(test_set: Path) -> None:
    first, second, short, third, empty = read(test_set)
    assert (first.document.id, first.document.text, first.system) == ("good/first", "One.\nThree.", "good")
    assert (second.document.id, second.document.text, second.place) == ("good/second", "Two.", "line 2")
    assert short.reason == "2 lines, but 3 have a document"
    assert (third.document.id, third.document.text) == ("worse/first", "1.\n3.")
    assert (empty.document, empty.reason) == ("worse/second", "it is empty")
    assert first.file == str(test_set / "system-outputs/id-en/good.txt")
    assert {item.reference for item in (first, second, third)} == {None}


def test_a_reference_and_a_system_are_those_that_are_named(test_set: Path) -> None:
    items = read(test_set, reference="refB", system="good")
    assert [item.reference.text for item in items] == ["B one.\nB three.", "B two."]
    (wrong,) = read(test_set, system="better")
    assert wrong.reason == "there is no system 'better'"
    (wrong,) = read(test_set, reference="refC")
    assert wrong.reason == "there is no reference 'refC'"


def test_documents_may_be_told_by_another_file(test_set: Path, tmp_path: Path) -> None:
    (test_set / "documents" / "id-en.docs").unlink()
    (item,) = read(test_set)
    assert item.reason == "nothing says which document a line belongs to"
    (tmp_path / "ids.txt").write_text("x\nx\ny\n", "utf-8")
    assert [item.document.id for item in read(test_set, system="good", documents=tmp_path / "ids.txt")] == [
        "good/x",
        "good/y",
    ]


def test_it_is_one_thing_to_read(test_set: Path) -> None:
    corpus = open_corpus([str(test_set)], CorpusOptions())
    (file,) = corpus.files
    assert file.format is Format.WMT
    assert file.bytes == sum(path.stat().st_size for path in test_set.rglob("*") if path.is_file())
