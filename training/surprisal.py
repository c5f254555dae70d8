"""Scores of the packaged language model for the texts that are read.

    python -m training.surprisal [--data DIR] [--work DIR]

scores what is missing, 1,100 tokens a second on two idle cores; a killed run loses one text.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.engines import open_language_model
from mtaudit.likelihood.normalise import normalised

from . import texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mtaudit.engines.base import TokenScore

    from .texts import Text


def scores(every: Iterable[Text], work: Path = texts.WORK) -> dict[Text, list[list[TokenScore]]]:
    """Return the token scores of each text, a list for each segment; scored anew where they are not kept."""
    model = open_language_model(cache_dir=work)
    return {
        text: model.surprisal([normalised(segment) for segment in text.segments])
        for text in every
        if texts.is_drawn(text)
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=texts.DATA)
    parser.add_argument("--work", type=Path, default=texts.WORK)
    options = parser.parse_args()
    every = [text for source in texts.SOURCES for text in texts.texts(source, options.data)]
    found = scores(every, options.work)
    print(f"{len(found)} texts, {sum(len(row) for rows in found.values() for row in rows)} tokens")


if __name__ == "__main__":
    main()
