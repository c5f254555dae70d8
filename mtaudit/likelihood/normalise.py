"""House style taken out of a text before any feature is read.

What a newsroom decides and a writer does not is made the same in every text: quotation marks and the commas
at them, dashes, brackets, British and American spelling, how numbers, money, dates and times are written,
titles before names, datelines. What is left is what somebody, or something, formulated.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.views import plain_view

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["normalised"]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d\d\b"
_SCALE = r"(?: (?:thousand|million|billion|trillion)\b)?"

#: In the order in which they run. No pattern repeats within a repetition, so none backtracks without bound.
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?:https?://|www\.)\S+|\S+@\S+|(?<!\w)[@#](?=\w)", ""),
        # ``JAKARTA -``, ``NEW DELHI (AP) -``, ``London (Reuters) -``
        (r"^[A-Z][A-Z.,' /-]{2,40}(?:, [A-Z][\w. ]{1,20})?(?: ?\([\w /.]{2,20}\))? ?(?:--|[-–—]) ", ""),
        (r"^[A-Z][\w.' ]{2,30} \((?:AP|AFP|Reuters|ANTARA|Xinhua|dpa)\) ?(?:--|[-–—]) ", ""),
        ("\"|''", ""),
        (r"(?<!\w)'(?=\w)|(?<=[^\ws])'(?!\w)|(?<=[a-rt-z])'(?!\w)", ""),
        (r"\s?\([^()]{0,80}\)", ""),
        (r"[\[\](){}*_|]", ""),
        (r"\s*(?:—|–|--+)\s*(?=[^\d\s])", " - "),
        (r"…|\.\.+", ""),
        (r"\bU\.S\.(?:A\.)?", "US"),
        (r"\bU\.N\.", "UN"),
        (r"\bU\.K\.", "UK"),
        (r"\bE\.U\.", "EU"),
        (r"\b(?:Mr|Mrs|Ms|Dr|Prof)\b\.? ?(?=[A-Z])", ""),
        (rf"\b(?:{_DAY},? )?(?:the )?{_DAYS}(?: of)? {_MONTH}(?:,? {_YEAR})?", "May 12"),
        (rf"\b(?:{_DAY},? )?{_MONTH} {_DAYS}(?!\w)(?:,? {_YEAR})?", "May 12"),
        (rf"\b{_MONTH},? {_YEAR}", "May 12"),
        (r"\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?(?= )", "May"),
        (rf"\bon (?={_DAY}|May 12)", ""),
        (rf"\b{_DAY}\b", "Friday"),
        (r"\b\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.m\.|[ap]m\b)", "12 pm"),
        (r"(?<=\d) ?(?:WIB|WITA|WIT|GMT|UTC|EST|EDT|BST|CET|JST)\b", ""),
        (r"(?<=\d) ?(?:m|mn|bn|tn|trn)\b", " million"),
        (rf"\b(?:Rp|IDR|USD|EUR|GBP|JPY|RUB|ISK)\.? ?(\d[\d.,]*\b{_SCALE})", r"\1 dollars"),
        (rf"(?:\b(?:US|AU|[ACNS]))? ?[$€£¥] ?(\d[\d.,]*\b{_SCALE})", r" \1 dollars"),
        (r"(?<=\d) ?%| per cent\b", " percent"),
        (r"\d+(?:st|nd|rd|th)\b", "12th"),
        (r"\d+(?:[.,:/–-]\d+)*", "12"),
        (r"\s+([,.;:!?])", r"\1"),
        (r"([,;:])(?=[,.;:!?])", ""),
        (r"\s+", " "),
    )
)
_WORD = re.compile(r"[A-Za-z]{4,}")
_ISE = re.compile(r"([a-z]{2,})is(e|ed|es|ing|er|ers|ation|ations)")
_YSE = re.compile(r"([a-z]{2,}l)ys(e|ed|es|ing|er|ers)")
_ENDING = r"(s|ed|ing|er|ers|able|ful|fully|ite|ites|hood|hoods|ably|less|or|ors|ation)?"


def normalised(text: str) -> str:
    """Return a sentence or paragraph without what is house style.

    :param text: a sentence or paragraph of one line.
    """
    plain = plain_view(text)
    for pattern, replacement in _STEPS:
        plain = pattern.sub(replacement, plain)
    return _WORD.sub(lambda word: _american(word[0]), plain).strip()


@lru_cache(maxsize=50_000)
def _american(word: str) -> str:
    """Return a word in American spelling, with its first letter as it was."""
    lower = word.lower()
    changed = _spelling()(lower)
    if changed == lower:
        return word
    return changed.capitalize() if word[0].isupper() else changed


@lru_cache(maxsize=1)
def _spelling() -> Callable[[str], str]:
    file = resources.files("mtaudit.likelihood") / "data" / "spelling.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    our = re.compile(rf"({'|'.join(table['our']['stems'].split())})our{_ENDING}")
    double = re.compile(rf"({'|'.join(table['double_l']['stems'].split())})l(ed|ing|er|ers|ation)")
    exceptions = frozenset(table["ise"]["exceptions"].split())

    def american(word: str) -> str:
        if word in table["words"]:
            return str(table["words"][word])
        if found := our.fullmatch(word):
            return f"{found[1]}or{found[2] or ''}"
        if found := double.fullmatch(word):
            return f"{found[1]}{found[2]}"
        if (found := _ISE.fullmatch(word)) and found[1] not in exceptions:
            return f"{found[1]}iz{found[2]}"
        if found := _YSE.fullmatch(word):
            return f"{found[1]}yz{found[2]}"
        return word

    return american
