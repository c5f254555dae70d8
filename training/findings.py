"""What the rules find in the texts that the likelihood is fitted on, found once and kept.

    python -m training.findings [--data DIR] [--work DIR]

A text is audited as its segments, one a paragraph; of the systems only the third that ``texts.is_drawn``
tells and what the language model scored. Half an hour on a busy core.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.analysis import analyse
from mtaudit.errors import InputError
from mtaudit.likelihood.findings import FAMILIES
from mtaudit.model import Document
from mtaudit.pipeline.findings import RuleRunner
from mtaudit.rules import all_rules

from . import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .texts import Text

#: Rules whose findings say nothing here, though their families count: house style and names (a capital, an
#: initial, the form of a name), how a file was saved, marks, and connectives that Indonesians write too.
SILENT = frozenset({"FLU004", "FLU005", "FLU023", "FLU026", "ACC006", "ACC007", "STY001", "STY012"})

#: For each segment of a text, the codes of the findings that begin in it.
Codes = list[list[str]]


def counted() -> list[str]:
    """Return the codes of the rules whose findings count: families that do, evidence from the text alone."""
    rules = (rule for rule in all_rules() if rule.on and not rule.needs and rule.code[:3] in FAMILIES)
    return sorted(rule.code for rule in rules if rule.code not in SILENT)


def findings(wanted: Iterable[Text], work: Path = texts.WORK) -> dict[Text, Codes]:
    """Return what the rules find in texts; found anew where it is not kept for these rules.

    :param wanted: the texts; one that is not told to be English has none.
    :param work: where it is kept.
    """
    runner = RuleRunner([rule for rule in all_rules() if rule.code in set(counted())])
    kept = work / f"findings-{rules_digest()[:12]}.jsonl"
    work.mkdir(parents=True, exist_ok=True)
    held: dict[str, Codes] = {}
    if kept.is_file():
        held = {row["text"]: row["codes"] for row in map(json.loads, kept.read_text("utf-8").splitlines())}
    found = {}
    with kept.open("a", encoding="utf-8") as file:
        for text in wanted:
            name = hashlib.sha256("\n".join(text.segments).encode()).hexdigest()
            if name not in held:
                held[name] = _codes(text, runner)
                file.write(json.dumps({"text": name, "codes": held[name]}) + "\n")
            found[text] = held[name]
    return found


def rules_digest() -> str:
    """Return the digest of the code and lexicons that findings depend on, in this state of the repository."""
    folders = (texts.ROOT / "mtaudit" / name for name in ("analysis", "rules"))
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.suffix != ".pyc")
    hashed = hashlib.sha256()
    for file in files:
        if file.is_file():
            hashed.update(file.read_bytes())
    return hashed.hexdigest()


def _codes(text: Text, runner: RuleRunner) -> Codes:
    starts = [0, *accumulate(len(segment) + 2 for segment in text.segments)]
    codes: Codes = [[] for _ in text.segments]
    try:
        document = analyse(Document(text.document, "\n\n".join(text.segments)))
    except InputError:
        return codes
    for finding in runner.run(document):
        codes[bisect_right(starts, finding.span.start) - 1].append(finding.code)
    return codes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    options = parser.parse_args()
    every = [text for source in texts.SOURCES for text in texts.texts(source, options.data)]
    found = findings(wanted(every), options.work)
    print(f"{len(found)} texts, {sum(len(codes) for rows in found.values() for codes in rows)} findings")


def wanted(every: Iterable[Text]) -> list[Text]:
    """Return the texts that rules are run on."""
    return [text for text in every if texts.is_drawn(text)]


if __name__ == "__main__":
    main()
