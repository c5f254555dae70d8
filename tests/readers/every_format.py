"""Real documents through `mtaudit batch` from every format and in every way of running: the same tables.

    python -m tests.readers.every_format [--documents 200] [--data ../shared/data] [--no-ray]
        [--runs formats,report_columns,originals,ways]

The documents are those of the WMT21 news test; 2,000 of them are documents times systems. One in ten has its
human translation as its report, where it has one. Each run is the command of a user; its files are compared
byte for byte with those of the text directory:

- every format, with the reports in a directory, which any format may have beside it; originals are left out
  (the layout of WMT alone knows a system: that column of `scores.csv` is not compared there);
- a fifth of the documents with the reports in a column, for the tables (a report is then called by the column
  in `scores.csv` and in messages; all else is compared with the directory);
- a fifth of the documents with their originals, for the formats that hold them, compared with one another;
- the text directory on one process, on two, on Ray, and on two that are killed by SIGKILL three times at
  random moments, the run resumed each time.

The first three work in this process (`--jobs 0`), so that models are loaded once. A page of HTML does not
bring back every text (see docs/formats-in.md); documents that it changes are left out of all formats, and
counted.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.cli import main
from mtaudit.readers.corpus import CorpusOptions, open_corpus

from .written import ROOT, WRITERS, Article, shared_articles, write_all, write_references

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = ROOT.parent / "shared" / "data"
TABLES = ("csv", "csv-utf-16", "csv.zst", "tsv", "jsonl", "jsonl.gz", "parquet")
WITH_ORIGINALS = (*TABLES, "xliff", "xliff2", "tmx", "po")
TWO = ["--jobs", "2"]
#: The methods of `Runs`, in the order above.
RUNS = ("formats", "report_columns", "originals", "ways")
#: One in so many documents is in the runs with columns, and one in so many has a report.
FIFTH, TENTH = 5, 10

Files = dict[str, bytes]


def differing(
    documents: int, data: Path, folder: Path, *, ray: bool = True, runs: Iterable[str] = RUNS
) -> list[str]:
    """Run it, print how long each run takes, and return the runs whose tables differ.

    :param documents: how many.
    :param data: the shared data.
    :param folder: an empty one, where everything is written.
    :param ray: False leaves Ray out.
    :param runs: which of `RUNS`.
    """
    articles = chosen(shared_articles(data, documents), folder / "tried")
    made = Runs(folder, articles, ray=ray)
    return [different for name in runs for different in getattr(made, name)()]


def chosen(articles: list[Article], folder: Path) -> list[Article]:
    """Return the articles that a page of HTML brings back, one in ten with its report."""
    source = write_all(articles, folder, ["html"])["html"]
    back = {item.document.id: item.document.text for item in open_corpus([str(source)], CorpusOptions())}
    shutil.rmtree(folder)
    kept = [article for article in articles if back.get(article.id) == article.text]
    if len(kept) < len(articles):
        print(
            f"{len(articles) - len(kept)} of {len(articles)} documents left out: a page of HTML changes them"
        )
    return [one if at % TENTH == 0 else replace(one, reference=None) for at, one in enumerate(kept)]


class Runs:
    """Runs of the command over the same articles.

    :param folder: where everything is written.
    :param articles: the documents.
    :param ray: False leaves Ray out.
    """

    def __init__(self, folder: Path, articles: list[Article], *, ray: bool) -> None:
        self._folder, self._ray = folder, ray
        self._fifth = articles[::FIFTH]
        self._written = write_all(articles, folder / "all")
        self._some = write_all(self._fifth, folder / "some", WITH_ORIGINALS)
        self._beside = ["--references", str(write_references(articles, folder / "references"))]
        self._plain = [*self._beside, "--reference-column", "", "--source-column", ""]
        self._text = self.here("text", self._written["text"], self._plain)
        if self._text["scores.csv"].count(b"\r\n") != len(articles) + 1:
            raise SystemExit("not every document was audited")

    def formats(self) -> Iterable[str]:
        """Every format beside the text directory."""
        for kind in WRITERS:
            found = self._text if kind == "text" else self.here(kind, self._written[kind], self._plain)
            # Only the layout of WMT says which system translated.
            same = without("system", found) == without("system", self._text) and kind == "wmt"
            if found != self._text and not same:
                yield kind

    def report_columns(self) -> Iterable[str]:
        """Reports in a column beside the same in a directory."""
        beside = self.here("some jsonl, reports beside", self._some["jsonl"], self._plain)
        for kind in TABLES:
            name = f"some {kind}, reports in a column"
            found = self.here(name, self._some[kind], ["--source-column", ""])
            if without("reference_id", found) != without("reference_id", beside):
                yield name

    def originals(self) -> Iterable[str]:
        """Formats that hold the originals."""
        first: Files | None = None
        for kind in WITH_ORIGINALS:
            name = f"some {kind}, with originals"
            found = self.here(name, self._some[kind], ["--reference-column", ""])
            first = first or found
            if found != first:
                yield name

    def ways(self) -> Iterable[str]:
        """The text directory in other ways of running."""
        ways = {"1 process": ["--jobs", "1"], "2 processes": TWO}
        if self._ray:
            ways["Ray here"] = [*TWO, "--ray", "local"]
        for name, options in ways.items():
            if self.there(name, self._written["text"], *options) != self._text:
                yield name
        if self.killed("killed three times", self._written["text"]) != self._text:
            yield "killed"

    def here(self, name: str, source: Path, reading: list[str]) -> Files:
        """Run the command to its end in this process and return its files."""
        command = self._command(source, name, *reading, "--jobs", "0")
        start, before, code = time.perf_counter(), sys.argv, None
        try:
            sys.argv = command[2:]
            main()
        except SystemExit as ended:
            code = ended.code
        finally:
            sys.argv = before
        return self._files(name, code, start)

    def there(self, name: str, source: Path, *options: str) -> Files:
        """Run the command to its end in processes and return its files."""
        start = time.perf_counter()
        done = subprocess.run(self._command(source, name, *self._plain, *options), check=False)
        return self._files(name, done.returncode, start)

    def killed(self, name: str, source: Path) -> Files:
        """Run the command, kill it three times when any number of documents is finished, and go on."""
        out, chance = self._folder / "tables" / name, random.Random()
        command = self._command(source, name, *self._plain, *TWO, "--resume")
        journal = out / "unfinished.jsonl"
        every = self._text["scores.csv"].count(b"\r\n") - 1
        for last in (every // 4, every // 2, every * 3 // 4):
            run = subprocess.Popen(command)
            wanted = chance.randint(lines(journal), last) + 1
            while run.poll() is None and lines(journal) < wanted:
                time.sleep(0.02)
            if run.poll() is not None:
                raise SystemExit(f"{name}: it ended before it could be killed")
            run.kill()
            run.wait()
            print(f"  killed when {lines(journal) - 1} of {every} were finished", flush=True)
        return self.there(name, source, *TWO, "--resume")

    def _command(self, source: Path, name: str, *options: str) -> list[str]:
        fixed = ["--out", str(self._folder / "tables" / name), "--no-back-translate", "--quiet"]
        return [sys.executable, "-m", "mtaudit", "batch", str(source), *fixed, *options]

    def _files(self, name: str, code: object, start: float) -> Files:
        if code != 0:
            raise SystemExit(f"{name}: exit {code}")
        print(f"{name:38} {time.perf_counter() - start:7.0f} s", flush=True)
        return {path.name: path.read_bytes() for path in (self._folder / "tables" / name).iterdir()}


def without(column: str, files: Files) -> tuple[Files, list[list[str]]]:
    """Return the files without a column of the scores, and without the names of reports in messages."""
    rows = list(csv.reader(files["scores.csv"].decode().splitlines()))
    at = rows[0].index(column)
    others = {name: held for name, held in files.items() if name != "scores.csv"}
    others["findings.csv"] = re.sub(rb"Held against [\w-]+;", b"Held against it;", others["findings.csv"])
    return others, [[*row[:at], *row[at + 1 :]] for row in rows]


def lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0


def by_hand() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--no-ray", action="store_true")
    parser.add_argument("--runs", default=",".join(RUNS), help="which, by comma (default: %(default)s)")
    given = parser.parse_args()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        runs = given.runs.split(",")
        wrong = differing(given.documents, given.data, Path(folder), ray=not given.no_ray, runs=runs)
    print(f"{(time.perf_counter() - start) / 60:.0f} min in all")
    sys.exit(f"these differ: {', '.join(wrong)}" if wrong else None)


if __name__ == "__main__":
    by_hand()
