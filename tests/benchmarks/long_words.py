"""How the time of our own patterns grows with the length of hostile text: about 4 for four times the length.

Run from the root: ``python tests/benchmarks/long_words.py``. A ratio near 16 is a pattern that backtracks.
"""

from __future__ import annotations

import time

from mtaudit.analysis.disclosure import find_disclosure
from mtaudit.analysis.language import identify
from mtaudit.analysis.layout import split_block
from mtaudit.analysis.layout.roles import Draft
from mtaudit.analysis.quotes import find_quotes
from mtaudit.model import Role, Span

UNITS = ["a", "1.", "1,", "-", "a-", "A ", "this ", "@a", "'", '"', "(", "AI translated this version ", ".a"]
LENGTH = 50_000


def run_patterns(text: str) -> None:
    """Run everything that matches patterns of ours over a text, without the parser."""
    span = Span(0, len(text))
    identify(text)
    split_block(text, span, first=True)
    list(find_quotes(text, [span]))
    find_disclosure(text, text, [Draft(span, Role.BODY, None, 0, 0)])


def taken(unit: str, length: int) -> float:
    """Return the processor seconds for a text of one unit again and again."""
    text = (unit * length)[:length]
    started = time.process_time()
    run_patterns(text)
    return time.process_time() - started


def main() -> None:
    """Measure and print."""
    taken("a ", LENGTH)  # loads what is loaded once
    for unit in UNITS:
        short, long = taken(unit, LENGTH), taken(unit, 4 * LENGTH)
        print(f"{unit!r:32} {short:6.2f} s {long:6.2f} s  ratio {long / short:5.1f}")


if __name__ == "__main__":
    main()
