"""How fast short rows are read, and that memory does not grow with them.

    python tests/benchmarks/read_speed.py [--rows 1000000] [--formats jsonl,csv,parquet] [--without-ids]

Writes a table of short segments to a temporary directory and reads it, each format in a process of its own.
Prints rows a second, the peak of memory, and how much of it was there at the first row. Ids are remembered,
to find those that come twice: about 80 bytes each.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mtaudit.readers.corpus import CorpusOptions, Record, open_corpus

_TEXT = "The council said on Monday that bridge {} would stay closed until the end of the month."


def write(path: Path, rows: int, *, ids: bool) -> None:
    """Write rows in the format of the path's suffix."""
    made = ({"id": f"segment-{at}"} if ids else {} for at in range(rows))
    cells = ({**row, "text": _TEXT.format(at)} for at, row in enumerate(made))
    if path.suffix == ".parquet":
        import pyarrow as pa
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(list(cells)), path, row_group_size=100_000)
        return
    with path.open("w", encoding="utf-8") as file:
        if path.suffix == ".csv":
            file.write("id,text\n" if ids else "text\n")
        for row in cells:
            file.write(f"{json.dumps(row)}\n" if path.suffix == ".jsonl" else f"{','.join(row.values())}\n")


def read(path: Path) -> None:
    """Read a table and print what it took."""
    corpus = iter(open_corpus([str(path)], CorpusOptions()))
    next(corpus)
    before, began = _peak(), time.perf_counter()
    count = 1 + sum(isinstance(item, Record) for item in corpus)
    took = time.perf_counter() - began
    print(
        f"{path.suffix[1:]:8} {count:,} rows, {count / took:,.0f} a second, peak {_peak():.0f} MB, "
        f"{before:.0f} MB at the first row"
    )


def _peak() -> float:
    # What getrusage tells begins with the parent's.
    status = Path("/proc/self/status").read_text("utf-8")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--formats", default="jsonl,csv,parquet")
    parser.add_argument("--without-ids", action="store_true")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.read:
        read(given.read)
        return
    with tempfile.TemporaryDirectory() as folder:
        for kind in given.formats.split(","):
            path = Path(folder) / f"rows.{kind}"
            write(path, given.rows, ids=not given.without_ids)
            subprocess.run([sys.executable, __file__, "--read", path], check=True)


if __name__ == "__main__":
    main()
