from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.model import Span
from mtaudit.rules.base import DensityRule, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator


_COUNT = re.compile(
    r"\b(?:\d{1,2}\s?[xX×]|(?:\d{1,2}|one|two|three|four|five|six|seven)\s(?:times|x)|once|twice|thrice)\s?24"
    r"(?:[\s-](?:hours?|hrs?|jam))?\b",
    re.IGNORECASE,
)


class TimesTwentyFour(DensityRule):
    """`1x24 hours` for a day.

    ## What it finds
    `1x24 hours`, `2 x 24 hours` and the like, where a text has two or more of them.

    ## Why it matters
    Indonesian law and press count days of detention as *1x24 jam*. English says `24 hours`, `two days`.

    ## Known false alarms
    Indonesian newsrooms that write English themselves show it too, and so do some native desks; that is
    why it counts only by its rate and weighs nothing.

    ## Example
    `held for 1x24 hours`.

    ## Source
    Kitab Undang-Undang Hukum Acara Pidana (Indonesia's code of criminal procedure), which counts
    detention so.
    """

    code = "DEN010"
    name = "times-twenty-four"
    category = "Locale convention/Time format"
    its_type = "style"
    # The 99th percentile of 65 native documents of WMT21 is 0.00, of 508 ALT articles 0.00;
    # 0.3 is the floor.
    limit = 0.3
    message = "English counts hours or days: 24 hours, two days."

    def occurrences(self, evidence: Evidence) -> Iterator[Span]:
        """Yield the count with its unit."""
        for found in evidence.document.search(_COUNT, digits=True):
            yield Span(*found.span())
