"""How fast an audit by the deterministic rules is, beside the bare spaCy pipeline.

    python tests/benchmarks/rules_speed.py [DATA] [--words 100000] [--profile]

Takes news of WMT21 (written in English, then human translations) until there are so many words, and gives
each document to the bare pipeline and to analysis with all deterministic rules by turns, so that whatever
else the machine does slows both. Prints words a second of both and the ratio, and the time by rule.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mtaudit.analysis import analyse
from mtaudit.analysis.spacy_pipeline import load_pipeline
from mtaudit.model import Document
from mtaudit.pipeline.findings import RuleRunner
from tests.quality.full import rules_that_run
from tests.quality.texts import DATA, native, wmt21


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true", help="time each rule alone")
    options = parser.parse_args()
    documents: list[str] = []
    words = 0
    human = (d for d in wmt21(options.data) if d.author.startswith("human:"))
    for document in [*native(options.data), *human]:
        if words >= options.words:
            break
        documents.append(document.text)
        words += len(document.text.split())
    rules = rules_that_run()
    runner, pipeline = RuleRunner(rules), load_pipeline()
    runner.run(analyse(Document("warm-up", documents[0])))
    bare = ours = running = 0.0
    alone: Counter[str] = Counter()
    runners = {rule.code: RuleRunner([rule]) for rule in rules} if options.profile else {}
    for number, text in enumerate(documents):
        for turn in (number % 2, 1 - number % 2):
            gc.collect()
            start = time.process_time()
            if turn:
                pipeline(text)
                bare += time.process_time() - start
            else:
                analysed = analyse(Document("document", text))
                middle = time.process_time()
                runner.run(analysed)
                end = time.process_time()
                ours += end - start
                running += end - middle
                for code, one in runners.items():
                    start = time.process_time()
                    one.run(analysed)
                    alone[code] += time.process_time() - start
    print(f"{len(documents)} documents, {words} words, {len(rules)} rules")
    print(f"words a second: {words / bare:,.0f} bare, {words / ours:,.0f} audited; ratio {bare / ours:.3f}")
    print(f"seconds: bare {bare:.1f}, audit {ours:.1f}, of which the rules {running:.1f}")
    for code, seconds in alone.most_common(25):
        print(f"    {code} {seconds:.2f}")


if __name__ == "__main__":
    main()
