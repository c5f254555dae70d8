"""What the quality estimate is fitted to: the words and findings of every judged translation of WMT21.

    python training/quality_evidence.py words|surprisal --cache DIR [--data DIR]

Appends a line a document and system to ``DIR/words.jsonl`` or ``DIR/surprisal.jsonl`` and goes on where it
stopped. Documents come in a shuffled order with a fixed seed, so that a part of them is a sample. Words are
taken of every system; surprisal of four systems of each document and its first twelve segments, for a
language model takes its time.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mtaudit.analysis import analyse
from mtaudit.config import Settings
from mtaudit.errors import InputError
from mtaudit.metrics.penalty import weight
from mtaudit.model import Document, Span
from mtaudit.pipeline.configured import configured
from mtaudit.quality.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DATA = Path(__file__).resolve().parents[2] / "shared/data/wmt21-to-english"
SEED = 12345
#: How many systems of each document, and how many of its first segments, the language model scores.
SYSTEMS, SEGMENTS = 4, 12


def texts(
    data: Path, systems: int | None = None, segments: int | None = None
) -> Iterator[tuple[str, list[str]]]:
    """Yield ``pair/document/system`` and its segments; the systems of a document in a row.

    :param data: the folder of the data.
    :param systems: how many of each document, others for each; None takes all.
    :param segments: how many from the beginning; None takes all.
    """
    with gzip.open(data / "documents.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = sorted(map(json.loads, lines), key=lambda entry: (entry["lp"], entry["doc"]))
    random.Random(SEED).shuffle(documents)
    for entry in documents:
        names = [f"{entry['lp']}/{entry['doc']}/{system}" for system in sorted(entry["systems"])]
        names.sort(key=lambda name: hashlib.sha256(name.encode()).digest())
        for name in names[:systems]:
            yield name, entry["systems"][name.rsplit("/", 1)[1]][:segments]


def joined(segments: list[str]) -> tuple[str, list[Span]]:
    """Put segments together, one a paragraph, and say where each stands."""
    spans, place = [], 0
    for segment in segments:
        spans.append(Span(place, place + len(segment)))
        place += len(segment) + 2
    return "\n\n".join(segments), spans


def word_evidence() -> Callable[[list[str]], dict[str, Any] | None]:
    runner = configured(Settings())

    def evidence(segments: list[str]) -> dict[str, Any] | None:
        text, spans = joined(segments)
        try:
            document = analyse(Document("system", text))
        except InputError:
            return None
        findings = [f for f in runner.run(document) if not f.house_style]
        return {
            "words": [list(words_of(document, span)) for span in spans],
            "findings": [
                [(f.code, weight(f)) for f in findings if span.start <= f.span.start < span.end]
                for span in spans
            ],
        }

    return evidence


def surprisal_evidence() -> Callable[[list[str]], dict[str, Any] | None]:
    from mtaudit.analysis.views import plain_view
    from mtaudit.engines import open_language_model

    model = open_language_model()

    def evidence(segments: list[str]) -> dict[str, Any] | None:
        text, spans = joined(segments)
        tokens = model.contrast(plain_view(text), []).tokens
        return {
            "surprisal": [
                [round(-t.log_prob, 3) for t in tokens if span.start <= t.end - 1 < span.end]
                for span in spans
            ]
        }

    return evidence


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=("words", "surprisal"))
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    path = options.cache / f"{options.kind}.jsonl"
    done = {json.loads(line)["name"] for line in path.open(encoding="utf-8")} if path.is_file() else set()
    evidence = word_evidence() if options.kind == "words" else surprisal_evidence()
    part = () if options.kind == "words" else (SYSTEMS, SEGMENTS)
    start = time.monotonic()
    with path.open("a", encoding="utf-8") as file:
        for number, (name, segments) in enumerate(texts(options.data, *part)):
            if name not in done:
                file.write(json.dumps({"name": name, **(evidence(segments) or {})}) + "\n")
                file.flush()
            if number % 50 == 0:
                print(f"{number} {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
