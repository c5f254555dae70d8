"""Makes the screenshots of ``docs/report-page.md``.

Run as ``python -m tests.reports.pages.screenshots`` in the root, with the packaged engine, a browser
and Pillow. The article is ``corpora/ferry_fire``; the batch is drawn by a seeded generator.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

import mtaudit
from mtaudit.reports.html import batch_page, document_page
from tests.reports.pages.batches import batch_rows

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
FERRY_FIRE = ROOT / "corpora" / "ferry_fire"
IMAGES = ROOT / "docs" / "images"


def keep(page: Page, name: str) -> None:
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.save(IMAGES / f"{name}.webp", quality=88, method=6)


def top_of(page: Page, section: str) -> None:
    page.evaluate("(section) => document.querySelector(section).scrollIntoView()", section)


def main() -> None:
    texts = [
        (FERRY_FIRE / f"{name}.txt").read_text(encoding="utf-8") for name in ("machine_translated", "native")
    ]
    report = mtaudit.audit(*texts, engine="gemma-3-270m", id="ferry_fire", offline=True)
    scores, findings, pages = batch_rows(2000)
    folder = Path(tempfile.mkdtemp())
    for name, content in (
        ("document", document_page(report)),
        ("batch", batch_page(scores, findings, pages=pages)),
    ):
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            page = browser.new_page(
                color_scheme=scheme, reduced_motion="reduce", viewport={"width": 1280, "height": 1000}
            )
            page.goto((folder / "document.html").as_uri())
            keep(page, f"report-page-{scheme}")
            top_of(page, "#text")
            page.locator(".ours button.n").nth(2).click()
            page.locator(".ours .f", has_text="to to").hover()
            keep(page, f"report-text-{scheme}")
            page.goto((folder / "batch.html").as_uri())
            top_of(page, "#spread")
            keep(page, f"batch-page-{scheme}")
        browser.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
