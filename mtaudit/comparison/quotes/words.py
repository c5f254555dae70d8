"""The words of a quote, folded so that ways of writing the same words meet, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import fold
from mtaudit.analysis.views import plain_view
from mtaudit.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["GAP", "QuoteWord", "denied", "has_part", "quote_words", "stem"]

#: A word, per cent, an ellipsis, or words in square brackets, which an editor put in.
_TOKEN = re.compile(r"\[[^\[\]\n]{0,80}\]|…|\.\.\.+|%|[^\W_]+(?:['’-][^\W_]+|[.,](?=\d)\d+)*")
#: What stands for words left out or put in: nothing is known of the words there.
GAP = "…"
#: Words that an editor's brackets stand for, at most.
_GAP_WORDS = 12
_CONTRACTIONS = {
    **{f"{one}'s": (one, "is") for one in "it he she that there what who here where how".split()},
    "let's": ("let", "us"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
    "gonna": ("going", "to"),
}
_ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
#: Spellings that follow no pattern, and shorter ways of writing a word; American first.
_SPELLINGS = {
    "grey": "gray", "tyre": "tire", "tyres": "tires", "programme": "program", "programmes": "programs",
    "towards": "toward", "afterwards": "afterward", "backwards": "backward", "amongst": "among",
    "whilst": "while", "learnt": "learned", "burnt": "burned", "dreamt": "dreamed", "mum": "mom",
    "kerb": "curb", "plough": "plow", "sceptical": "skeptical", "sceptic": "skeptic", "ageing": "aging",
    "judgement": "judgment", "jewellery": "jewelry", "cheque": "check", "cosy": "cozy", "okay": "ok",
    "km": "kilometers", "kg": "kilograms", "alright": "allright", "fulfil": "fulfill", "enrol": "enroll",
    "skilful": "skillful", "wilful": "willful", "aeroplane": "airplane", "moustache": "mustache",
}  # fmt: skip
#: A part is not the same where one of these stands so few words before it in the other wording.
_NEGATORS = frozenset("not never no nor neither without".split())
_NEGATION_REACH = 3
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
)
_NUMBERS = {
    word: value for value, word in enumerate([*_UNITS.split(), *"seventeen eighteen nineteen".split()])
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_ORDINALS = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth tenth".split(),
        "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split(), strict=True)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuoteWord:
    """A folded word of a quote.

    :param folded: the word after folding; :data:`GAP` for an ellipsis and for words in square brackets.
    :param span: where its spelling stands; the words of a contraction share one place.
    """

    folded: str
    span: Span


def quote_words(text: str, start: int = 0) -> list[QuoteWord]:
    """Return the folded words of a quote, in order.

    Case, punctuation, British and American spelling, contractions, numbers up to a hundred in words, and
    *per cent* are folded.

    :param text: the quote.
    :param start: where it begins in its document.
    """
    view = plain_view(text)
    words: list[QuoteWord] = []
    for found in _TOKEN.finditer(view):
        span = Span(start + found.start(), start + found.end())
        for folded in _folded(found.group().lower()):
            last = words[-1] if words else None
            joined = _joined(last.folded, folded) if last is not None else None
            if last is not None and joined is not None:
                words[-1] = QuoteWord(joined, Span(last.span.start, span.end))
            else:
                words.append(QuoteWord(folded, span))
    return words


def _folded(word: str) -> Iterator[str]:
    if word[0] == "[" or word[0] in "….":
        yield GAP
    elif word == "%":
        yield "percent"
    elif word in _CONTRACTIONS:
        yield from _CONTRACTIONS[word]
    else:
        ending = next((ending for ending in _ENDINGS if word.endswith(ending) and word != ending), "")
        yield _spelling(word.removesuffix(ending))
        if ending:
            yield _ENDINGS[ending]


def _spelling(word: str) -> str:
    tens, _, unit = word.partition("-")
    if tens in _TENS and unit in _NUMBERS:
        return str(_TENS[tens] + _NUMBERS[unit])
    if word in _NUMBERS or word in _TENS:
        return str(_NUMBERS.get(word) or _TENS.get(word) or 0)
    return _ORDINALS.get(word) or fold(_SPELLINGS.get(word, word))


def _joined(before: str, word: str) -> str | None:
    """Return what two words are together: *per cent*, *twenty five*."""
    if (before, word) == ("per", "cent"):
        return "percent"
    if before in _ROUND and word in _DIGITS:
        return str(int(before) + int(word))
    return None


_ROUND = frozenset(str(value) for value in _TENS.values())
_DIGITS = frozenset("123456789")


def has_part(words: Sequence[str], part: Sequence[str]) -> bool:
    """Tell whether a wording stands in another word for word; its gaps stand for any few words.

    :param words: folded words of the longer one.
    :param part: folded words of the other.
    """
    return _place(words, part) is not None


def denied(words: Sequence[str], part: Sequence[str]) -> bool:
    """Tell whether a negation stands right before a part in a wording that has more than the part."""
    place = _place(words, part) or 0
    return place > 0 and not _NEGATORS.isdisjoint(words[max(0, place - _NEGATION_REACH) : place])


def _place(words: Sequence[str], part: Sequence[str]) -> int | None:
    """Return where a wording begins in another; its gaps stand for up to :data:`_GAP_WORDS` words."""
    runs = _runs(part)
    if not runs:
        return None
    for start in range(len(words) - len(runs[0]) + 1):
        end = _end_of(words, runs, start)
        if end is not None:
            return start
    return None


def _runs(words: Sequence[str]) -> list[list[str]]:
    runs: list[list[str]] = [[]]
    for word in words:
        if word == GAP:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _end_of(words: Sequence[str], runs: Sequence[Sequence[str]], start: int) -> int | None:
    """Return where runs of words end that follow each other from a place on, or None."""
    place, reach = start, 0
    for run in runs:
        found = next(
            (at for at in range(place, place + reach + 1) if list(words[at : at + len(run)]) == list(run)),
            None,
        )
        if found is None:
            return None
        place, reach = found + len(run), _GAP_WORDS
    return place


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut the commonest affixes off a folded word: *miners* meets *miner*, *unexplained* *explain*."""
    if word.startswith("un") and len(word) > 7:
        word = word[2:]
    for ending in ("ing", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
