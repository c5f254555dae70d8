"""Kinds of text that the likelihood was not made for, taken out of the data by simple criteria.

Native: news about sport and about courts (so many words of a short list), what stands in quotation marks,
headlines. Translated: the same headlines and quotations of systems, and talks (human and machine translations
of MQM TED, which nothing was fitted on). There is no legal text, and no list of results.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from mtaudit.analysis.views import plain_view
from training import texts as corpus
from training.likelihood import fold
from training.texts import Parsed, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

__all__ = ["genres"]

#: A document is about one of these where at least so many of a hundred words are of the list.
_LEAST = 1.5
_LISTS = {
    "sport": """
match game games season league coach team teams cup tournament championship champion goal goals scored score
player players win wins won defeat final finals race medal medals squad striker innings round points stadium
fans club""",
    "courts": """
court courts judge judges jury trial ruling ruled appeal appeals sentenced sentence prosecutor prosecutors
lawyer lawyers attorney convicted conviction guilty charges charged defendant plaintiff lawsuit law laws legal
illegal legislation bill statute constitution constitutional verdict""",
}
_WORD = re.compile(r"[a-z]+")
_QUOTED = re.compile(r'"([^"]{20,})"')
#: Systems and human translations of talks that are read, and how many segments of each talk.
_TALKS, _SEGMENTS = ("ref", "refB", "Facebook-AI", "NiuTrans", "Online-W"), 60


def genres(read: Sequence[Parsed], data: Path) -> dict[str, list[Parsed]]:
    """Return texts by kind, native and translated together.

    :param read: the texts of the likelihood.
    :param data: where they are from.
    """
    native = [one for one in read if one.text.author == corpus.NATIVE]
    some = [*native, *(one for one in read if one.text.is_human_translation or _chosen(one.text))]
    return {
        **{name: [one for one in some if _is_about(one.text, of)] for name, of in _LISTS.items()},
        "quotations": _parsed(_quotations(some)),
        "headlines": _parsed(_headlines(data)),
        "talks": _parsed(_talks(data)),
    }


def _chosen(text: Text) -> bool:
    """Tell whether a translation is of the system that is read, the first online one of its pair."""
    return text.author == "Online-A"


def _is_about(text: Text, words: str) -> bool:
    listed = frozenset(words.split())
    told = [word for segment in text.segments for word in _WORD.findall(segment.lower())]
    return 100 * sum(word in listed for word in told) >= _LEAST * len(told) > 0


def _quotations(read: Iterable[Parsed]) -> Iterator[Text]:
    for one in read:
        text = one.text
        quoted = [found for segment in text.segments for found in _QUOTED.findall(plain_view(segment))]
        if quoted:
            yield Text(text.source, text.document, text.author, tuple(quoted))


def _headlines(data: Path) -> Iterator[Text]:
    """Yield headlines of one source and writer, those of one fold together, so that they fill parts."""
    joined: defaultdict[tuple[str, str, int], list[tuple[str, str]]] = defaultdict(list)
    for source in ("native", "ntrex", "wmt"):
        for text, first in corpus.headlines(source, data):
            if text.author == corpus.NATIVE or text.is_human_translation or _chosen(text):
                joined[text.source, text.author, fold(text)].append((text.document, first))
    for (source, author, _), held in joined.items():
        # Any of their documents names the fold.
        yield Text(source, held[0][0], author, tuple(headline for _, headline in held))


def _talks(data: Path) -> Iterator[Text]:
    for text in corpus.texts("mqm", data):
        if text.author.removeprefix("human:") in _TALKS:
            yield Text(text.source, text.document, text.author, text.segments[:_SEGMENTS])


def _parsed(every: Iterable[Text]) -> list[Parsed]:
    return [Parsed(text, tuple(corpus.read_sentences(text.segments))) for text in every]
