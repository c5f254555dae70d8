"""What became of a segment: the status of one output, judged from its text.

The first of these that holds is the status: empty, looping, truncated, copied, wrong-language, ok.
A loop normally ends at the limit of length, and "looping" says more than "truncated". An empty
output is truncated where the engine had no room to write any. Copied is an output that repeats its
source, or an example of the prompt that the source does not resemble.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.analysis.language import identify
from mtaudit.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "LANGUAGE_WORDS",
    "STATUS_VERSION",
    "Example",
    "Stop",
    "is_copied",
    "is_example",
    "is_looping",
    "is_periodic_tail",
    "judge",
]

#: Raise when the judgement changes; part of the key of the cache, which keeps statuses.
STATUS_VERSION = 2

#: A segment of at most this many words, none of them in lower case, may rightly stay as it is:
#: names, acronyms, numbers ("Jakarta", "NATO", "Jakarta, 26 November 2021").
NAME_WORDS = 4

#: Words below which the language of an output is not judged: names and loans decide such cases.
LANGUAGE_WORDS = 5

#: Share of the letters of its source that an output has at least, and letters of a source from
#: which that is asked: less is a text cut off, or an answer to something else than the prompt.
SHORT_SHARE, SHORT_LETTERS = 0.25, 40

#: Longest repeated unit looked for, in words and in characters.
WORD_PERIOD, CHARACTER_PERIOD = 12, 24

#: Times a unit of words stands in a row before it is a loop, and the least words it then covers:
#: "very, very, very" is no loop.
WORD_REPEATS, WORD_COVER = 3, 8

#: Least characters that a repeated unit of characters covers to be a loop, and its least repeats.
CHARACTER_REPEATS, CHARACTER_COVER = 4, 32

#: A sequence of this many words that occurs this often anywhere is a loop with something between.
GRAM_WORDS, GRAM_REPEATS = 4, 4


#: Words in a row that an output shares with an example of the prompt to be copied from it, unless
#: the segment shares this many with the source of that example ("said on Tuesday that").
EXAMPLE_WORDS, EXAMPLE_SOURCE_WORDS = 5, 3


class Example(NamedTuple):
    """An example that a prompt shows.

    :param source: in the language of the segments.
    :param target: in the language wanted.
    """

    source: str
    target: str


class Stop(Enum):
    """Why an engine stopped writing."""

    END = auto()
    LIMIT = auto()
    LOOP = auto()


def judge(
    source_text: str,
    output: str,
    *,
    target: str,
    stop: Stop = Stop.END,
    examples: Iterable[Example] = (),
) -> Status:
    """Tell what became of a segment.

    :param source_text: the segment.
    :param output: what the engine wrote.
    :param target: ISO 639-1 code of the language wanted.
    :param stop: why the engine stopped.
    :param examples: what the prompt shows beside the segment.
    """
    if not output.strip():
        return Status.TRUNCATED if stop is Stop.LIMIT else Status.EMPTY
    if stop is Stop.LOOP or (is_looping(output) and not is_looping(source_text)):
        return Status.LOOPING
    if stop is Stop.LIMIT or _is_cut_short(source_text, output):
        return Status.TRUNCATED
    if is_copied(source_text, output) or is_example(source_text, output, examples):
        return Status.COPIED
    if len(output.split()) >= LANGUAGE_WORDS and identify(output) not in {None, target}:
        return Status.WRONG_LANGUAGE
    return Status.OK


def is_copied(source_text: str, output: str) -> bool:
    """Tell whether the output is its source, case, punctuation and spacing apart.

    A segment without letters is never copied, nor is one that may be all names: at most
    ``NAME_WORDS`` words, none of which begins in lower case.
    """
    folded = _fold(source_text)
    if folded != _fold(output):
        return False
    words = [word for word in source_text.split() if any(map(str.isalpha, word))]
    if not words:
        return False
    return len(words) > NAME_WORDS or any(_begins_in_lower_case(word) for word in words)


def is_example(source_text: str, output: str, examples: Iterable[Example]) -> bool:
    """Tell whether the output repeats an example of the prompt that its source does not resemble.

    Small base models do: they answer a quote with the quote of an example.
    """
    written, read = _grams(output, EXAMPLE_WORDS), _grams(source_text, EXAMPLE_SOURCE_WORDS)
    return any(
        written & _grams(example.target, EXAMPLE_WORDS)
        and not read & _grams(example.source, EXAMPLE_SOURCE_WORDS)
        for example in examples
    )


def is_looping(text: str) -> bool:
    """Tell whether a text repeats a unit of words or characters as broken decoders do.

    Linear in the length of the text: one pass for each period, and one that counts n-grams.
    """
    words = text.casefold().split()
    if any(
        _longest_run(words, period) >= max(WORD_REPEATS * period, WORD_COVER)
        for period in range(1, min(WORD_PERIOD, len(words) // WORD_REPEATS) + 1)
    ):
        return True
    letters = "".join(words)
    if any(
        _longest_run(letters, period) >= max(CHARACTER_REPEATS * period, CHARACTER_COVER)
        for period in range(1, min(CHARACTER_PERIOD, len(letters) // CHARACTER_REPEATS) + 1)
    ):
        return True
    grams = Counter(zip(*(islice(words, start, None) for start in range(GRAM_WORDS)), strict=False))
    return max(grams.values(), default=0) >= GRAM_REPEATS


def is_periodic_tail(items: Sequence[int], *, period: int, cover: int, repeats: int) -> bool:
    """Tell whether a sequence ends in a unit repeated over and over.

    :param items: token ids so far.
    :param period: longest unit looked for.
    :param cover: least items that the repetition covers.
    :param repeats: least repetitions of the unit.
    """
    for unit in range(1, period + 1):
        length = max(cover, repeats * unit)
        if length > len(items):
            continue
        tail = items[-length:]
        if tail[unit:] == tail[:-unit]:
            return True
    return False


def _is_cut_short(source_text: str, output: str) -> bool:
    letters = sum(map(str.isalpha, source_text))
    return letters >= SHORT_LETTERS and sum(map(str.isalpha, output)) < SHORT_SHARE * letters


def _grams(text: str, size: int) -> set[tuple[str, ...]]:
    words = [folded for word in text.split() if (folded := _fold(word))]
    return set(zip(*(islice(words, start, None) for start in range(size)), strict=False))


def _longest_run(items: Sequence[str], period: int) -> int:
    """Return how many items the longest stretch with this period covers."""
    longest = run = 0
    for earlier, later in zip(items, islice(items, period, None), strict=False):
        run = run + 1 if earlier == later else 0
        longest = max(longest, run)
    return longest + period if longest else 0


def _fold(text: str) -> str:
    """Keep letters, marks, digits and symbols, case folded."""
    return "".join(
        char
        for char in unicodedata.normalize("NFKC", text).casefold()
        if unicodedata.category(char)[0] not in "PZC"
    )


def _begins_in_lower_case(word: str) -> bool:
    first = next((char for char in word if char.isalpha()), "")
    return first.islower()
