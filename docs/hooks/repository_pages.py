"""Pages of the site that live elsewhere in the repository, and links to them.

A page of ``docs`` links to ``../corpora/README.md`` as it should on a code host; in the site that file is
the page ``corpora/README.md``.
"""

from __future__ import annotations

import logging
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

LOG = logging.getLogger("mkdocs.hooks.repository_pages")
ROOT = Path(__file__).parents[2]
LINK = re.compile(r"(\]\()([^)#\s]+)((?:#[^)\s]*)?\))")
#: Where a file of the repository stands in the site; README.md is taken by the parts below.
HOMES = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "README.md": "results.md"}
#: Sections of the README that make the page of results.
RESULTS = ("How good it is", "Where it is wrong")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    for name in ("CONTRIBUTING.md", "CHANGELOG.md"):
        files.append(File.generated(config, HOMES[name], abs_src_path=str(ROOT / name)))
    for path in sorted(ROOT.glob("corpora/**/README.md")):
        place = path.relative_to(ROOT).as_posix()
        files.append(File.generated(config, place, abs_src_path=str(path)))
    files.append(File.generated(config, "results.md", content=results()))
    config.nav = present(config.nav or [], files)
    return files


def present(nav: list[Any], files: Files) -> list[Any]:
    """Return the navigation without pages that are not there.

    A page under another name than the navigation has is still told of: as one that the navigation lacks.
    """
    kept: list[Any] = []
    for entry in nav:
        title, page = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(page, list):
            kept.append({title: present(page, files)})
        elif files.get_file_from_path(page):
            kept.append(entry)
        else:
            LOG.info("The navigation has %s, which is not there", page)
    return kept


def results() -> str:
    """Return the sections of the README that say how good the program is."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", readme, re.MULTILINE | re.DOTALL))
    parts = [f"## {title}\n{sections[title]}" for title in RESULTS]
    return "# Results\n\n" + "\n".join(parts)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Turn links into the repository into links within the site."""
    here = repository_place(page.file)

    def turned(link: re.Match[str]) -> str:
        opening, target, closing = link.groups()
        if here is None or re.match(r"[a-z]+:|/", target):
            return link[0]
        place = posixpath.normpath(posixpath.join(posixpath.dirname(here), target))
        home = HOMES.get(place, place.removeprefix("docs/"))
        if place.startswith("notebooks/"):
            home = posixpath.splitext(place)[0] + ".md"
        if files.get_file_from_path(home) is None:
            return link[0]
        return f"{opening}{posixpath.relpath(home, posixpath.dirname(page.file.src_uri) or '.')}{closing}"

    return LINK.sub(turned, markdown)


def repository_place(file: File) -> str | None:
    """Return where the text of a page stands in the repository, or None for one that is made."""
    if file.src_uri == "results.md":
        return "README.md"
    source = file.abs_src_path
    return None if source is None else Path(source).relative_to(ROOT).as_posix()


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Leave the roles of docstrings out: ``:class:`AuditReport``` is read as code."""
    return re.sub(r":(?:class|func|meth|data|attr):<code>~?", "<code>", html)
