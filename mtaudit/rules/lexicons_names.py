"""First names, which tell that a capitalised name is a person's."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

__all__ = ["first_names"]


@lru_cache(maxsize=1)
def first_names() -> frozenset[str]:
    """Return first names in lower case."""
    text = files("mtaudit.rules").joinpath("data", "first_names.toml").read_text(encoding="utf-8")
    return frozenset(name for names in tomllib.loads(text).values() for name in names.split())
