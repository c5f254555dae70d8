"""Scores of the packaged language model for a sample of the texts.

    python -m training.surprisal [--data DIR] [--work DIR]

scores what is missing, 1,100 tokens a second on two idle cores; a killed run loses one text. Native texts
are scored whole, of translated documents some systems to 235 words: what is drawn depends on names only.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.engines import open_language_model
from mtaudit.likelihood.normalise import normalised

from . import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.engines.base import TokenScore

    from .texts import Text

#: Words of a text that are scored; two parts of 100 words or one of 200.
WORDS = 235
#: Shares of what is drawn: of systems by pair, and of everything translated, human translations included.
SYSTEMS = {"ja-en": 0.30, "is-en": 0.45, "ru-en": 0.45}
TRANSLATED = 0.47


def sample(every: Iterable[Text]) -> list[tuple[Text, list[str]]]:
    """Return the texts that are scored, with their normalised segments."""
    return [(text, [normalised(segment) for segment in _first(text)]) for text in every if is_drawn(text)]


def is_drawn(text: Text) -> bool:
    """Tell whether the language model scores a text."""
    if text.source in ("native", "ntrex"):
        return True
    if text.source not in SYSTEMS or sum(len(segment.split()) for segment in text.segments) < 100:
        return False
    names = (text.source, text.document, text.author)
    system = text.is_human_translation or _share("|".join(names)) < SYSTEMS[text.source]
    return system and _share("o".join(names)) < TRANSLATED


def _first(text: Text) -> list[str]:
    if text.source in ("native", "ntrex"):
        return list(text.segments)
    kept: list[str] = []
    for segment in text.segments:
        if sum(len(one.split()) for one in kept) >= WORDS:
            break
        kept.append(segment)
    return kept


def _share(name: str) -> float:
    return int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:8], 16) / 2**32


def scores(every: Iterable[Text], work: Path = texts.WORK) -> dict[Text, list[list[TokenScore]]]:
    """Return the token scores of the sample, a list for each segment; scored anew where they are not kept."""
    model = open_language_model(cache_dir=work)
    return {text: model.surprisal(segments) for text, segments in sample(every)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    options = parser.parse_args()
    every = [text for source in ("native", "ntrex", "wmt") for text in texts.texts(source, options.data)]
    found = scores(every, options.work)
    print(f"{len(found)} texts, {sum(len(row) for rows in found.values() for row in rows)} tokens")


if __name__ == "__main__":
    main()
