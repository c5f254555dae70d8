"""The same article as another newsroom would print it: for measuring how much of house style is left."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources

__all__ = ["restyled"]

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
#: Words that are other words, too, in American spelling.
_TWO_SENSES = frozenset("story stories check checks draft practice license tire tires mold dialog".split())
#: From American habits to British ones: marks, percent, titles, dates, money, spelling.
_STEPS = (
    (r",([\"”])(?= \w)", r"\1,"),
    (r"[“”\"]", "'"),
    (r" ?\bpercent\b", " per cent"),
    (r"(?<=\d)%", " per cent"),
    (r"\b(Mr|Mrs|Ms|Dr)\. ", r"\1 "),
    (r" ?— ?|(?<= )- ", " – "),
    (rf"\b({_MONTHS}) (\d{{1,2}}), (\d{{4}})", r"\2 \1 \3"),
    (rf"\b({_MONTHS}) (\d{{1,2}})\b", r"\2 \1"),
    (r"\bU\.S\.", "US"),
    (r"\bU\.N\.", "UN"),
    (r"(?<![\w$])\$(?=\d)", "US$"),
    (r"\b(\d{1,2}):(\d\d) ([ap])\.m\.", r"\1.\2\3m"),
    (r"\b([a-z]{3,})iz(e|ed|es|ing|ation)\b", r"\1is\2"),
)


def restyled(text: str) -> str:
    """Return a text in another house style.

    :param text: any text.
    """
    for pattern, replacement in _STEPS:
        text = re.sub(pattern, replacement, text)
    return re.sub(r"[a-z]{4,}", lambda word: _british().get(word[0], word[0]), text)


@lru_cache(maxsize=1)
def _british() -> dict[str, str]:
    file = resources.files("mtaudit.likelihood") / "data" / "spelling.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    pairs = {us: uk for uk, us in table["words"].items() if us not in _TWO_SENSES}
    return pairs | {f"{stem}or": f"{stem}our" for stem in table["our"]["stems"].split()}
