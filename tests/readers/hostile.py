"""A corpus of files that nobody should send: each with what becomes of it.

``write_hostile(directory)`` writes them and returns the ids of the documents that are good, in the order in
which they come, and what is said of the rest. One link leads to ``secret.txt`` beside the directory.
"""

from __future__ import annotations

import gzip
import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: English enough for every reader and for the audit; written for these tests.
GOOD = (
    "The harbour office said on Tuesday that the old pier would close in May, after engineers found cracks "
    "in fourteen of its sixty piles. A new berth will open next to it before the summer, the office said."
)
_BOMB = 10_000_000_000
_LONG = 50_000_000
#: In the order in which a corpus yields them: what cannot be opened first, then file after file.
_GOOD_IDS = (
    "a_good",
    "b_good_\x1b[31mred\x1b[0m",
    "b_good_=cmd|' !A1",
    "b_good_two\nlines",
    "b_good_utf16",
    "good_before_a_bomb",
    "page_good",
    '=HYPERLINK("http://example.org")',
    "good_after_a_quote",
    "good_last_in_csv",
    "good_in_json",
    "good_after_a_long_line",
    "good_in_parquet",
    "good_in_xliff",
)
_BAD = (
    ("link_out.txt", None, "a symbolic link that leads out of the directory"),
    ("link_to_itself.txt", None, "a symbolic link to nothing"),
    ("link_up", None, "a symbolic link that leads out of the directory"),
    ("pipe.txt", None, "not a regular file"),
    ("blank.txt", None, "it is empty"),
    ("bomb.csv.zst", None, "it unpacks to more than 200 times its size; reading stopped at 64 MB"),
    ("bomb.jsonl.gz", None, "it unpacks to more than 200 times its size; reading stopped at 64 MB"),
    ("bomb.txt.gz", None, "it is larger than 5 MB"),
    ("broken.txt", "byte 206, line 1", "not UTF-8 (0xe9)"),
    ("caf\\udce9.txt", None, "its name is not UTF-8"),
    ("cut.txt.gz", None, "the gzip archive is cut off"),
    ("cut.txt.zst", None, "the zstd archive is cut off"),
    ("deep.xlf", "line 1", "elements nested more than 100 deep"),
    ("empty.csv", None, "it is empty"),
    ("empty.txt", None, "it is empty"),
    ("entity.tmx", "line 1", "entities are refused"),
    ("laughs.xlf", "line 1", "entities are refused"),
    ("long_line.txt", None, "it is larger than 5 MB"),
    ("no_rows.parquet", None, "there is no document in it"),
    ("not_packed.txt.gz", None, "its name says that it is packed, but it is not"),
    ("not_xml.xlf", "line 1", "not well-formed XML"),
    ("nul.txt", "byte 202", "a NUL byte: this is not text"),
    ("page_without_text.html", None, "no main text was found in the page"),
    ("pdf.txt", None, "it is a PDF, not text"),
    ("repeated.parquet", "row 1", "it is larger than 5 MB"),
    ("repeated.parquet", None, "it unpacks to more than 200 times its size; reading stopped at 100 MB"),
    ("rows.csv", "line 3", "its quotation marks do not fit"),
    ("rows.csv", "line 5", "3 cells, but 2 in the first line"),
    ("rows.csv", "line 6", "its quotation marks do not fit"),
    ("rows.csv", "line 8", "its quotation marks do not fit"),
    ("rows.jsonl", "line 2", "not JSON (Unterminated string"),
    ("rows.jsonl", "line 3", "not an object of JSON"),
    ("rows.jsonl", "line 4", "its 'text' is no text but a fraction"),
    ("rows.jsonl", "line 5", "half a surrogate pair"),
    ("rows.jsonl", "line 6", "a NUL character"),
    ("rows.jsonl", "line 7", "its 'date' is 'yesterday', not a day as YYYY-MM-DD"),
    ("rows.jsonl", "line 8", "it is nested too deeply"),
    ("rows.jsonl", "line 9", "not UTF-8 (0xe9, byte 13 of the line)"),
    ("rows.jsonl", "line 10", "another document before it has the same id"),
    ("rows.jsonl", "line 11", "there is no 'text' in it"),
    ("rows.jsonl", "line 12", "a line of more than 16 MB"),
    ("rubbish.parquet", None, "not a Parquet file that can be read"),
    ("rubbish.po", None, "it cannot be parsed"),
    ("untranslated.po", None, "no unit has a translation into English"),
    ("utf16_cut.csv", "after byte 19", "not UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """What a hostile corpus holds.

    :param directory: where it is.
    :param good: ids of the documents that can be audited, in order.
    :param bad: file, place and a piece of the reason of what is rejected, in order.
    """

    directory: Path
    good: tuple[str, ...]
    bad: tuple[tuple[str, str | None, str], ...]


def write_hostile(directory: Path) -> Hostile:
    """Write the files into a directory that does not exist yet."""
    directory.mkdir()
    secret = directory.parent / "secret.txt"
    secret.write_text(GOOD, "utf-8")
    for name, content in _contents().items():
        (directory / name).write_bytes(content)
    for name, target in {
        "link_out.txt": secret,
        "link_to_itself.txt": "link_to_itself.txt",
        "link_up": "..",
    }.items():
        (directory / name).symlink_to(target)
    os.mkfifo(directory / "pipe.txt")
    _write_tables(directory)
    _write_bombs(directory)
    return Hostile(directory, _GOOD_IDS, _BAD)


def _contents() -> dict[str, bytes]:
    xliff = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    good_unit = (
        f'<file original="good_in_xliff" source-language="id" target-language="en"><body><trans-unit id="1">'
        f"<source>Dermaga ditutup.</source><target>{GOOD}</target></trans-unit></body></file>"
    )
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    files: dict[str, str | bytes] = {
        "a_good.txt": GOOD,
        "b_good_\x1b[31mred\x1b[0m.txt": GOOD,
        "b_good_two\nlines.txt": GOOD,
        "b_good_utf16.txt": GOOD.encode("utf-16"),
        "b_good_=cmd|' !A1.txt": GOOD,
        "broken.txt": GOOD.encode() + b" Caf\xe9.",
        os.fsdecode(b"caf\xe9.txt"): GOOD,
        "blank.txt": " \n\t\n",
        "deep.xlf": f"{xliff}{'<group>' * 100_000}{'</group>' * 100_000}</xliff>",
        "empty.txt": b"",
        "empty.csv": b"",
        "entity.tmx": '<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/passwd">]><tmx version="1.4"><body><tu>'
        '<tuv xml:lang="en"><seg>&e;</seg></tuv></tu></body></tmx>',
        "laughs.xlf": f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>{xliff}<note>&l9;</note>{good_unit}</xliff>',
        "long_line.txt": b"a" * _LONG,
        "not_xml.xlf": f"{xliff}<file></xliff>",
        "nul.txt": GOOD.encode() + b"\0",
        "page_good.html": '<html><head><meta charset="windows-1252"><title>t</title></head>'
        f"<body><article><p>{GOOD} "
        "“Yes.”</p></article></body></html>".replace("\n", ""),
        "page_without_text.html": "<html><body><script>alert(1)</script></body></html>",
        "pdf.txt": b"%PDF-1.7\n",
        "rubbish.po": "this is no PO file\nat all\n",
        "untranslated.po": 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Satu"\nmsgstr ""\n',
        "utf16_cut.csv": "id,text\n".encode("utf-16") + b"\x00",
        "xliff_good.xlf": f"{xliff}{good_unit}</xliff>",
    }
    return {
        name: content
        if isinstance(content, bytes)
        else content.encode("cp1252" if "page" in name else "utf-8")
        for name, content in files.items()
    }


def _write_tables(directory: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    row = {"id": "good_in_json", "text": GOOD}
    lines = [
        json.dumps(row).encode(),
        b'{"text": "cut off',
        b'["a", "list"]',
        b'{"text": 3.5}',
        json.dumps({"id": "half", "text": GOOD + "\ud83d"}).encode(),
        json.dumps({"id": "nul", "text": GOOD + "\0"}).encode(),
        json.dumps({"id": "day", "text": GOOD, "date": "yesterday"}).encode(),
        b"[" * 100_000 + b"]" * 100_000,
        b'{"text": "Caf\xe9"}',
        json.dumps(row).encode(),
        b"{}",
        b'{"id": "long", "text": "' + b"a" * _LONG + b'"}',
        json.dumps({"id": "good_after_a_long_line", "text": GOOD, "date": "2024-05-06"}).encode(),
    ]
    (directory / "rows.jsonl").write_bytes(b"\n".join(lines))
    rows = [
        "id,text",
        f'"=HYPERLINK(""http://example.org"")","=1+1 {GOOD}"',
        f'unbalanced,"{GOOD}',
        f"good_after_a_quote,{GOOD.replace(',', ';')}",
        "too,many,cells",
        f'quoted_in_the_middle,"{GOOD}" he said',
        f'good_last_in_csv,"{GOOD}"',
        f'open_to_the_end,"{GOOD}',
        "",
    ]
    (directory / "rows.csv").write_text("\r\n".join(rows), "utf-8")
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    parquet.write_table(schema.empty_table(), directory / "no_rows.parquet")
    parquet.write_table(pa.table({"id": ["good_in_parquet"], "text": [GOOD]}), directory / "rows.parquet")
    # One text of 50 MB, and 20,000 rows that only point at it.
    repeated = pa.DictionaryArray.from_arrays([0] * 20_000, pa.array(["a" * _LONG]))
    parquet.write_table(
        pa.table({"text": repeated}), directory / "repeated.parquet", store_schema=False,
        compression="zstd",
        dictionary_pagesize_limit=2 * _LONG,
    )  # fmt: skip
    (directory / "rubbish.parquet").write_bytes(b"PAR1" + b"rubbish" * 20 + b"PAR1")


def _write_bombs(directory: Path) -> None:
    import zstandard

    piece = bytes(10_000_000)
    (directory / "bomb.txt.gz").write_bytes(gzip.compress(piece) * (_BOMB // len(piece)))
    (directory / "bomb.jsonl.gz").write_bytes(
        gzip.compress(json.dumps({"id": "good_before_a_bomb", "text": GOOD}).encode() + b"\n")
        + gzip.compress(piece) * (_BOMB // len(piece))
    )
    (directory / "bomb.csv.zst").write_bytes(zstandard.compress(piece) * (_BOMB // len(piece)))
    packed = gzip.compress(GOOD.encode())
    (directory / "cut.txt.gz").write_bytes(packed[:-12])
    (directory / "cut.txt.zst").write_bytes(zstandard.compress(GOOD.encode())[:-12])
    (directory / "not_packed.txt.gz").write_bytes(GOOD.encode())
