"""Pairs of sentences as what the packaged engine's adapter learns from: frames, tokens, batches."""

from __future__ import annotations

import csv
import gzip
import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mtaudit.engines.languages import language_name
from mtaudit.engines.prompt import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

#: What stands before a translation, the words of the few-shot prompt without its examples. The translation
#: follows after a space and ends with its line.
FRAME = "{source_name}: {segment}\n{target_name}:"

#: File, and whether each pair is learnt in both directions. TICO-19 is about health, and its pairs are learnt
#: one way each, in turn: half the time for most of the variety.
TRAINING = {"alt-train.tsv.gz": True, "tico19.tsv.gz": False}
VALIDATION = "alt-dev.tsv.gz"
#: Every so many pairs of the validation file, from its first.
VALIDATION_STRIDE = 16

#: Pairs beyond these are left out: hardly any, and most of them are not translations of each other.
LONGEST = 120
RATIO = 2.5


@dataclass(frozen=True)
class Example:
    """One pair in one direction, as tokens.

    :param given: the beginning of a text and the frame.
    :param wanted: the translation and its line end.
    """

    given: tuple[int, ...]
    wanted: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.given) + len(self.wanted)


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """Return the English and the Indonesian of a file, each on one line."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(one_line(row["eng"]), one_line(row["ind"])) for row in rows]


def training_examples(data: Path, tokenizer: Any) -> list[Example]:
    """Return what is learnt, in the order of the files."""
    examples = []
    for name, both in TRAINING.items():
        for number, pair in enumerate(read_pairs(data / name)):
            ways = _ways(pair) if both else _ways(pair)[number % 2 : number % 2 + 1]
            examples += [encoded(tokenizer, *way) for way in ways]
    return [example for example in examples if _kept(example)]


def validation_pairs(data: Path) -> list[tuple[str, str]]:
    """Return the pairs that the state to keep is chosen by."""
    return read_pairs(data / VALIDATION)[::VALIDATION_STRIDE]


def validation_examples(data: Path, tokenizer: Any) -> list[Example]:
    """Return the validation pairs in both directions."""
    return [encoded(tokenizer, *way) for pair in validation_pairs(data) for way in _ways(pair)]


def framed(segment: str, source: str, target: str) -> str:
    """Return what the engine is given for a segment."""
    names = {"source_name": language_name(source), "target_name": language_name(target)}
    return FRAME.format(segment=segment, **names)


def encoded(tokenizer: Any, segment: str, translation: str, source: str, target: str) -> Example:
    """Return an example; frame and translation are cut into tokens apart, as the engine does."""
    given = _tokens(tokenizer, framed(segment, source, target))
    wanted = _tokens(tokenizer, f" {translation}\n")
    return Example((tokenizer.bos_token_id, *given), wanted)


def batches(examples: Sequence[Example], epoch: int, *, seed: int, tokens: int) -> list[list[Example]]:
    """Return the examples of an epoch in batches of at most so many tokens, padding counted.

    Shuffled, sorted by length within some thirty batches so that little is padding, and the batches shuffled.
    """
    chance = random.Random(f"{seed}/{epoch}")
    shuffled = chance.sample(examples, len(examples))
    made: list[list[Example]] = []
    for start in range(0, len(shuffled), 512):
        batch: list[Example] = []
        for example in sorted(shuffled[start : start + 512], key=len):
            if batch and len(example) * (len(batch) + 1) > tokens:
                made.append(batch)
                batch = []
            batch.append(example)
        made.append(batch)
    chance.shuffle(made)
    return made


def vocabulary(examples: Iterable[Example]) -> list[int]:
    """Return the tokens that occur, in ascending order."""
    return sorted({token for example in examples for token in (*example.given, *example.wanted)})


def file_digests(data: Path) -> dict[str, str]:
    """Return the SHA-256 of every file read."""
    names = (*TRAINING, VALIDATION)
    return {name: hashlib.sha256((data / name).read_bytes()).hexdigest() for name in names}


def _ways(pair: tuple[str, str]) -> list[tuple[str, str, str, str]]:
    english, indonesian = pair
    return [(english, indonesian, "en", "id"), (indonesian, english, "id", "en")]


def _kept(example: Example) -> bool:
    lengths = len(example.given), len(example.wanted)
    return max(lengths) <= LONGEST and max(lengths) <= RATIO * min(lengths) + 10


def _tokens(tokenizer: Any, text: str) -> tuple[int, ...]:
    return tuple(tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"])
