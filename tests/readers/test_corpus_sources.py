"""Which files a corpus has, what their documents are called, and what may lie beside them."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.corpus import CorpusOptions, Format, Record, Rejected, open_corpus

TEXT = "The old pier will close in May."


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Texts in folders, and the folder that they are in as the working directory."""
    for name in ("b.txt", "a.txt", "a-b.txt", "inner/c.txt", "notes.md", ".hidden.txt", ".git/d.txt"):
        write(tmp_path / "texts" / name, TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "texts"


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def ids(*sources: str, **options: object) -> list[str]:
    items = list(open_corpus(sources, CorpusOptions(**options)))
    assert [item for item in items if isinstance(item, Rejected)] == []
    return [item.document.id for item in items]


@pytest.mark.usefixtures("texts")
def test_a_directory_is_read_in_the_order_of_ids_without_what_is_hidden_or_unknown() -> None:
    assert ids("texts") == ["a", "a-b", "b", "inner/c"]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["texts/b.txt"], ["b"]),
        (["texts/inner/c.txt", "texts/a.txt"], ["inner/c", "a"]),
        (["texts/**/*.txt"], ["a", "a-b", "b", "inner/c"]),
        (["texts/*.txt"], ["a", "a-b", "b"]),
        (["file://texts/inner"], ["c"]),
        (["texts/inner", "texts/b.txt"], ["inner/c", "b"]),
    ],
)
@pytest.mark.usefixtures("texts")
def test_ids_begin_below_what_is_named(sources: list[str], expected: list[str]) -> None:
    assert ids(*sources) == expected


def test_a_name_of_another_kind_is_read_as_what_it_is_said_to_be(texts: Path) -> None:
    assert ids("texts/notes.md", format="text") == ["notes"]
    assert ids("texts", format="text") == ["a", "a-b", "b", "inner/c", "notes"]
    with pytest.raises(UsageError, match="its name does not say what it is"):
        open_corpus([str(texts / "notes.md")], CorpusOptions())


@pytest.mark.parametrize(
    ("sources", "options", "told"),
    [
        ([], {}, "nothing to read"),
        (["nothing.txt"], {}, "no such file"),
        (["nothing*.txt"], {}, "matches no file"),
        (["texts/*.md"], {}, "of no known format"),
        (["texts/.git"], {"format": "docx"}, "no format 'docx'"),
        (["-", "-"], {}, "only once"),
        (["texts"], {"encoding": "klingon"}, "no encoding 'klingon'"),
        (["texts"], {"encoding": "base64"}, "no encoding 'base64'"),
        (["texts"], {"delimiter": ";;"}, "no delimiter"),
        (["texts"], {"references": Path("texts/a.txt")}, "not a directory"),
        (["texts"], {"text": ""}, "has no name"),
    ],
)
@pytest.mark.usefixtures("texts")
def test_what_makes_no_corpus_is_told_at_once(
    sources: list[str], options: dict[str, object], told: str
) -> None:
    with pytest.raises((InputError, UsageError), match=told):
        open_corpus(sources, CorpusOptions(**options))


def test_a_directory_without_texts_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing in it that can be read"):
        open_corpus([str(tmp_path)], CorpusOptions())


def test_what_will_be_read_is_known_before(texts: Path) -> None:
    corpus = open_corpus(["texts"], CorpusOptions())
    assert next((file.path, file.format, file.bytes) for file in corpus.files) == (
        "texts/a.txt", Format.TEXT, len(TEXT),
    )  # fmt: skip
    assert corpus.bytes == 4 * len(TEXT)
    assert corpus.done == 0
    seen = [corpus.done for _ in corpus]
    assert seen == sorted(seen)
    assert corpus.done == corpus.bytes
    assert texts.is_dir()


def test_two_documents_of_one_name_are_not_mixed_up(texts: Path) -> None:
    write(texts / "a.txt.gz", gzip.compress(b"Another pier."))
    items = list(open_corpus(["texts"], CorpusOptions()))
    assert items[1] == Rejected("a", "texts/a.txt.gz", None, "another document before it has the same id")
    assert len(items) == 5


def test_standard_input_is_lines_of_json_and_can_be_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b'{"text": "The pier."}\n{"id": "b", "text": "The berth."}\n'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    corpus = open_corpus(["-"], CorpusOptions())
    first = list(corpus)
    assert [(item.document.id, item.file, item.place) for item in first if isinstance(item, Record)] == [
        ("stdin:1", "<stdin>", "line 1"),
        ("b", "<stdin>", "line 2"),
    ]
    assert list(corpus) == first
    assert corpus.bytes is None


def test_standard_input_may_be_packed_and_of_any_format(monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(b"text\nThe pier.\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert ids("-", format="csv") == ["stdin:1"]


def test_native_reports_lie_under_the_ids_of_documents(texts: Path) -> None:
    write(texts / "natives" / "a.txt", "Native.")
    write(texts / "natives" / "inner" / "c.txt", b"Broken \xff")
    items = list(open_corpus(["texts"], CorpusOptions(references=texts / "natives")))
    a, a_b, b, broken, c = items
    assert a.reference.text == "Native."
    assert (a_b.reference, b.reference, c.reference) == (None, None, None)
    assert isinstance(broken, Rejected)
    assert (broken.document, broken.stage, broken.place) == ("inner/c", "reference", "byte 7, line 1")
    assert c.document.id == "inner/c"


def test_native_reports_of_a_table_come_before_those_of_the_directory(texts: Path) -> None:
    write(texts / "natives" / "a.txt", "From the directory.")
    write(texts / "natives" / "b.txt", "From the directory.")
    rows = '{"id": "a", "text": "A.", "reference": "From the row."}\n{"id": "b", "text": "B."}\n'
    write(texts / "rows.jsonl", rows)
    records = list(open_corpus(["texts/rows.jsonl"], CorpusOptions(references=texts / "natives")))
    assert [record.reference.text for record in records] == ["From the row.", "From the directory."]


def test_a_native_report_that_leads_out_is_not_read(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "natives").mkdir()
    (tmp_path / "natives" / "a.txt").symlink_to(texts / "b.txt")
    first = next(iter(open_corpus(["texts"], CorpusOptions(references=tmp_path / "natives"))))
    assert first.reason == "its native report is a symbolic link that leads out of the directory"


def test_a_pattern_does_not_lead_out_either(texts: Path, tmp_path: Path) -> None:
    write(tmp_path / "secret" / "secret.txt", "A secret.")
    (texts / "link.txt").symlink_to(tmp_path / "secret" / "secret.txt")
    (texts / "folder").symlink_to(tmp_path / "secret")
    items = list(open_corpus(["texts/**/*.txt"], CorpusOptions()))
    rejected = [(item.file, item.reason) for item in items if isinstance(item, Rejected)]
    told = "a symbolic link that leads out of the directory"
    assert rejected == [("texts/folder/secret.txt", told), ("texts/link.txt", told)]
    assert len(items) == 6


@pytest.fixture
def bucket() -> str:
    """A folder in the memory of this process, which stands for an object store."""
    fsspec = pytest.importorskip("fsspec", reason="the extra `formats` is not installed")
    system = fsspec.filesystem("memory")
    system.pipe("/bucket/a.txt", TEXT.encode())
    system.pipe("/bucket/inner/b.jsonl.gz", gzip.compress(b'{"text": "The pier."}\n{"text": "The berth."}\n'))
    system.pipe("/bucket/notes.md", b"#")
    yield "memory://bucket"
    system.rm("/bucket", recursive=True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("", ["a", "inner/b:1", "inner/b:2"]),
        ("/inner/b.jsonl.gz", ["b:1", "b:2"]),
        ("/*.txt", ["a"]),
        ("/**/*.gz", ["inner/b:1", "inner/b:2"]),
    ],
)
def test_object_storage_is_read_as_a_directory_is(bucket: str, name: str, expected: list[str]) -> None:
    corpus = open_corpus([bucket + name], CorpusOptions())
    for _ in range(2):
        assert [item.document.id for item in corpus] == expected
    assert corpus.done == corpus.bytes
    assert corpus.files[0].path.startswith("memory://")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("memory://nothing", "no such file"),
        ("memory://bucket/*.csv", "nothing there that can be read"),
        ("nonsense://bucket", "cannot be reached"),
    ],
)
def test_an_address_that_leads_nowhere_says_so(bucket: str, source: str, told: str) -> None:
    with pytest.raises((InputError, UsageError), match=told):
        open_corpus([source], CorpusOptions())
    assert bucket


def test_a_folder_that_cannot_be_read_is_told(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("inner"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, *rest = open_corpus(["texts"], CorpusOptions())
    assert first == Rejected(None, "texts/inner", None, "a folder that cannot be read (Permission denied)")
    assert [item.document.id for item in rest] == ["a", "a-b", "b"]
    assert texts.is_dir()
