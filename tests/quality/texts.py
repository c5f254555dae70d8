"""The texts that quality is measured on, and what is known of them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
#: Read-only data that is not in the repository.
DATA = ROOT.parent / "shared" / "data"
HALVES = ("dev", "held", "sealed", "blind", "closed", "open", "last", "again", "shift")

_MARK = re.compile(r"\[\[([A-Z]{3}\d{3})\|(.*?)\]\]", re.DOTALL)
_EXPERT = re.compile(r"<v>(.*?)</v>", re.DOTALL)
#: Error types that a reader without the source can see.
_VISIBLE = ("Fluency", "Style", "Terminology")


@dataclass(frozen=True)
class SeededText:
    """A text with known faults: the code of the rule that should find each, and its span."""

    name: str
    text: str
    gold: tuple[tuple[str, Span], ...]


@dataclass(frozen=True)
class NewsDocument:
    """A news document in English: its id, its test set or pair, and the name of who wrote it."""

    name: str
    pair: str
    author: str
    text: str


@dataclass(frozen=True)
class ExpertTalk:
    """A talk as one system translated it, with the characters that experts marked as visibly wrong."""

    talk: str
    system: str
    text: str
    wrong: tuple[bool, ...]


def digest(files: Iterable[Path]) -> str:
    """Return the SHA-256 of files, names included, in the order of their names."""
    hashed = hashlib.sha256()
    for file in sorted(files):
        hashed.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return hashed.hexdigest()


def seeded_files(half: str) -> list[Path]:
    return sorted((CORPORA / "seeded" / half).glob("*.txt"))


def seeded(half: str) -> Iterator[SeededText]:
    """Yield the texts of a half with their marks taken out and turned into spans."""
    for file in seeded_files(half):
        marked = file.read_text(encoding="utf-8")
        pieces: list[str] = []
        gold: list[tuple[str, Span]] = []
        place = length = 0
        for mark in _MARK.finditer(marked):
            pieces += [marked[place : mark.start()], mark.group(2)]
            start = length + mark.start() - place
            length = start + len(mark.group(2))
            gold.append((mark.group(1), Span(start, length)))
            place = mark.end()
        yield SeededText(file.stem, "".join(pieces) + marked[place:], tuple(gold))


def clean_files() -> list[Path]:
    return sorted((CORPORA / "clean").glob("*.txt"))


def native(data: Path = DATA) -> list[NewsDocument]:
    """Return the news documents of WMT21 that were written in English."""
    return [
        NewsDocument(entry["doc"], "native", "native", "\n\n".join(" ".join(p) for p in entry["paragraphs"]))
        for entry in _json_lines(data / "wmt21-to-english" / "native.jsonl.gz")
    ]


def ntrex_rows(data: Path = DATA) -> list[dict[str, str]]:
    with gzip.open(data / "ntrex" / "ntrex.eng-ind.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ntrex(data: Path = DATA) -> list[NewsDocument]:
    """Return NTREX's English, written in English, a segment a paragraph."""
    return [
        NewsDocument(name, "ntrex", "native", "\n\n".join(row["eng"] for row in rows))
        for name, rows in groupby(ntrex_rows(data), key=lambda row: row["document"])
    ]


def wmt21(data: Path = DATA) -> Iterator[NewsDocument]:
    """Yield every reference (author ``human:…``) and system output of WMT21's documents, by segments."""
    for entry in _json_lines(data / "wmt21-to-english" / "documents.jsonl.gz"):
        name = f"{entry['lp']}/{entry['doc']}"
        for kind, prefix in (("references", "human:"), ("systems", "")):
            for author, segments in sorted(entry[kind].items()):
                yield NewsDocument(name, entry["lp"], prefix + author, "\n\n".join(segments))


def experts(data: Path = DATA) -> Iterator[ExpertTalk]:
    """Yield the talks of MQM TED Chinese-English, a segment a paragraph.

    A character is wrong where any rater marked it with an error that shows without the source.
    """
    path = data / "mqm-ted" / "mqm_ted_zhen.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows.sort(key=lambda row: (row["doc"], row["system"], int(row["seg_id"])))
    for (talk, system), talk_rows in groupby(rows, key=lambda row: (row["doc"], row["system"])):
        texts: list[str] = []
        wrong: list[bool] = []
        for _, segment_rows in groupby(talk_rows, key=lambda row: row["seg_id"]):
            annotated = list(segment_rows)
            plain = re.sub(r"</?v>", "", annotated[0]["target"])
            marks = [False] * len(plain)
            for row in annotated:
                found = _EXPERT.search(row["target"])
                visible = row["category"].partition("/")[0] in _VISIBLE
                if found is not None and visible and re.sub(r"</?v>", "", row["target"]) == plain:
                    marks[found.start() : found.start() + len(found.group(1))] = [True] * len(found.group(1))
            texts.append(plain)
            wrong += [*marks, False, False]
        yield ExpertTalk(talk, system, "\n\n".join(texts), tuple(wrong[:-2]))


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)
