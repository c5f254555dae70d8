"""The site builds without a warning and without the network, and what it shows leads somewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from mtaudit.reports.compared_rows import COMPARED_COLUMNS
from mtaudit.rules import all_rules

pytest.importorskip("mkdocs", reason="pip install 'mtaudit[docs]'")
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
#: Attributes by which a page loads something, beside links that a reader follows.
LOADS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}


class Page(HTMLParser):
    """Links, loaded things, anchors and words of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = {""}
        self.words: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.anchors |= {held[name] for name in ("id", "name") if name in held}
        if tag == "a" and "href" in held:
            self.links.append(held["href"])
        elif LOADS.get(tag) in held and held.get("rel") not in ("prev", "next", "canonical"):
            self.loaded.append(held[LOADS[tag]])

    def handle_data(self, data: str) -> None:
        self.words += data.split()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build it, with nobody to ask: every address goes to a port where nothing listens."""
    out = tmp_path_factory.mktemp("site")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)],
        cwd=ROOT,
        env=os.environ | nowhere | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}


def test_every_link_within_the_site_leads_somewhere(site: Path, pages: dict[Path, Page]) -> None:
    broken = set()
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            known = pages[target].anchors if target in pages else {""} if target.is_file() else set()
            if unquote(parts.fragment) not in known and parts.fragment != "__skip":
                broken.add((path.relative_to(site).as_posix(), link))
    assert broken == set()


def test_nothing_is_loaded_from_elsewhere(pages: dict[Path, Page], site: Path) -> None:
    loaded = {(path, place) for path, page in pages.items() for place in page.loaded}
    assert [place for _, place in loaded if urlsplit(place).scheme not in ("", "data")] == []
    missing = [
        (path.relative_to(site), place)
        for path, place in loaded
        if not urlsplit(place).scheme and not (path.parent / unquote(urlsplit(place).path)).is_file()
    ]
    assert missing == []
    assert "fonts.googleapis" not in "".join(path.read_text(encoding="utf-8") for path in pages)


def test_every_rule_has_its_page_with_its_five_headings(site: Path, pages: dict[Path, Page]) -> None:
    for rule in all_rules():
        page = pages[site / "rules" / f"{rule.code}.html"]
        assert {"what-it-finds", "why-it-matters", "known-false-alarms", "example", "source"} <= page.anchors
        assert {rule.code, rule.name, rule.category.split()[0]} <= set(page.words)
    table = pages[site / "rules.html"]
    assert {f"rules/{rule.code}.html" for rule in all_rules()} <= set(table.links)


def test_the_tables_the_api_and_the_results_are_there(site: Path, pages: dict[Path, Page]) -> None:
    assert set(COMPARED_COLUMNS) <= pages[site / "tables.html"].anchors
    python = pages[site / "python.html"]
    assert {"mtaudit.api.audit", "mtaudit.api.compare", "mtaudit.rules.base.Rule.find"} <= python.anchors
    assert "mtaudit.plots.score_intervals" in pages[site / "plots.html"].anchors
    assert ":class:" not in " ".join(python.words)
    assert {"how-good-it-is", "where-it-is-wrong"} <= pages[site / "results.html"].anchors


def test_every_notebook_is_a_page_with_its_pictures(site: Path, pages: dict[Path, Page]) -> None:
    for notebook in ROOT.glob("notebooks/*.ipynb"):
        page = pages[site / "notebooks" / f"{notebook.stem}.html"]
        pictures = [place for place in page.loaded if place.endswith(".png") and notebook.stem in place]
        assert len(pictures) == notebook.read_text(encoding="utf-8").count('"image/png"')
