"""Dates in the text are found and resolved against the day of the article."""

from __future__ import annotations

from datetime import date

import pytest

from mtaudit.analysis import analyse
from mtaudit.model import Document

#: A Saturday.
PUBLISHED = date(2021, 11, 27)


def dates(text: str, day: date | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(found.span.of(text), found.canonical) for found in analyse(Document("case", text, day)).dates]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The minister said on Friday that the talks failed.", [("Friday", "2021-11-26")]),
        ("The council will meet on Friday in the town hall.", [("Friday", "2021-12-03")]),
        ("The treaty was signed on November 27, 2021, in Rome.", [("November 27, 2021", "2021-11-27")]),
        ("The men were held on Nov. 20 near the port.", [("Nov. 20", "2021-11-20")]),
        ("He spoke on Saturday (27/11/2021) in Bogor.", [("Saturday (27/11/2021)", "2021-11-27")]),
        ("He spoke on Friday (26/11) in Bogor.", [("Friday (26/11)", "2021-11-26")]),
        ("Friday, November 26, 2021, was a bad day.", [("Friday, November 26, 2021", "2021-11-26")]),
        ("It began in March 2014 and ended in 2015.", [("March 2014", "2014-03"), ("2015", "2015")]),
        ("They came in March and left in May.", [("March", "2021-03"), ("May", "2021-05")]),
        ("The talks of 3-4 November failed.", [("3", "2021-11-03"), ("4 November", "2021-11-04")]),
        ("They met on 12 and 14 April.", [("12", "2021-04-12"), ("14 April", "2021-04-14")]),
        (
            "He ruled from 1990-1995 and in the 1970s.",
            [("1990", "1990"), ("1995", "1995"), ("1970s", "1970s")],
        ),
        ("He died yesterday in the town.", [("yesterday", "2021-11-26")]),
        ("Last year it rained every day.", [("Last year", "2020")]),
        ("He was born on 1/2/1990 in Solo.", [("1/2/1990", "1990-02-01")]),
        ("He was born on 12/25/1990 in Dallas.", [("12/25/1990", "1990-12-25")]),
        ("He may march in the parade with the others.", []),
        ("About 2000 people came to the harbour.", []),
        ("They met last week in the town.", []),
    ],
)
def test_dates_of_a_sentence(sentence: str, found: list[tuple[str, str]]) -> None:
    assert dates(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The minister said on Friday that the talks failed.", [("Friday", "Friday")]),
        ("The men were held on Nov. 27 near the port.", [("Nov. 27", "--11-27")]),
        ("He died yesterday in the town.", []),
        (
            "It burned on Monday, March 7, at sea. The captain was held on Monday by the police.",
            [("Monday, March 7", "--03-07"), ("Monday", "--03-07")],
        ),
    ],
)
def test_dates_where_the_day_of_the_article_is_not_known(sentence: str, found: list[tuple[str, str]]) -> None:
    assert dates(sentence, None) == found


def test_the_day_of_the_article_is_the_one_given_or_stated() -> None:
    text = "Published: March 7, 2022\n\nThe ferry burned on Sunday off the coast of the island."
    assert analyse(Document("case", text)).date == date(2022, 3, 7)
    assert analyse(Document("case", text, PUBLISHED)).date == PUBLISHED
    assert dates(text, None) == [("Sunday", "2022-03-06")]
