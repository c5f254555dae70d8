"""How much processor time the HTML report takes, and how large it is.

Run as ``python -m tests.benchmarks.report_page`` in the repository's root. The article is
``corpora/ferry_fire`` repeated until it has 1,000 words, audited against its native report repeated alike.
The first page of a process also compiles the templates. Then a batch page of 2,000 documents; and, where a
browser is in PATH, the time of its script to sort by each column and to filter.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import mtaudit
from mtaudit.reports.html import batch_page, document_page
from tests.reports.pages.batches import TIMED, batch_rows, timed_steps

if TYPE_CHECKING:
    from collections.abc import Callable

FERRY_FIRE = Path(__file__).parents[2] / "corpora" / "ferry_fire"
WORDS = 1000
DOCUMENTS = 2000


def timed(make: Callable[[], str]) -> tuple[float, str]:
    """Return the seconds of processor time that a page takes, and the page."""
    start = time.process_time()
    page = make()
    return time.process_time() - start, page


def long_enough(name: str) -> str:
    text = (FERRY_FIRE / name).read_text(encoding="utf-8")
    return "\n\n".join([text] * -(-WORDS // len(text.split())))


def main() -> None:
    report = mtaudit.audit(long_enough("machine_translated.txt"), reference=long_enough("native.txt"))
    print(f"article: {report.document.words} words, {len(report.findings)} findings")
    first, page = timed(lambda: document_page(report))
    again = sorted(timed(lambda: document_page(report))[0] for _ in range(9))[4]
    size = len(page.encode()) / 1000
    print(f"document page: {size:.0f} KB, first {first:.3f} s, then {again:.3f} s (median of 9)")
    scores, findings, pages = batch_rows(DOCUMENTS)
    seconds, page = timed(lambda: batch_page(scores, findings, pages=pages))
    print(f"batch page: {DOCUMENTS} documents, {len(page.encode()) / 1000:.0f} KB, {seconds:.2f} s")
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        print("script: no browser in PATH")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.html"
        path.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(path.as_uri())
        for step in timed_steps():
            script, laid_out = opened.evaluate(TIMED, list(step))
            print(f"{step}: script {script:.1f} ms, with layout {laid_out:.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
