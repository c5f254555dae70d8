"""House style taken out of a text before any feature is read.

What a newsroom decides and a writer does not is made the same in every text: quotation marks and the commas
at them, dashes, brackets, British and American spelling, how numbers, money, dates and times are written,
titles before names, datelines. What is left is what somebody, or something, formulated. Every character knows
where it comes from, so that the parse of the text as it was printed serves what is left of it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.analysis.views import plain_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Plain", "american", "normalised", "plain"]

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


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without house style.

    :param text: what is left, with what was put in its place.
    :param origins: of each of its characters, where that stood in the text as it was printed, or where what
        it was put in for began; rising.
    """

    text: str
    origins: Sequence[int]


def plain(text: str) -> Plain:
    """Take house style out of a sentence or paragraph.

    :param text: a sentence or paragraph of one line.
    """
    left, origins = plain_view(text), list(range(len(text)))
    for pattern, replacement in _STEPS:
        left, origins = _replaced(pattern, replacement, left, origins)
    left, origins = _replaced(_WORD, lambda word: american(word[0]), left, origins)
    start, end = len(left) - len(left.lstrip()), len(left.rstrip())
    return Plain(left[start:end], origins[start:end])


def normalised(text: str) -> str:
    """Return a sentence or paragraph without what is house style.

    :param text: a sentence or paragraph of one line.
    """
    return plain(text).text


def _replaced(
    pattern: re.Pattern[str],
    replacement: str | Callable[[re.Match[str]], str],
    text: str,
    origins: list[int],
) -> tuple[str, list[int]]:
    """Replace what matches; all that is put in comes from where the first word of the match began."""
    pieces: list[str] = []
    places: list[int] = []
    end = 0
    for match in pattern.finditer(text):
        new = match.expand(replacement) if isinstance(replacement, str) else replacement(match)
        if new == match[0]:
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        from_here = origins[min(start, match.end() - 1)]
        pieces += [text[end : match.start()], new]
        places += origins[end : match.start()]
        places += [from_here] * len(new)
        end = match.end()
    if not pieces:
        return text, origins
    return "".join([*pieces, text[end:]]), places + origins[end:]


@lru_cache(maxsize=50_000)
def american(word: str) -> str:
    """Return a word in American spelling, with its first letter as it was.

    :param word: four letters or more; shorter ones have no such variants.
    """
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
