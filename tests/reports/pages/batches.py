"""A batch drawn by a seeded generator, and the steps of sorting and filtering that are timed."""

from __future__ import annotations

import random

from mtaudit.reports.html import page_name

RULES = {"FLU003": "repeated-word", "ACC001": "untranslated-text", "STY001": "calqued-connective"}

#: Runs the handler of an event; returns the milliseconds of its script, and of script and layout.
TIMED = """([selector, kind, value]) => {
  const node = document.querySelector(selector);
  if (value !== null) node.value = value;
  const start = performance.now();
  if (kind === 'click') node.click(); else node.dispatchEvent(new Event(kind));
  const script = performance.now() - start;
  document.body.getBoundingClientRect();
  return [script, performance.now() - start];
}"""


def timed_steps() -> list[tuple[str, str, str | None]]:
    """Return the steps: a selector, an event and a value. The page has six columns."""
    sorting = [(f"#table thead th:nth-child({at}) button", "click", None) for at in range(1, 7)]
    return [*sorting, ("#name", "input", "f"), ("#name", "input", ""), ("#rule", "change", "FLU003")]


def batch_rows(documents: int) -> tuple[list[dict], list[dict], dict[str, str]]:
    """Return rows of scores and findings, and the address of each document's page."""
    chance = random.Random(12345)
    scores, findings = [], []
    for at in range(documents):
        penalty = max(0.0, chance.gauss(3, 2))
        document = f"{chance.choice(['ferry', 'flood', 'summit'])}-{at:04d}"
        scores.append(
            {
                "document": document,
                "words": chance.randint(150, 900),
                "findings": int(penalty * 4),
                "rule_penalty_per_100_words": penalty,
                "reference_aligned_chrfpp": chance.gauss(42 - 2 * penalty, 6) if at % 5 else None,
                "back_translation_stability_surface": chance.gauss(50, 8),
                "failures": 0,
            }
        )
        codes = chance.sample(sorted(RULES), chance.randint(0, 3))
        findings += [{"document": document, "code": code, "name": RULES[code]} for code in codes]
    pages = {row["document"]: f"documents/{page_name(at)}" for at, row in enumerate(scores, 1)}
    return scores, findings, pages
