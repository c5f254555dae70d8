"""Pairs of texts with known links: built from translations by shuffling and thinning, or written by us."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import yaml

from mtaudit.analysis import analyse
from mtaudit.comparison.alignment.evidence import compared
from mtaudit.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from mtaudit.analysis.document import AnalysedDocument

__all__ = [
    "DATA",
    "Pair",
    "Side",
    "found_right",
    "newsroom_pairs",
    "newswire",
    "pair",
    "side",
    "talks",
    "wmt21",
]

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PAIRS = Path(__file__).resolve().parents[1] / "comparison" / "comparable_pairs.yaml"

#: What a sentence tells, and the sentence.
Told = tuple[frozenset[str], str]


@dataclass(frozen=True)
class Side:
    """A text whose segments carry what they tell.

    :param told: for each compared segment.
    """

    document: AnalysedDocument
    told: tuple[frozenset[str], ...]

    @property
    def everything(self) -> frozenset[str]:
        return frozenset().union(*self.told)


@dataclass(frozen=True)
class Pair:
    """Two texts with gold links: segments that tell something in common."""

    one: Side
    other: Side

    @property
    def gold(self) -> NDArray[np.bool_]:
        """Pairs of segments that are linked."""
        cells = [[bool(a & b) for b in self.other.told] for a in self.one.told]
        return np.array(cells, dtype=bool).reshape(len(self.one.told), len(self.other.told))

    @property
    def unclear(self) -> NDArray[np.bool_]:
        """Pairs out of segments that both were split in two: which half tells what is not known."""
        a, b = (Counter(x for told in side.told for x in told) for side in (self.one, self.other))
        twice = {label for label in a if a[label] > 1 and b[label] > 1}
        cells = [[not twice.isdisjoint(one & other) for other in self.other.told] for one in self.one.told]
        return np.array(cells, dtype=bool).reshape(self.gold.shape)


def side(name: str, paragraphs: Iterable[Iterable[Told]]) -> Side:
    """Analyse a text made of paragraphs of sentences."""
    text, spans = "", []
    for paragraph in paragraphs:
        text += "\n\n" * bool(text)
        for place, (told, sentence) in enumerate(paragraph):
            text += " " * bool(place)
            spans.append((Span(len(text), len(text) + len(sentence)), told))
            text += sentence
    document = analyse(Document(name, text))
    return Side(
        document,
        tuple(
            frozenset().union(*(told for span, told in spans if span.overlaps(s.segment.span)))
            for s in compared(document)
        ),
    )


def pair(name: str, one: Iterable[Iterable[Told]], other: Iterable[Iterable[Told]]) -> Pair:
    """Analyse two texts."""
    return Pair(side(f"{name} document", one), side(f"{name} reference", other))


def newsroom_pairs() -> Iterator[tuple[str, Pair]]:
    """Yield the invented events that tests/comparison/comparable_pairs.yaml tells twice."""
    for entry in yaml.safe_load(PAIRS.read_text(encoding="utf-8")):
        yield entry["id"], pair(entry["id"], _labelled(entry["document"]), _labelled(entry["reference"]))


def _labelled(paragraphs: list[list[str]]) -> list[list[Told]]:
    cut = [[sentence.partition("|") for sentence in paragraph] for paragraph in paragraphs]
    return [[(frozenset(told.split()), text.strip()) for told, _, text in paragraph] for paragraph in cut]


def closed(segment: str) -> str:
    """Return a segment as a paragraph of its own; without a full stop it would be taken for a subhead."""
    text = " ".join(segment.split())
    return text if text.endswith((".", "!", "?", '"', "”")) else f"{text}."


def thinned(segments: Sequence[str], generator: random.Random) -> list[list[Told]]:
    """Take a third of the segments away and shuffle the rest, a paragraph each."""
    kept = generator.sample(range(len(segments)), k=max(1, len(segments) - len(segments) // 3))
    return [[(frozenset({str(place)}), closed(segments[place]))] for place in kept]


def wmt21(every: int = 1) -> Iterator[Pair]:
    """Yield the reference and one system's output, the first by name, of every n-th WMT21 document."""
    with gzip.open(DATA / "wmt21-to-english" / "documents.jsonl.gz", "rt", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    for seed, entry in list(enumerate(documents))[::every]:
        sides = [entry[kind][min(entry[kind])] for kind in ("references", "systems")]
        made = [thinned(texts, random.Random(seed + 1000 * place)) for place, texts in enumerate(sides)]
        yield pair(f"wmt21 {seed}", *made)


def newswire(count: int = 40, seed: int = 3) -> Iterator[Side]:
    """Yield English documents of ALT, no two on one event."""
    documents: defaultdict[str, list[str]] = defaultdict(list)
    with gzip.open(DATA / "en-id" / "alt-train.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            documents[row["document"]].append(row["eng"])
    names = sorted(name for name, segments in documents.items() if len(segments) >= 8)
    for name in random.Random(seed).sample(names, count):
        yield side(name, [[(frozenset(), closed(text))] for text in documents[name]])


def talks(count: int, seed: int, *, hard: bool = False) -> Iterator[Pair]:
    """Yield pieces of TED talks in two translations, shuffled and thinned.

    :param count: how many.
    :param seed: of what is taken.
    :param hard: whether clauses and words are dropped and segments joined.
    """
    segments = _talks()
    generator = random.Random(seed)
    names, systems = sorted({key[0] for key in segments}), sorted({key[1] for key in segments})
    for place in range(count):
        talk, reference = generator.choice(names), generator.choice(["ref", "refB"])
        system = generator.choice([name for name in systems if name != reference])
        places = sorted(segments[talk, "ref"])
        length = generator.randint(15, 25)
        start = generator.randrange(max(1, len(places) - length))
        piece = places[start : start + length]
        made = []
        for name in (reference, system):
            kept = generator.sample(piece, len(piece) - len(piece) // 3)
            texts = segments[talk, name]
            told = [(frozenset({str(i)}), texts[i]) for i in kept if i in texts]
            told = _hardened(told, generator) if hard else told
            made.append([[(labels, closed(text))] for labels, text in told])
        yield pair(f"talk {place}", *made)


def _talks() -> dict[tuple[str, str], dict[int, str]]:
    """Segments of each talk and system."""
    segments: defaultdict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    with gzip.open(DATA / "mqm-ted" / "mqm_ted_zhen.tsv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            segments[row["doc"], row["system"]][int(row["seg_id"])] = re.sub(r"</?v>", "", row["target"])
    return segments


def _hardened(told: list[Told], generator: random.Random) -> list[Told]:
    """Drop a clause or a third of the words of half the segments, and join a fifth with the one before."""
    made: list[Told] = []
    for labels, text in told:
        if generator.random() < 0.5:
            text = _shortened(text, generator)
        if made and generator.random() < 0.2:
            before, start = made.pop()
            labels, text = labels | before, f"{closed(start).rstrip('.')}, and {text[:1].lower()}{text[1:]}"
        made.append((labels, text))
    return made


def _shortened(text: str, generator: random.Random) -> str:
    clauses = re.split(r"(?<=[,;:]) ", text)
    if len(clauses) > 1 and generator.random() < 0.6:
        clauses.pop(generator.randrange(len(clauses)))
        return " ".join(clauses)
    return " ".join(word for word in text.split() if generator.random() > 0.35) or text


def found_right(pair: Pair, found: Iterable[tuple[int, int]]) -> tuple[int, int, int]:
    """Count right, found and expected links at the level of what sentences tell.

    :param pair: one whose segments tell one thing each, the segment that they come from.
    :param found: linked places among the compared segments.
    """
    links = {(a, b) for i, j in found for a in pair.one.told[i] for b in pair.other.told[j]}
    return sum(a == b for a, b in links), len(links), len(pair.one.everything & pair.other.everything)


def talk_pieces(count: int, length: int, system: str) -> Iterator[list[str]]:
    """Yield so many neighbouring segments of a TED talk, at a time, as one system has them."""
    generator = random.Random(1)
    texts = [list(found.values()) for (_, name), found in sorted(_talks().items()) if name == system]
    for _ in range(count):
        talk = generator.choice([found for found in texts if len(found) > length])
        start = generator.randrange(len(talk) - length)
        yield talk[start : start + length]
