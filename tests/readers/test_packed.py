"""Packed files: unpacked by what they are, never to more than a bound, in as much memory as a chunk takes."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest

from mtaudit.readers.corpus import CorpusOptions, Record, Rejected, open_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

zstandard = pytest.importorskip("zstandard", reason="the extra `formats` is not installed")
ROWS = "".join(f"{json.dumps({'text': f'Pier {at} is closed.'})}\n" for at in range(20_000)).encode()
PACKERS = [gzip.compress, zstandard.ZstdCompressor(write_checksum=True).compress]


def items(path: Path) -> list[Record | Rejected]:
    return list(open_corpus([str(path)], CorpusOptions()))


@pytest.mark.parametrize("pack", PACKERS)
def test_parts_packed_one_after_the_other_are_one_file(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    (tmp_path / "rows.jsonl").write_bytes(
        b"".join(pack(ROWS[at : at + 99_999]) for at in range(0, len(ROWS), 99_999))
    )
    assert [item.document.text for item in items(tmp_path / "rows.jsonl")] == [
        f"Pier {at} is closed." for at in range(20_000)
    ]


@pytest.mark.parametrize("pack", PACKERS)
def test_of_a_file_that_is_cut_off_the_rows_before_are_read(
    pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    packed = pack(ROWS[:500_000]) + pack(ROWS[500_000:])
    (tmp_path / "rows.jsonl.packed").write_bytes(packed[:-20])
    *rows, last = list(open_corpus([str(tmp_path / "rows.jsonl.packed")], CorpusOptions(format="jsonl")))
    assert "archive is cut off" in last.reason
    assert len(rows) > 5_000
    assert all(isinstance(row, Record) for row in rows)


@pytest.mark.parametrize("pack", PACKERS)
def test_what_is_damaged_says_so(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    packed = bytearray(pack(ROWS))
    packed[1000:1100] = b"\xff" * 100
    (tmp_path / "rows.jsonl").write_bytes(packed)
    assert "archive is damaged" in items(tmp_path / "rows.jsonl")[-1].reason


@pytest.mark.parametrize("pack", PACKERS)
def test_a_bomb_takes_little_memory(pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
    (tmp_path / "bomb.jsonl").write_bytes(pack(bytes(10_000_000)) * 100)
    tracemalloc.start()
    (item,) = items(tmp_path / "bomb.jsonl")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert item.reason.startswith("it unpacks to more than 200 times its size")
    assert peak < 60_000_000


def test_parquet_may_be_packed_too(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": ["The pier."]}), tmp_path / "a.parquet")
    packed = tmp_path / "a.parquet.gz"
    packed.write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    (item,) = items(packed)
    assert (item.document.id, item.document.text) == ("a:1", "The pier.")
