"""How predictable a language model finds the words: numbers that contrast kinds of words, names left out.

A translation's content words surprise more, beside its function words, than a native writer's do, and
surprise rises and falls more from word to word. The level alone says little: it goes with the topic.
"""

from __future__ import annotations

from itertools import pairwise
from statistics import fmean, pstdev
from typing import TYPE_CHECKING

from mtaudit.likelihood.sequences import function_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.likelihood.words import Sentence, Word

__all__ = ["SURPRISAL", "surprisal_numbers"]

#: Nats above which a word surprises no more: what is that rare is a name or a typo.
_MOST = 20.0
#: Names of what is measured, each with what a high value means to a reader.
SURPRISAL = {
    "mean": "words that surprise",
    "spread": "surprise that differs from word to word",
    "content": "content words that surprise",
    "function": "function words that surprise",
    "contrast": "content words that surprise more than function words",
    "steps": "surprise that jumps from one word to the next",
    "sentences": "sentences that differ in surprise",
    "high": "words that hardly fit",
    "low": "words that could not be otherwise",
}
#: A token of the language model: where it begins and ends in its text, and its log-probability.
Token = tuple[int, int, float]


def surprisal_numbers(
    sentences: Sequence[Sentence], tokens: Sequence[Sequence[Token]]
) -> dict[str, float] | None:
    """Measure a text or a part of it.

    :param sentences: its sentences.
    :param tokens: the tokens of each text that the sentences were read from, by its index.
    :returns: a number for each of :data:`SURPRISAL`, or None where content or function words are missing.
    """
    scored = [list(_scored(sentence, tokens)) for sentence in sentences]
    told = [(word, nats) for row in scored for word, nats in row if not (word.is_name or word.is_number)]
    function = [nats for word, nats in told if word.lower in function_words()]
    content = [nats for word, nats in told if word.lower not in function_words()]
    if not function or not content:
        return None
    every = [nats for _, nats in told]
    steps = [abs(one[1] - two[1]) for row in scored for one, two in pairwise(row)]
    means = [fmean(nats for _, nats in row) for row in scored]
    return {
        "mean": fmean(every),
        "spread": pstdev(every),
        "content": fmean(content),
        "function": fmean(function),
        "contrast": fmean(content) - fmean(function),
        "steps": fmean(steps) if steps else 0.0,
        "sentences": pstdev(means),
        "high": fmean(nats > 8 for nats in every),
        "low": fmean(nats < 1 for nats in every),
    }


def _scored(sentence: Sentence, tokens: Sequence[Sequence[Token]]) -> Iterator[tuple[Word, float]]:
    """Yield words with the surprisal of the tokens that overlap them."""
    of_text = tokens[sentence[0].text_index]
    at = 0
    for word in sentence:
        end = word.start + len(word.text)
        while at < len(of_text) and of_text[at][1] <= word.start:
            at += 1
        nats, place = 0.0, at
        while place < len(of_text) and of_text[place][0] < end:
            nats -= of_text[place][2]
            place += 1
        yield word, min(nats, _MOST)
