"""What the documentation links to is there, and its code is code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from blocks import BLOCKS, PAGES, ROOT, Block, anchors, links

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_within_the_repository_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        place, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = page if not place else (page.parent / place).resolve()
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("block", [b for b in BLOCKS if b.language == "python"], ids=str)
def test_every_python_block_compiles(block: Block) -> None:
    compile(block.code, str(block), "exec")


def test_there_is_code_to_run() -> None:
    languages = [block.language for block in BLOCKS if block.runs]
    assert len(languages) >= 4
    assert set(languages) <= {"", "bash", "python"}


def test_the_report_on_the_first_page_is_that_of_the_readme() -> None:
    """Which is held against the program."""
    (shown,) = (block.code for block in BLOCKS if (block.page, block.language) == ("docs/index.md", "text"))
    assert shown in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("block", [b for b in BLOCKS if b.runs], ids=str)
def test_what_is_marked_runs(block: Block, tmp_path: Path) -> None:
    """In a folder with the corpora, in the order of a reader who follows the page."""
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    program = tmp_path / "bin" / "mtaudit"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mtaudit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    command = [sys.executable, "-c"] if block.language == "python" else ["bash", "-euc"]
    done = subprocess.run(
        [*command, block.code],
        cwd=tmp_path,
        env=os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout or (tmp_path / "out").is_dir()
