from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Outcome


@pytest.fixture
def mistake(run: Callable[..., Outcome]) -> Callable[..., str]:
    """Run a command that must fail as a mistake does, and return its line without the program's name."""

    def make(*arguments: str | Path, stdin: bytes = b"") -> str:
        outcome = run(*arguments, stdin=stdin)
        assert (outcome.code, outcome.out) == (2, "")
        (line,) = outcome.err.splitlines()
        assert line.startswith("mtaudit: ")
        return line.removeprefix("mtaudit: ")

    return make


@pytest.fixture
def audit(run: Callable[..., Outcome]) -> Callable[..., Outcome]:
    """Run ``mtaudit audit`` without back-translation."""
    return lambda *arguments, **more: run("audit", *arguments, "--no-back-translate", **more)


@pytest.fixture
def harbour(tmp_path: Path, texts: dict[str, str]) -> Path:
    """A small text with two minor findings, beside its native report."""
    (tmp_path / "native.txt").write_text(texts["native"], encoding="utf-8")
    path = tmp_path / "harbour.txt"
    path.write_text(texts["harbour"], encoding="utf-8")
    return path
