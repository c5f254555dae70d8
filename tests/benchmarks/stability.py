"""Whether the round trip tells machine translations from native English: AUC of both kinds of stability.

    python -m tests.benchmarks.stability --work DIR [--engine NAME] [--documents N] [--segments N]

Two questions, each by document, with the pipeline's own round trip (English to Indonesian to English):

- **own**: N documents of NTREX of at least six segments, in the order of the digests of their names. The
  engine makes English of their Indonesian; held against it is the native English of the same segments.
  Segments that it could not make, status not ok, are dropped from both texts.
- **other**: WMT21's systems, which are not this engine. Of each language pair whole documents in file order
  until there are N segments, as four systems have them: those at even distances in the order of their
  names. Held against them are N native documents of WMT21, in the order of the digests of their names.

AUC is the share of pairs of a machine's text and a native one in which the machine's is the more stable:
0.5 is chance. Intervals are 95 %, documents drawn anew with all texts made of them, so that the two texts
of an NTREX document come together. What the round trip itself lost, status not ok, does not count in a
text's stability, as in an audit; the table says how many segments that were on each side.

A good figure need not mean that stability betrays machines. In *own* the same model wrote the text, took it
there and brought it back: it knows its own words, and what another engine wrote it need not know. That text
was made from Indonesian that exists, so half of its round trip goes over known ground. In *other* the two
sides tell different events, at different lengths; short and simple sentences come back whole more often,
whoever wrote them, and translations from some languages have more of them. A good figure for *surface*
without one for *semantic* is about wording alone.

Translations are kept in DIR: a run that is stopped goes on where it was. Prints a table, then the same as
JSON lines; DIR/texts.jsonl has a line for each text.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from mtaudit.analysis import analyse
from mtaudit.engines import PACKAGED, CachedEngine, open_engine
from mtaudit.errors import InputError
from mtaudit.evaluate.labels import auc
from mtaudit.evaluate.resampled import Resampler
from mtaudit.model import Document, Status
from mtaudit.pipeline.round_trip import round_trip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mtaudit.engines import Engine

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
NATIVE, PIVOT = "native", "id"
PAIRS = ("is-en", "ja-en", "ru-en")
SYSTEMS, LEAST_SEGMENTS = 4, 6
SEED, SAMPLES = 12345, 1000
KINDS = ("surface", "semantic")


@dataclass(frozen=True)
class Text:
    """A text to measure.

    :param part: ``own``, or ``other`` with the language pair.
    :param document: what it is drawn with.
    :param author: ``native``, the engine or a system.
    :param segments: as the data has them.
    :param dropped: segments that could not be made, left out here and in the text it is held against.
    """

    part: str
    document: str
    author: str
    segments: tuple[str, ...]
    dropped: int = 0


@dataclass(frozen=True)
class Measured:
    """A text's round trip.

    :param lost: segments that did not come back in order, left out of the figures.
    """

    part: str
    document: str
    author: str
    words: int
    segments: int
    dropped: int
    lost: int
    surface: float
    semantic: float

    @property
    def is_machine(self) -> bool:
        return self.author != NATIVE


def own(data: Path, engine: Engine, documents: int) -> Iterator[Text]:
    """Yield the engine's English of NTREX documents, each with the native one."""
    with gzip.open(data / "ntrex/ntrex.eng-ind.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    grouped = {name: list(some) for name, some in groupby(rows, key=lambda row: row["document"])}
    long_enough = [name for name, some in grouped.items() if len(some) >= LEAST_SEGMENTS]
    for name in by_digest(long_enough)[:documents]:
        made = engine.translate([row["ind"] for row in grouped[name]], source=PIVOT, target="en")
        pairs = zip(made, (row["eng"] for row in grouped[name]), strict=True)
        kept = [(result.text, native) for result, native in pairs if result.status is Status.OK]
        for author, side in ((engine.name, 0), (NATIVE, 1)):
            yield Text("own", name, author, tuple(pair[side] for pair in kept), len(made) - len(kept))


def other(data: Path, documents: int, segments: int) -> Iterator[Text]:
    """Yield documents of WMT21 as four systems a language pair have them, and native ones."""
    folder = data / "wmt21-to-english"
    taken: dict[str, int] = defaultdict(int)
    for entry in _json_lines(folder / "documents.jsonl.gz"):
        pair = entry["lp"]
        if pair not in PAIRS or taken[pair] >= segments:
            continue
        taken[pair] += len(entry["source"])
        for system in spread(sorted(entry["systems"]), SYSTEMS):
            yield Text(f"other {pair}", f"{pair}/{entry['doc']}", system, tuple(entry["systems"][system]))
    native = {entry["doc"]: entry["paragraphs"] for entry in _json_lines(folder / "native.jsonl.gz")}
    for name in by_digest(native)[:documents]:
        lines = tuple(segment for paragraph in native[name] for segment in paragraph)
        yield Text("other", f"native/{name}", NATIVE, lines)


def by_digest(names: Iterable[str]) -> list[str]:
    """Return names in an order that says nothing about them."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())


def spread(names: Sequence[str], count: int) -> list[str]:
    """Return so many names at even distances, the first and the last among them."""
    places = np.linspace(0, len(names) - 1, min(count, len(names))).round().astype(int)
    return [names[place] for place in places]


def measured(text: Text, engine: Engine) -> Measured | None:
    """Send a text there and back; None where it does not pass for English or nothing comes back."""
    try:
        document = analyse(Document(text.document, "\n\n".join(text.segments)), seed=SEED)
    except InputError as error:
        print(f"left out: {text.document} by {text.author}: {error}", file=sys.stderr)
        return None
    trip = round_trip(document, engine, PIVOT, seed=SEED).back_translation
    lost = sum(one.status is not Status.OK for one in trip.segments)
    if lost == len(trip.segments):
        print(f"left out: {text.document} by {text.author}: nothing came back", file=sys.stderr)
        return None
    return Measured(
        text.part, text.document, text.author, document.words, len(trip.segments), text.dropped, lost,
        trip.stability.surface, trip.stability.semantic,
    )  # fmt: skip


def figures(rows: Sequence[Measured]) -> Iterator[dict[str, Any]]:
    """Yield AUC by question, and for the other engines also by language pair."""
    native = [row for row in rows if row.part == "other"]
    made = [row for row in rows if row.part.startswith("other ")]
    pairs = [row for row in rows if row.part == "own"]
    both = Counter(row.document for row in pairs)
    parts = {"own": [row for row in pairs if both[row.document] == 2], "other": [*made, *native]}
    for pair in PAIRS:
        parts[f"other {pair}"] = [*(row for row in made if row.part.endswith(pair)), *native]
    for name, some in parts.items():
        machine, control = ([row for row in some if row.is_machine is side] for side in (True, False))
        if not machine or not control:
            continue
        yield {
            "part": name,
            "systems": sorted({row.author for row in machine}),
            **_sides("machine", machine),
            **_sides("native", control),
            **{kind: _auc(some, kind) for kind in KINDS},
        }


def _sides(side: str, rows: Sequence[Measured]) -> dict[str, Any]:
    return {
        f"{side}_documents": len({row.document for row in rows}),
        f"{side}_texts": len(rows),
        f"{side}_segments": sum(row.segments for row in rows),
        f"{side}_dropped": sum(row.dropped for row in rows),
        f"{side}_lost": sum(row.lost for row in rows),
        f"{side}_words": round(float(np.mean([row.words for row in rows])), 1),
        **{f"{side}_{kind}": round(float(np.mean([getattr(r, kind) for r in rows])), 4) for kind in KINDS},
    }


def _auc(rows: Sequence[Measured], kind: str) -> dict[str, float | None]:
    values = np.array([getattr(row, kind) for row in rows])
    machine = np.array([row.is_machine for row in rows])
    found = Resampler(SAMPLES, SEED).of_rows(
        len(rows), [row.document for row in rows], lambda drawn: auc(values[drawn], machine[drawn])
    )
    return dict(zip(("auc", "ci_low", "ci_high"), (_rounded(value) for value in found), strict=True))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _table(found: Sequence[dict[str, Any]]) -> Iterator[str]:
    columns = {"documents": "d", "texts": "d", "segments": "d", "dropped": "d", "lost": "d", "words": ".0f"}
    columns |= {"surface": ".1f", "semantic": ".3f"}
    yield "machine/native" + "".join(f"{name:>14}" for name in columns)
    for row in found:
        cells = (f"{row[f'machine_{n}']:{form}}/{row[f'native_{n}']:{form}}" for n, form in columns.items())
        yield f"{row['part']:14}" + "".join(f"{cell:>14}" for cell in cells)
        for kind in KINDS:
            value = row[kind]
            yield f"    AUC of {kind:9} {value['auc']:.3f} ({value['ci_low']} to {value['ci_high']})"


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, required=True, help="where translations are kept")
    parser.add_argument("--engine", default=PACKAGED)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument(
        "--documents", type=int, default=40, metavar="N", help="of NTREX, and native of WMT21"
    )
    parser.add_argument("--segments", type=int, default=100, metavar="N", help="of each pair of WMT21")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    opened = open_engine(options.engine, offline=True)
    inner = opened.engine if isinstance(opened, CachedEngine) else None
    engine = CachedEngine(inner, options.work / "translations.sqlite3") if inner else opened
    print(f"{engine.name}@{engine.revision}", flush=True)
    rows = []
    with (options.work / "texts.jsonl").open("w", encoding="utf-8") as file:
        for texts in (
            own(options.data, engine, options.documents),
            other(options.data, options.documents, options.segments),
        ):
            for text in texts:
                row = measured(text, engine)
                if row is not None:
                    rows.append(row)
                    file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
                    print(f"{len(rows)} texts, last {row.part} {row.document}", file=sys.stderr, flush=True)
    found = list(figures(rows))
    print(*_table(found), sep="\n")
    print(*(json.dumps(row, ensure_ascii=False) for row in found), sep="\n")


if __name__ == "__main__":
    main()
