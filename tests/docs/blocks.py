"""Code blocks and links of the documentation, as they stand in the repository."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
#: Every page that people read.
PAGES = sorted(
    [*ROOT.glob("docs/**/*.md"), *ROOT.glob("corpora/**/README.md")]
    + [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
)
_BLOCK = re.compile(r"(<!-- run -->\n)?^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block.

    :param page: where it stands, from the root of the repository.
    :param line: of its first fence.
    :param language: as the fence names it.
    :param code: what it holds.
    :param runs: whether ``<!-- run -->`` stands before it: it is run against the program.
    """

    page: str
    line: int
    language: str
    code: str
    runs: bool

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(
            page.relative_to(ROOT).as_posix(),
            text[: found.start()].count("\n") + 1,
            found[2].strip(),
            found[3],
            found[1] is not None,
        )
        for found in _BLOCK.finditer(text)
    ]


def links(page: Path) -> list[str]:
    """Return what a page links to, code left out."""
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", page.read_text(encoding="utf-8"))))


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as code hosts and the site make them."""
    text = _BLOCK.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", title).strip().lower())
        for title in _HEADING.findall(text)
    }


BLOCKS = [block for page in PAGES for block in blocks(page)]
