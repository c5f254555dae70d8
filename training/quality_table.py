"""The table of evidence: numbers only, and few enough for the repository.

    python -m training.quality_table --cache DIR [--data DIR]

puts what ``quality_evidence`` measured into ``training/quality.csv.gz``: a row a segment of a system's
output, so that every figure can be made again without a language model. The human scores are not in it; they
are joined from the data when it is read.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from mtaudit.metrics.sacre import segment_chrfpp
from mtaudit.quality.features import FEWEST_WORDS, Passage, passage_features, with_document
from training.quality_evidence import DATA, documents, names

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).with_name("quality.csv.gz")
#: One system goes by two names in the human scores.
NAMES = {"Nemo": "NVIDIA-NeMo"}
KEYS = ("pair", "document", "system", "segment", "words")
#: Measures that ours is held against; they are no features.
OTHERS = ("reference_chrfpp", "round_trip_chrfpp")
Key = tuple[str, str, str, int]


@dataclass(frozen=True)
class Row:
    """A judged segment of a system's output."""

    pair: str
    document: str
    system: str
    segment: int
    words: int
    z: float
    features: dict[str, float]
    others: dict[str, float | None]


def human_scores(data: Path = DATA) -> dict[Key, float]:
    """Return the mean z of each judged segment by pair, document, system and place in the document.

    Segment numbers of the human scores count over the documents sorted by id.
    """
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for entry in sorted(documents(data), key=lambda entry: entry["doc"]):
        places[entry["lp"]] += [(entry["doc"], at) for at in range(len(entry["segment_ids"]))]
    held: defaultdict[Key, list[float]] = defaultdict(list)
    with gzip.open(data / "human-scores.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            system = re.sub(r"\.\d+$", "", row["system"])
            document, at = places[row["lp"]][int(row["segment_id"]) - 1]
            held[row["lp"], document, NAMES.get(system, system), at].append(float(row["z"]))
    return {key: fmean(values) for key, values in held.items()}


def read_table(data: Path = DATA, table: Path = TABLE) -> list[Row]:
    """Return every judged segment of the table, in its order."""
    human = human_scores(data)
    with gzip.open(table, "rt", encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    found = []
    for _, group in groupby(lines, key=lambda line: (line["pair"], line["document"], line["system"])):
        own = list(group)
        measured = [
            {name: float(value) for name, value in line.items() if name not in (*KEYS, *OTHERS)}
            for line in own
        ]
        lengths = [int(line["words"]) for line in own]
        for line, features, length in zip(own, with_document(measured, lengths), lengths, strict=True):
            key = (line["pair"], line["document"], line["system"], int(line["segment"]))
            others = {name: float(line[name]) if line[name] else None for name in OTHERS}
            if key in human:
                found.append(Row(*key, length, human[key], features, others))
    return found


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, of what it unpacks to where it is a gzip archive."""
    data = path.read_bytes()
    return hashlib.sha256(gzip.decompress(data) if path.suffix == ".gz" else data).hexdigest()


def _held(path: Path) -> dict[str, dict[str, Any]]:
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {entry["name"]: entry for entry in map(json.loads, lines)}


def _lines(cache: Path, data: Path) -> Iterator[dict[str, Any]]:
    kinds = ("words", "surprisal", "round-trip")
    words, surprisal, trips = (_held(cache / f"{kind}.jsonl") for kind in kinds)
    for entry in documents(data):
        reference = entry["references"][min(entry["references"])]
        for name in names(entry):
            if "words" not in words.get(name, {}) or name not in surprisal:
                continue
            system = name.rsplit("/", 1)[1]
            back = trips.get(name, {}).get("round_trip", {})
            for passage in _passages(words[name], surprisal[name]["surprisal"]):
                at = passage.index
                yield {
                    "pair": entry["lp"], "document": entry["doc"], "system": system, "segment": at,
                    "words": len(passage.words),
                    **{name: f"{value:.4g}" for name, value in passage_features(passage).items()},
                    "reference_chrfpp": f"{segment_chrfpp(entry['systems'][system][at], reference[at]):.2f}",
                    "round_trip_chrfpp": f"{back[str(at)]:.2f}" if str(at) in back else "",
                }  # fmt: skip


def _passages(words: dict[str, Any], surprisal: list[list[float]]) -> Iterator[Passage]:
    held = zip(words["words"], words["findings"], surprisal, strict=False)
    for at, (own, findings, values) in enumerate(held):
        passage = Passage(at, own, [tuple(one) for one in findings], values)
        if values and len(own) >= FEWEST_WORDS:
            yield passage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    options = parser.parse_args()
    lines = list(_lines(options.cache, options.data))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(lines[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    # No time in the archive: the same evidence gives the same bytes.
    TABLE.write_bytes(gzip.compress(text.getvalue().encode(), mtime=0))
    print(f"{len(lines)} segments, {digest(TABLE)}")


if __name__ == "__main__":
    main()
