"""How often the rules by contrast fire on native English, and how well on machine English, at any limit.

    python tests/benchmarks/contrast.py ../shared/data [--seconds N] [--show CODE]

What the limits were fitted on: native news (the English of ALT train, and every other native document of
WMT21) and, for precision, talks 2 and 7 of MQM TED Chinese-English with the characters that experts marked
as wrong in fluency, style or terminology. Other talks and NTREX are left for measuring. Prints for each rule
and each gain in nats: findings for 10,000 words of native text, findings for 10,000 words of the talks, the
share of the characters found that experts had marked, and that share over the share of all characters.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import math
import time
from collections import defaultdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.analysis import analyse
from mtaudit.engines import open_language_model
from mtaudit.model import Document
from mtaudit.pipeline.findings import RuleRunner
from mtaudit.rules import all_rules
from mtaudit.rules.contrast._best import SCALE, BestAlternative
from tests.quality.texts import experts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Smallest gains that a finding has, in nats.
GAINS = (2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0)
TALKS = ("talk.2", "talk.7")


def alt(data: Path) -> Iterator[tuple[str, Sequence[bool]]]:
    """Yield the English of ALT train, a sentence a paragraph."""
    with gzip.open(data / "en-id/alt-train.tsv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for _, some in groupby(rows, key=lambda row: row["document"]):
        yield "\n\n".join(row["eng"] for row in some), ()


def wmt(data: Path) -> Iterator[tuple[str, Sequence[bool]]]:
    """Yield every other native document of WMT21."""
    with gzip.open(data / "wmt21-to-english/native.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in list(file)[::2]:
            yield "\n\n".join(" ".join(part) for part in json.loads(line)["paragraphs"]), ()


def talks(data: Path) -> Iterator[tuple[str, Sequence[bool]]]:
    """Yield the talks for development as each system has them."""
    for talk in experts(data):
        if talk.talk in TALKS:
            yield talk.text, talk.wrong


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--seconds", type=float, default=math.inf, help="spent on each text collection")
    parser.add_argument("--show", default="", metavar="CODE", help="print this rule's findings")
    options = parser.parse_args()

    rules = [rule for rule in all_rules() if isinstance(rule, BestAlternative)]
    runner = RuleRunner(rules, {rule.code: 1 - math.exp(-GAINS[0] / SCALE) for rule in rules})
    model = open_language_model()
    # (code, gain, characters, wrong characters) of each finding, by collection
    found: dict[str, list[tuple[str, float, int, int]]] = defaultdict(list)
    words: dict[str, int] = defaultdict(int)
    characters = wrong_characters = 0
    for name, texts in (("talks", talks), ("wmt", wmt), ("alt", alt)):
        start = time.perf_counter()
        for text, wrong in texts(options.data):
            document = analyse(Document(name, text))
            words[name] += document.words
            characters += len(wrong)
            wrong_characters += sum(wrong)
            for finding in runner.run(document, model=model):
                begin, end = finding.span.start, finding.span.end
                gain = -SCALE * math.log(max(1 - finding.value, 1e-9))
                found[name].append((finding.code, gain, end - begin, sum(wrong[begin:end])))
                if finding.code == options.show:
                    mark = "*" if sum(wrong[begin:end]) else " "
                    around = f"{text[max(0, begin - 40) : begin]}[{finding.text}]{text[end : end + 40]}"
                    print(f"{name} {mark} {gain:4.1f} {around!r} -> {finding.suggestion!r}")
            if time.perf_counter() - start > options.seconds:
                break
    base = wrong_characters / characters
    native = [*found["wmt"], *found["alt"]]
    native_words = words["wmt"] + words["alt"]
    print(f"native {native_words} words; talks {words['talks']} words, {base:.1%} of their characters wrong")
    print(f"{'rule':8}{'gain':>5}{'native':>9}{'talks':>8}{'findings':>10}{'precision':>11}{'lift':>6}")
    limits = {rule.code: -SCALE * math.log(1 - rule.limit) for rule in rules}
    rows = [(rule.code, {rule.code: gain}) for rule in rules for gain in sorted({*GAINS, limits[rule.code]})]
    for label, least in [*rows, ("all", limits)]:
        here = [one for one in found["talks"] if one[1] >= least.get(one[0], math.inf) - 1e-6]
        false = [one for one in native if one[1] >= least.get(one[0], math.inf) - 1e-6]
        precision = sum(one[3] for one in here) / max(1, sum(one[2] for one in here))
        gain = f"{least[label]:.1f}" if label in least else "limit"
        print(
            f"{label:8}{gain:>5}{1e4 * len(false) / native_words:9.2f}{1e4 * len(here) / words['talks']:8.2f}"
            f"{len(here):10}{precision:11.3f}{precision / base:6.1f}"
        )


if __name__ == "__main__":
    main()
