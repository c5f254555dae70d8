"""How many findings the rules make on native English, on human translations and on system outputs.

Run from the root: ``python tests/benchmarks/findings.py ../shared/data``. House style is left out. The
systems translated from Icelandic, Japanese and Russian, so that nothing Indonesian is to be found there: this
measures how quiet the rules are and what of a weak engine's leavings they see, not how well they find what
comes from Indonesian.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mtaudit.analysis import analyse
from mtaudit.model import Document
from mtaudit.pipeline.findings import find_all
from mtaudit.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable


def read(path: Path) -> list[dict[str, Any]]:
    """Read a gzipped JSON Lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def measure(name: str, texts: Iterable[str], *, show: bool) -> None:
    """Run the rules on texts and print a row."""
    words = documents = total = 0
    for text in texts:
        document = analyse(Document(name, text))
        documents += 1
        words += document.words
        for finding in find_all(document, all_rules(), {}):
            if finding.house_style:
                continue
            total += 1
            if show:
                around = text[max(0, finding.span.start - 40) : finding.span.end + 40]
                print(f"    {finding.code} {finding.text!r} in {around!r}")
    print(f"{name:26} {documents:4} documents {words:6} words {total:3} findings", end=" ")
    print(f"{500 * total / words:.3f} per 500 words")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=6, help="take every n-th WMT21 document")
    parser.add_argument("--show", action="store_true", help="print each finding")
    arguments = parser.parse_args()
    wmt = arguments.data / "wmt21-to-english"
    native = (
        "\n\n".join(" ".join(p) for p in entry["paragraphs"]) for entry in read(wmt / "native.jsonl.gz")
    )
    measure("native English", native, show=arguments.show)
    entries = read(wmt / "documents.jsonl.gz")[:: arguments.every]
    references = ("\n\n".join(entry["references"][min(entry["references"])]) for entry in entries)
    measure("human translations", references, show=arguments.show)
    systems = ("\n\n".join(output) for entry in entries for _, output in sorted(entry["systems"].items())[:4])
    measure("four systems each, by name", systems, show=arguments.show)


if __name__ == "__main__":
    main()
