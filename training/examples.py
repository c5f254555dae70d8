"""Parts of texts, and what is measured of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.likelihood.findings import finding_numbers
from mtaudit.likelihood.measures import measures
from mtaudit.likelihood.sequences import runs
from mtaudit.likelihood.surprisal import surprisal_numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from mtaudit.engines.base import TokenScore
    from mtaudit.likelihood.words import Sentence

    from .findings import Codes
    from .texts import Parsed, Text


#: Every run of signs that was met, with its number, by kind of evidence.
_NUMBERS: defaultdict[str, dict[str, int]] = defaultdict(dict)
#: The runs of a part by their numbers, rising, and how often each occurs.
Row = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Example:
    """A part of a text of about the same length as others, and its numbers.

    :param text: where it is from.
    :param words: its length.
    :param count: counts its runs of signs, by kind; asked once, and only where they are needed.
    :param numbers: of the kinds of evidence that are numbers, by kind and name.
    """

    text: Text
    words: int
    count: Callable[[], Mapping[str, Mapping[str, int]]] = field(repr=False)
    numbers: Mapping[str, Mapping[str, float]] = field(repr=False)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Its runs of signs, by kind."""
        return {kind: _row(kind, counts) for kind, counts in self.count().items()}


def _row(kind: str, counts: Mapping[str, int]) -> Row:
    numbers = _NUMBERS[kind]
    found = {numbers.setdefault(run, len(numbers)): count for run, count in counts.items()}
    places = np.fromiter(found, dtype=np.int64, count=len(found))
    order = np.argsort(places)
    return places[order], np.fromiter(found.values(), dtype=float, count=len(found))[order]


def named_runs(kind: str) -> list[str]:
    """Return every run of a kind that was met, at the place of its number."""
    return list(_NUMBERS[kind])


def chunks(sentences: Sequence[Sentence], words: int) -> list[list[Sentence]]:
    """Cut a text into parts of at least so many words, in whole sentences; the rest is left out."""
    parts: list[list[Sentence]] = []
    part: list[Sentence] = []
    for sentence in sentences:
        part.append(sentence)
        if sum(map(len, part)) >= words:
            parts.append(part)
            part = []
    return parts


@dataclass(frozen=True)
class More:
    """What is known of some texts beside their words.

    :param scores: of the language model, a list for each segment; None where they are not asked for.
    :param codes: of the rules' findings, a list for each segment; None where they are not asked for.
    """

    scores: Mapping[Text, list[list[TokenScore]]] | None = None
    codes: Mapping[Text, Codes] | None = None

    def knows(self, text: Text) -> bool:
        return all(known is None or text in known for known in (self.scores, self.codes))


def examples(read: Iterable[Parsed], words: int, more: More | None = None) -> list[Example]:
    """Cut texts into parts and measure them.

    :param read: the texts.
    :param words: of a part.
    :param more: what else is measured; only texts that it knows are read.
    """
    more = more or More()
    return [
        Example(one.text, sum(map(len, part)), partial(runs, part), numbers)
        for one in read
        if more.knows(one.text)
        for part in chunks(one.sentences, words)
        if (numbers := _numbers(one.text, part, more)) is not None
    ]


def _numbers(text: Text, part: Sequence[Sentence], more: More) -> dict[str, dict[str, float]] | None:
    numbers = {"measures": measures(part)}
    if more.codes is not None:
        codes = more.codes[text]
        found = sum(len(codes[place]) for place in {sentence[0].text_index for sentence in part})
        numbers["findings"] = finding_numbers(found, sum(map(len, part)))
    if more.scores is not None:
        scored = surprisal_numbers(part, more.scores[text])
        if scored is None:
            return None
        numbers["surprisal"] = scored
    return numbers
