"""The page with both reports of the article pair holds nothing of the articles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .article_pair import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.shared_data

#: So many words in a row are the article's own.
WORDS = 4


def runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.casefold())
    for place in range(len(words) - WORDS + 1):
        yield " ".join(words[place : place + WORDS])


def test_no_words_of_the_articles_are_on_the_page(seed_pair: tuple[str, str]) -> None:
    page = set(runs(PAGE.read_text(encoding="utf-8")))
    assert page
    for article in seed_pair:
        assert not page & set(runs(article))
