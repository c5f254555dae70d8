"""Segments are read as they stand: one a line, whatever else the text holds."""

from __future__ import annotations

import gzip
import io
import sys
from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import InputError, UsageError
from mtaudit.readers import lines as module
from mtaudit.readers.lines import Columns, LineReader, split_columns

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def lines(tmp_path: Path):
    """Write bytes and read them as lines."""

    def read(data: bytes) -> list[str]:
        path = tmp_path / "text.txt"
        path.write_bytes(data)
        return LineReader().lines(str(path))

    return read


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"one\ntwo\n", ["one", "two"]),
        (b"one\r\ntwo\r\n", ["one", "two"]),
        (b"one\ntwo", ["one", "two"]),
        (b"\xef\xbb\xbfone\n\n", ["one", ""]),
        (b"a\n\nb\n\n", ["a", "", "b", ""]),
        ("a\u2028b\u2029c\x85d\x0be\x0cf\rg\n".encode(), ["a\u2028b\u2029c\x85d\x0be\x0cf\rg"]),
        ("\u202eabc\x1b[31m\n".encode(), ["\u202eabc\x1b[31m"]),
    ],
    ids=["LF", "CRLF", "no final newline", "BOM", "empty lines", "other line breaks", "terminal escapes"],
)
def test_only_newlines_end_a_segment(lines, data: bytes, expected: list[str]) -> None:
    assert lines(data) == expected
    assert lines(gzip.compress(data)) == expected
    assert lines(gzip.compress(data[:3]) + gzip.compress(data[3:])) == expected


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "text.txt: it is empty; give one segment a line"),
        (b"\n \n", "text.txt: it is empty; give one segment a line"),
        (b"one\ntw\xff\n", "text.txt, byte 6, line 2: not UTF-8 (0xff); save it as UTF-8"),
        (gzip.compress(b"one\ntwo\n")[:-9], "text.txt: the gzip archive is damaged"),
        (b"\x1f\x8bnot really", "text.txt: the gzip archive is damaged"),
        (
            b"a\n" + b"x" * 100_001 + b"\n",
            "text.txt, line 2: a line of 100,001 characters, more than 100,000",
        ),
        (b"%PDF-1.7\n", "text.txt: it is a PDF, not text"),
        (b"a\x00b\n", "text.txt, byte 1: a NUL byte"),
    ],
    ids=["nothing", "blank", "broken UTF-8", "cut archive", "no archive", "huge line", "PDF", "NUL"],
)
def test_what_is_no_text_is_refused(lines, data: bytes, told: str) -> None:
    with pytest.raises(InputError) as refused:
        lines(data)
    assert told in str(refused.value)


def test_what_unpacks_to_too_much_is_refused(lines, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", 10_000_000)
    bomb = gzip.compress(b"a\n" * 10_000_000)
    assert len(bomb) < 30_000
    with pytest.raises(InputError, match="it holds more than 10 MB"):
        lines(bomb)


def test_columns_by_name_and_by_number(tmp_path: Path) -> None:
    path = str(tmp_path / "table.tsv")
    (tmp_path / "table.tsv").write_text('ref\tsys A\nx "1\ty\nz\t\n', encoding="utf-8")
    reader = LineReader()
    assert reader.columns(split_columns(f"{path}:sys A,ref")) == {"sys A": ["y", ""], "ref": ['x "1', "z"]}
    assert reader.columns(split_columns(f"{path}:2")) == {"2": ["sys A", "y", ""]}


@pytest.mark.parametrize(
    ("text", "columns", "told"),
    [
        ("a\tb\nc\n", "a", "table.tsv, line 2: 1 tab-separated fields, but 2 on line 1"),
        ("a\tb\nc\td\n", "c", "table.tsv, line 1: there is no column 'c'; choose among a, b"),
        ("a\ta\nc\td\n", "a", "table.tsv, line 1: there are two columns 'a'"),
        ("a\tb\nc\td\n", "3", "table.tsv, line 1: there is no column 3, it has 2; count from 1"),
        ("a\tb\nc\td\n", "0", "table.tsv, line 1: there is no column 0"),
    ],
)
def test_a_column_that_is_not_there(tmp_path: Path, text: str, columns: str, told: str) -> None:
    (tmp_path / "table.tsv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        LineReader().columns(split_columns(f"{tmp_path / 'table.tsv'}:{columns}"))
    assert told in str(refused.value)


def test_a_file_of_the_whole_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "a:b").write_text("x\n", encoding="utf-8")
    (tmp_path / "a").write_text("x\n", encoding="utf-8")
    assert split_columns(str(tmp_path / "a:b")) == Columns(str(tmp_path / "a:b"))
    assert split_columns(str(tmp_path / "a:c")) == Columns(str(tmp_path / "a"), ("c",))
    assert split_columns(str(tmp_path / "none:c")) == Columns(str(tmp_path / "none:c"))
    with pytest.raises(UsageError, match="without a name"):
        split_columns(str(tmp_path / "a:c,"))


def test_standard_input_is_read_once_for_several_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a\tb\nc\td\n")))
    reader = LineReader()
    assert reader.columns(Columns("-", ("1",))) == {"1": ["a", "c"]}
    assert reader.columns(Columns("-", ("2",))) == {"2": ["b", "d"]}
