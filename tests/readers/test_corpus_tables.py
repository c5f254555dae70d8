"""Tables: what a column is, how cells are quoted and divided, and which rows are not taken."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from mtaudit.readers.corpus import CorpusOptions, Record, Rejected, open_corpus

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def read(tmp_path: Path):
    """Write a file and read it."""

    def read_file(name: str, content: str | bytes, **options: object) -> list[Record | Rejected]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(open_corpus([str(path)], CorpusOptions(**options)))

    return read_file


def told(items: list[Record | Rejected]) -> list[tuple[str | None, str]]:
    """Ids with texts, and places with reasons."""
    return [
        (item.document.id, item.document.text) if isinstance(item, Record) else (item.place, item.reason)
        for item in items
    ]


@pytest.mark.parametrize(
    "content",
    [
        'id,text\n1,"A, b; c"\n',
        'id;text\n1;"A, b; c"\n',
        "id\ttext\n1\tA, b; c\n",
        "id|text\n1|A, b; c\n",
        '\ufeffid,"text"\r\n1,"A, b; c"\r\n',
    ],
)
def test_the_delimiter_is_the_one_that_finds_the_columns(read, content: str) -> None:
    assert told(read("a.csv", content)) == [("1", "A, b; c")]


def test_a_delimiter_that_is_given_is_taken(read) -> None:
    assert told(read("a.csv", "id:text\n1:A, b\n", delimiter=":")) == [("1", "A, b")]


def test_a_header_without_the_column_says_what_there_is(read) -> None:
    assert told(read("a.csv", "id;body\n1;A\n")) == [
        ("line 1", "there is no column 'text'; there is id;body")
    ]
    assert told(read("a.csv", "id;body\n1;A\n", text="body")) == [("1", "A")]
    assert told(read("a.csv", "text\nA\n", id="name")) == [
        ("line 1", "there is no column 'name'; there is text")
    ]


def test_a_column_that_comes_twice_is_not_chosen_from(read) -> None:
    assert told(read("a.csv", "text,text\nA,B\n")) == [("line 1", "there are 2 columns 'text'")]
    assert told(read("a.csv", "text,x,x\nA,,\n")) == [("a:1", "A")]


def test_cells_keep_their_line_ends_and_places_are_lines_of_the_file(read) -> None:
    items = read("a.csv", 'id,text\r\n1,"A\nb\r\nc"\r\n\r\n2,D\r\n')
    assert told(items) == [("1", "A\nb\r\nc"), ("2", "D")]
    assert [item.place for item in items] == ["line 2", "line 6"]


def test_a_row_of_other_length_is_rejected_whole(read) -> None:
    content = 'id,text\n1,A\n2,"B\nb",x\n3\n4,D\n'
    assert told(read("a.csv", content)) == [
        ("1", "A"),
        ("line 3", "3 cells, but 2 in the first line"),
        ("line 5", "1 cells, but 2 in the first line"),
        ("4", "D"),
    ]


def test_after_an_open_quotation_mark_the_next_line_is_a_row_again(read) -> None:
    content = 'id,text\n1,"A\n2,"B"\n3,C\n4,"D'
    items = told(read("a.csv", content))
    assert items[1:3] == [("2", "B"), ("3", "C")]
    assert [place for place, _ in (items[0], items[3])] == ["line 2", "line 5"]


def test_quotation_marks_may_mean_nothing(read) -> None:
    content = 'id\ttext\n1\t"We close," he said.\n2\tA "b" c\n'
    assert told(read("a.tsv", content, quoting=False)) == [("1", '"We close," he said.'), ("2", 'A "b" c')]
    assert told(read("a.tsv", content))[1] == ("2", 'A "b" c')
    assert "quotation marks" in told(read("a.tsv", content))[0][1]


def test_encodings(read) -> None:
    content = "id,text\n1,Café “quoted”\n"
    assert told(read("a.csv", content.encode("utf-16"))) == [("1", "Café “quoted”")]
    assert told(read("a.csv", content.encode("utf-16-be"), encoding="utf-16-be")) == [("1", "Café “quoted”")]
    assert told(read("a.csv", content.encode("cp1252"), encoding="cp1252")) == [("1", "Café “quoted”")]
    assert told(read("a.csv", content.encode("cp1252"))) == [
        ("line 2", "not UTF-8 (0xe9, byte 5 of the line)")
    ]


def test_a_line_that_is_too_long_is_left_out_and_the_next_is_read(read) -> None:
    content = "text\n" + "a" * 17_000_000 + "\nB\n"
    assert told(read("a.csv", content)) == [("line 2", "a line of more than 16 MB"), ("a:2", "B")]


def test_a_text_that_is_too_large_is_left_out(read) -> None:
    assert told(read("a.csv", f"text\n{'a' * 5_000_001}\nB\n")) == [
        ("line 2", "it is larger than 5 MB"),
        ("a:2", "B"),
    ]


def test_a_row_says_what_it_has(read) -> None:
    content = (
        '{"id": 7, "text": "A.", "reference": "N.", "source": "S.", "system": "x", "date": "2024-02-29"}\n'
        '{"text": "B.", "reference": "", "source": null, "date": "2024-02-29T10:00:00Z", "other": [1]}\n'
    )
    first, second = read("a.jsonl", content)
    assert (first.document.id, first.document.date, first.system) == ("7", date(2024, 2, 29), "x")
    assert (first.reference.text, first.source.text) == ("N.", "S.")
    assert (second.document.id, second.reference, second.source, second.system) == ("a:2", None, None, None)
    assert second.document.date == date(2024, 2, 29)


def test_a_source_that_is_broken_costs_only_the_source(read) -> None:
    rejected, record = read("a.jsonl", r'{"text": "A.", "source": "S\ud800"}' + "\n")
    assert (rejected.stage, rejected.document, rejected.place) == ("source", "a:1", "line 1")
    assert record.source is None


def test_parquet_is_read_by_its_types(read, tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = pa.table(
        {
            "id": pa.array([1, 2, 3]),
            "text": pa.array(["A.", None, "C."]).dictionary_encode(),
            "date": pa.array([date(2024, 2, 29), None, None]),
            "when": pa.array([datetime(2024, 2, 29, 10), None, None]),
        }
    )
    parquet.write_table(table, tmp_path / "written.parquet")
    data = (tmp_path / "written.parquet").read_bytes()
    first, second, third = read("a.parquet", data)
    assert (first.document.id, first.document.date, first.place) == ("1", date(2024, 2, 29), "row 1")
    assert (second.document, second.reason) == ("2", "its 'text' is empty")
    assert third.document.text == "C."
    assert read("a.parquet", data, date="when")[0].document.date == date(2024, 2, 29)
    assert told(read("a.parquet", data, text="body"))[0][1].startswith("there is no column 'body'")
    assert told(read("a.parquet", data[:-4]))[0][1].startswith("not a Parquet file that can be read")
