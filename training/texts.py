"""The texts that the likelihood is fitted and measured on, parsed once and kept.

    python -m training.texts [--data DIR] [--work DIR] [SOURCE]...

parses what is missing; about 1.3 million words, some five minutes on an idle core.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import pickle
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.layout.sentences import sentences
from mtaudit.analysis.spacy_pipeline import parse
from mtaudit.analysis.views import plain_view
from mtaudit.likelihood.normalise import plain
from mtaudit.likelihood.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mtaudit.likelihood.words import Sentence

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"
#: Not in the repository: parsed texts, some hundred megabytes.
WORK = ROOT.parent / "likelihood-work"
PAIRS = ("is-en", "ja-en", "ru-en")
#: What the likelihood is fitted on.
SOURCES = ("native", "ntrex", "alt", "wmt")
NATIVE = "native"
_HEADLINED = ("native", "ntrex", *PAIRS)


@dataclass(frozen=True)
class Text:
    """One version of one document.

    :param source: the data set or language pair.
    :param document: its id there.
    :param author: ``native``, ``human:…`` or the name of a system.
    :param segments: sentences or paragraphs, without the headline.
    """

    source: str
    document: str
    author: str
    segments: tuple[str, ...]

    @property
    def is_machine(self) -> bool:
        return self.author != NATIVE and not self.is_human_translation

    @property
    def is_human_translation(self) -> bool:
        return self.author.startswith("human:")


@dataclass(frozen=True)
class Parsed:
    """A text and its sentences."""

    text: Text
    sentences: tuple[Sentence, ...]


FILES = {
    "native": "wmt21-to-english/native.jsonl.gz",
    "wmt": "wmt21-to-english/documents.jsonl.gz",
    "ntrex": "ntrex/ntrex.eng-ind.tsv.gz",
    "alt": "en-id/alt-train.tsv.gz",
    "mqm": "mqm-ted/mqm_ted_zhen.tsv.gz",
}


def file_digest(data: Path, source: str) -> str:
    return hashlib.sha256((data / FILES[source]).read_bytes()).hexdigest()


def texts(source: str, data: Path = DATA) -> list[Text]:
    """Return the texts of a source of :data:`FILES`, headlines left out."""
    return [
        Text(name, document, author, tuple(segments[1:] if name in _HEADLINED else segments))
        for name, document, author, segments in _READERS[source](data / FILES[source])
    ]


def headlines(source: str, data: Path = DATA) -> Iterator[tuple[Text, str]]:
    """Yield every version of every document, without its text, and its headline."""
    for name, document, author, segments in _READERS[source](data / FILES[source]):
        yield Text(name, document, author, ()), segments[0]


_Row = tuple[str, str, str, list[str]]


def _native(path: Path) -> Iterator[_Row]:
    for entry in _json_lines(path):
        yield "native", entry["doc"], NATIVE, [s for paragraph in entry["paragraphs"] for s in paragraph]


def _wmt(path: Path) -> Iterator[_Row]:
    for entry in _json_lines(path):
        for kind, prefix in (("references", "human:"), ("systems", "")):
            for author, segments in entry[kind].items():
                yield entry["lp"], entry["doc"], prefix + author, segments


def _english(source: str) -> Callable[[Path], Iterator[_Row]]:
    def read(path: Path) -> Iterator[_Row]:
        for name, rows in groupby(_tsv(path), key=lambda row: row["document"]):
            yield source, name, NATIVE, [row["eng"] for row in rows]

    return read


def _mqm(path: Path) -> Iterator[_Row]:
    rows = sorted(_tsv(path), key=lambda row: (row["doc"], row["system"], int(row["seg_id"])))
    for (talk, system), of_talk in groupby(rows, key=lambda row: (row["doc"], row["system"])):
        author = f"human:{system}" if system in ("ref", "refB") else system
        by_segment = groupby(of_talk, key=lambda row: row["seg_id"])
        yield "mqm", talk, author, [re.sub(r"</?v>", "", next(rows)["target"]) for _, rows in by_segment]


_READERS = {
    "native": _native, "wmt": _wmt, "ntrex": _english("ntrex"), "alt": _english("alt"), "mqm": _mqm,
}  # fmt: skip


def parsed(source: str, data: Path = DATA, work: Path = WORK) -> list[Parsed]:
    """Return the texts of a source with their sentences; they are kept under ``work``."""
    digest = hashlib.sha256(file_digest(data, source).encode() + _code()).hexdigest()[:12]
    kept = work / f"{source}-{digest}.pickle"
    every = texts(source, data)
    if not kept.is_file():
        work.mkdir(parents=True, exist_ok=True)
        read = [tuple(read_sentences(text.segments)) for text in every]
        kept.with_suffix(".part").write_bytes(pickle.dumps(read, protocol=5))
        kept.with_suffix(".part").replace(kept)
    read = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return [Parsed(text, sentences) for text, sentences in zip(every, read, strict=True)]


def read_sentences(segments: Iterable[str]) -> Iterator[Sentence]:
    """Parse segments as they are printed and yield their sentences, house style taken out."""
    segments = list(segments)
    for index, (segment, doc) in enumerate(
        zip(segments, parse(map(plain_view, segments), names=False), strict=True)
    ):
        left = plain(segment)
        for tokens in sentences(doc):
            if sentence := words_of(tokens, left, shift=0, text_index=index):
                yield sentence


def _code() -> bytes:
    """What parsed texts depend on."""
    folder = ROOT / "mtaudit"
    files = (
        "likelihood/normalise.py",
        "likelihood/words.py",
        "likelihood/data/spelling.toml",
        "analysis/layout/sentences.py",
    )
    return b"".join(hashlib.sha256((folder / name).read_bytes()).digest() for name in files)


def is_drawn(text: Text) -> bool:
    """Tell a text that is read: of the machine translations of a document about a third, all others."""
    return not text.is_machine or drawn(f"{text.source}/{text.document}/{text.author}") % 3 == 0


def drawn(name: str) -> int:
    """Return a number that a name always draws."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _tsv(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sources", nargs="*", default=list(SOURCES))
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--work", type=Path, default=WORK)
    options = parser.parse_args()
    for source in options.sources:
        read = parsed(source, options.data, options.work)
        print(f"{source}: {len(read)} texts, {sum(len(s) for p in read for s in p.sentences)} words")


if __name__ == "__main__":
    main()
