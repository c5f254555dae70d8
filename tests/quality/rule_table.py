"""The table of rules in the docs, from the catalogue and the figures of the full gate.

    python -m tests.quality.rule_table

writes ``docs/rules.md``; a test holds it current.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from mtaudit.rules import Rule, all_rules

from .full import FIGURES
from .texts import ROOT

Score = dict[str, int] | None

PAGE = ROOT / "docs" / "rules.md"
#: What the rules found in the last seeded set when it was opened; never measured again.
FIRST_CONTACT = Path(__file__).with_name("first_contact.json")
FAMILIES = {
    "ACC": "Accuracy: the English does not say what the source says",
    "FLU": "Fluency: the English is not well formed",
    "LOC": "Locale conventions: numbers, money and dates in Indonesian form",
    "STY": "Style: well formed, but nobody writes it so",
    "CON": "Contrast: a language model finds a near paraphrase much likelier (`--surprisal`)",
    "SRC": "Source: the English held against the text it was made from (`--source FILE`)",
    "REF": "Reference: held against native reports, no standard; they weigh nothing (`--reference FILE`)",
    "HOU": "House style: in no penalty and no separation of machine from native",
    "DEN": "Densities: English that tells only by how often a text has it; they weigh nothing",
}
INTRODUCTION = """\
# Rules

`mtaudit rules CODE` explains a rule. This page is made by `python -m tests.quality.rule_table` from the
catalogue, from `tests/quality/figures.json`, which `python -m tests.quality.full --write` measures, and from
`tests/quality/first_contact.json`.

- **recall**, **precision**: at first contact with the last set of
  [`corpora/seeded`](../corpora/seeded/README.md), texts with known faults, eleven to eighteen for each rule,
  by people who had seen no rule; rules had been widened by other texts of the same writers. Seven that found
  less than 0.70 (recall with a star) were mended by it and then found, of some 26 fresh faults each in
  `again`, what stands behind; ACC004 was mended twice more and found what stands behind that of 32 fresh and
  harder faults each time. So few faults tell a good rule from a bad one, not 0.9 from 1.
- **false alarms**: findings per 10,000 words of native English, {words} words of news (WMT21's documents
  written in English, and NTREX). Not every one is wrong: native reports have faults too. Densities and house
  style are neutral and not counted. A dash: not measured there.
- Severities are ours; nobody annotated. A rule marked *off* runs only where it is selected.
"""


def table() -> str:
    """Return the page."""
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    natives = [figures[name] for name in ("native", "ntrex") if name in figures]
    words = sum(native["words"] for native in natives)
    first = json.loads(FIRST_CONTACT.read_text(encoding="utf-8"))
    seeded = first["rules"]
    lines = [INTRODUCTION.replace("{words}", f"{words:,}")]
    for prefix, heading in FAMILIES.items():
        rules = [rule for rule in all_rules() if rule.code.startswith(prefix)]
        if not rules:
            continue
        lines += [
            f"## {heading}\n",
            "| code | name | category | severity | recall | precision | false alarms | what it finds |",
            "|---|---|---|---|---|---|---|---|",
            *(_row(rule, seeded.get(rule.code), _then(first, rule), natives, words) for rule in rules),
            "",
        ]
    return "\n".join(lines)


def _then(first: dict[str, Any], rule: Rule) -> list[dict[str, int]]:
    """Return what a rule found of sets that were written for it after the last one."""
    return [later["rules"][rule.code] for later in first["then"] if rule.code in later["rules"]]


def _row(
    rule: Rule, score: Score, then: list[dict[str, int]], natives: list[dict[str, Any]], words: int
) -> str:
    recall = precision = alarms = "-"
    if score is not None:
        found, missed, false = score["found"], score["missed"], score["false"]
        recall = f"{found / (found + missed):.2f}" if found + missed else "-"
        precision = f"{found / (found + false):.2f}" if found + false else "-"
    if then:
        recall += "\\*" + "".join(f", {one['found'] / (one['found'] + one['missed']):.2f}" for one in then)
    if rule.on and not rule.needs and rule.code[:3] not in ("DEN", "HOU"):
        found_native = sum(native["rules"].get(rule.code, 0) for native in natives)
        alarms = f"{10_000 * found_native / words:.1f}"
    summary = rule.info().description.partition("\n")[0]
    name = rule.name if rule.on else f"{rule.name} (*off*)"
    cells = [rule.code, name, rule.category, str(rule.severity), recall, precision, alarms, summary]
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> None:
    PAGE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
