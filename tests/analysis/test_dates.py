"""The day of publication is read from what a masthead says."""

from __future__ import annotations

from datetime import date

import pytest

from mtaudit.analysis.dates import find_date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("date 2021-11-27", date(2021, 11, 27)),
        ("Published: 3 March 2022", date(2022, 3, 3)),
        ("Published: March 7, 2022", date(2022, 3, 7)),
        ("Updated Nov. 3, 2021 14:05", date(2021, 11, 3)),
        ("Posted 31 February 2021", None),
        ("2 min read", None),
    ],
)
def test_dates(line: str, day: date | None) -> None:
    assert find_date(line) == day
