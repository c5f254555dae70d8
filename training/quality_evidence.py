"""What the quality estimate is fitted to, measured on translations of WMT21 into English.

    python -m training.quality_evidence words|surprisal|round-trip --cache DIR [--data DIR]

Appends a line a document and system to ``DIR/<kind>.jsonl`` and goes on where it stopped. Documents come in a
shuffled order with a fixed seed, so that a part of them is a sample. Of each, four systems are taken, others
for each, and the first twelve segments: a language model takes its time. Round trips, which take more, are of
a hundred segments of each pair, through Indonesian with the packaged engine.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.analysis import analyse
from mtaudit.analysis.views import plain_view
from mtaudit.config import Settings
from mtaudit.engines import PACKAGED, open_engine, open_language_model
from mtaudit.errors import InputError
from mtaudit.metrics.penalty import weight
from mtaudit.metrics.sacre import segment_chrfpp
from mtaudit.model import Document, Span
from mtaudit.pipeline.configured import configured
from mtaudit.quality.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Evidence = Callable[[list[str]], dict[str, Any]]

DATA = Path(__file__).resolve().parents[2] / "shared/data/wmt21-to-english"
SEED = 12345
#: How many systems of each document, and how many of its first segments.
SYSTEMS, SEGMENTS = 4, 12
#: How many segments of a document go there and back, those after the headline, and how many of a pair.
TRIPS, OF_PAIR = 5, 100


def documents(data: Path = DATA) -> list[dict[str, Any]]:
    """Return the documents in their shuffled order."""
    with gzip.open(data / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        entries = sorted(map(json.loads, lines), key=lambda entry: (entry["lp"], entry["doc"]))
    random.Random(SEED).shuffle(entries)
    return entries


def names(entry: dict[str, Any]) -> list[str]:
    """Return ``pair/document/system`` of the systems that are taken of a document."""
    found = [f"{entry['lp']}/{entry['doc']}/{system}" for system in sorted(entry["systems"])]
    return sorted(found, key=lambda name: hashlib.sha256(name.encode()).digest())[:SYSTEMS]


def texts(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield names and segments of what is measured; the systems of a document in a row."""
    for entry in documents(data):
        for name in names(entry):
            yield name, entry["systems"][name.rsplit("/", 1)[1]][:SEGMENTS]


def trips(data: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield names, and the segments that go there and back, of the first documents of each pair."""
    left = dict.fromkeys(sorted({entry["lp"] for entry in documents(data)}), OF_PAIR)
    for entry in documents(data):
        count = min(TRIPS, len(entry["segment_ids"]) - 1, left[entry["lp"]])
        left[entry["lp"]] -= count
        for name in names(entry) if count else ():
            yield name, entry["systems"][name.rsplit("/", 1)[1]][1 : 1 + count]


def joined(segments: list[str]) -> tuple[str, list[Span]]:
    """Put segments together, one a paragraph, and say where each stands."""
    spans, place = [], 0
    for segment in segments:
        spans.append(Span(place, place + len(segment)))
        place += len(segment) + 2
    return "\n\n".join(segments), spans


def words() -> Evidence:
    runner = configured(Settings())

    def evidence(segments: list[str]) -> dict[str, Any]:
        text, spans = joined(segments)
        try:
            document = analyse(Document("system", text))
        except InputError:
            return {}
        findings = [f for f in runner.run(document) if not f.house_style]
        return {
            "words": [list(words_of(document, span)) for span in spans],
            "findings": [
                [(f.code, weight(f)) for f in findings if span.start <= f.span.start < span.end]
                for span in spans
            ],
        }

    return evidence


def surprisal() -> Evidence:
    model = open_language_model()

    def evidence(segments: list[str]) -> dict[str, Any]:
        text, spans = joined(segments)
        tokens = model.contrast(plain_view(text), []).tokens
        held = [[t for t in tokens if span.start < t.end <= span.end] for span in spans]
        return {"surprisal": [[round(-token.log_prob, 3) for token in own] for own in held]}

    return evidence


def round_trip() -> Evidence:
    engine = open_engine(PACKAGED)

    def evidence(segments: list[str]) -> dict[str, Any]:
        originals = list(map(plain_view, segments))
        there = engine.translate(originals, source="en", target="id")
        back = engine.translate([one.text for one in there], source="id", target="en")
        pairs = zip(back, originals, strict=True)
        return {
            "round_trip": {
                at: segment_chrfpp(one.text, text) for at, (one, text) in enumerate(pairs, start=1)
            }
        }

    return evidence


#: What is measured, and of what.
KINDS: dict[str, tuple[Callable[[Path], Iterator[tuple[str, list[str]]]], Callable[[], Evidence]]] = {
    "words": (texts, words),
    "surprisal": (texts, surprisal),
    "round-trip": (trips, round_trip),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    path = options.cache / f"{options.kind}.jsonl"
    done = {json.loads(line)["name"] for line in path.open(encoding="utf-8")} if path.is_file() else set()
    of, make = KINDS[options.kind]
    evidence = make()
    wanted = [one for one in of(options.data) if one[0] not in done]
    start = time.monotonic()
    with path.open("a", encoding="utf-8") as file:
        for place, (name, segments) in enumerate(wanted):
            file.write(json.dumps({"name": name, **evidence(segments)}) + "\n")
            file.flush()
            if place % 20 == 0:
                print(f"{place} of {len(wanted)}, {time.monotonic() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
