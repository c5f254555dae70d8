"""What can be wrong with a test set: lengths that differ, equal systems, arguments in the wrong order."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from pathlib import PurePath
from statistics import median
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, UsageError
from mtaudit.metrics.options import SYSTEM_METRICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mtaudit.model.systems import NamedSegments, TestSet

__all__ = ["check_test_set"]

_REFERENCE_NAME = re.compile(r"(?:^|[^a-z])(?:ref[a-d]?|refs|reference|references|human|gold)(?:[^a-z]|$)")
_ORDER = "Are the arguments in the right order? The reference comes first."
#: Segments that texts are held against each other on, spread evenly over the test set.
_SAMPLE = 200
#: Fewest systems among which one can be told to be unlike the others.
_FEWEST_SYSTEMS = 4
#: How far below the middle of all texts a system lies that may be the reference. On the 4 references and 36
#: systems of WMT21 into English the reference is 0.07 to 0.15 below; shares of words are 0 to 1.
_UNLIKE = 0.05


def check_test_set(test_set: TestSet) -> tuple[str, ...]:
    """Refuse a test set whose parts do not fit, and tell what is odd about one that does.

    :param test_set: what was read.
    :returns: a sentence for each oddity: a system equal to a reference or to another, empty segments,
        arguments that seem to be in the wrong order.
    :raises InputError: for parts of different lengths; the message names both and both counts.
    :raises UsageError: for a test set without references, systems or segments, or with two of one name.
    """
    _check_parts(test_set)
    first = test_set.references[0]
    for other in (*test_set.references[1:], *test_set.systems):
        if len(other.segments) != len(first.segments):
            raise InputError(
                f"{_counted(other)}, but {_told(first)} has {_counted(first)}",
                file=_told(other),
                mend="give one segment a line in the same order",
            )
    if test_set.documents is not None and len(test_set.documents) != len(first.segments):
        raise InputError(
            f"{len(test_set.documents)} documents are named, but {_told(first)} has {_counted(first)}",
            mend="name one document for each segment",
        )
    _check_scores(test_set)
    return (*_transposed(test_set), *_equal(test_set), *_empty(test_set), *_tokenised(test_set))


def _check_parts(test_set: TestSet) -> None:
    for what, parts in (("reference", test_set.references), ("system", test_set.systems)):
        if not parts:
            raise UsageError(f"there is no {what}", mend="give one or more")
        twice = [name for name, times in Counter(part.name for part in parts).items() if times > 1]
        if twice:
            raise UsageError(f"two {what}s are called {twice[0]!r}", mend="call one otherwise")
    if not test_set.references[0].segments:
        raise UsageError("the reference has no segments", mend="give one or more")


def _check_scores(test_set: TestSet) -> None:
    names = [system.name for system in test_set.systems]
    for measure, times in Counter(one.measure for one in test_set.scores).items():
        if times > 1 or measure in SYSTEM_METRICS:
            raise UsageError(f"a measure is called {measure!r} already", mend="call it otherwise")
    for one in test_set.scores:
        for system, values in one.scores:
            if system not in names:
                raise UsageError(
                    f"{one.measure} scores {system!r}, which is no system",
                    mend=f"choose among {', '.join(names)}",
                )
            if len(values) != len(test_set.references[0].segments):
                raise InputError(
                    f"{one.measure} has {len(values)} scores of {system}, which has "
                    f"{len(test_set.references[0].segments)} segments",
                    mend="give one score a segment, None for an absent one",
                )


def _told(part: NamedSegments) -> str:
    return part.name if part.source == "<memory>" else part.source


def _counted(part: NamedSegments) -> str:
    return f"{len(part.segments)} segment{'' if len(part.segments) == 1 else 's'}"


def _equal(test_set: TestSet) -> Iterable[str]:
    for reference in test_set.references:
        for system in test_set.systems:
            if system.segments == reference.segments:
                yield f"{_told(system)} is the same text as the reference {_told(reference)}."
    for one, other in combinations(test_set.systems, 2):
        if one.segments == other.segments:
            yield f"{_told(one)} and {_told(other)} are the same text."
    for one, other in combinations(test_set.references, 2):
        if one.segments == other.segments:
            yield f"The references {_told(one)} and {_told(other)} are the same text."


def _empty(test_set: TestSet) -> Iterable[str]:
    for part in (*test_set.references, *test_set.systems):
        places = [number for number, text in enumerate(part.segments, 1) if not text.strip()]
        if places:
            shown = ", ".join(map(str, places[:5])) + (", …" if len(places) > 5 else "")
            has = "1 empty segment" if len(places) == 1 else f"{len(places)} empty segments"
            yield f"{_told(part)} has {has}: {shown}."


def _tokenised(test_set: TestSet) -> Iterable[str]:
    for part in (*test_set.references, *test_set.systems):
        apart = sum(text.rstrip().endswith(" .") for text in part.segments)
        if 2 * apart > len(part.segments):
            yield (
                f"{_told(part)} looks tokenised: {apart} of its segments end in a space and a full stop. "
                "The metrics tokenise; give text as people write it."
            )


def _transposed(test_set: TestSet) -> Iterable[str]:
    """Tell of a reference that seems to be among the systems, by its name or by its text."""
    if any(_named_as_reference(one) for one in test_set.references):
        return
    given = _told(test_set.references[0])
    named = next((system for system in test_set.systems if _named_as_reference(system)), None)
    if named is not None:
        yield f"{_told(named)} has the name of a reference; the reference given is {given}. {_ORDER}"
    elif (unlike := _unlike_the_others(test_set)) is not None:
        yield (
            f"{_told(unlike)} is the text least like all others, as a reference mostly is; {given}, given as "
            f"the reference, is much like them. {_ORDER}"
        )


def _named_as_reference(part: NamedSegments) -> bool:
    name = PurePath(part.name if part.source == "<memory>" else part.source).name
    return _REFERENCE_NAME.search(name.lower()) is not None


def _unlike_the_others(test_set: TestSet) -> NamedSegments | None:
    """Return the system that may be the reference.

    Outputs of machines share more words with each other than with a reference that people wrote. So the
    text that is least like all others should be the one given as the reference, or a poor system beside it.
    On WMT21 into English, 240 draws of four to six systems: no false alarm, and half of the arguments that
    were exchanged are noticed.
    """
    texts = (test_set.references[0], *test_set.systems)
    if len(test_set.references) > 1 or len(test_set.systems) < _FEWEST_SYSTEMS:
        return None
    alike = _likeness([text.segments for text in texts])
    middle, lowest = median(alike), min(alike)
    if alike[0] < middle or middle - lowest < _UNLIKE:
        return None
    return texts[alike.index(lowest)]


def _likeness(texts: Sequence[Sequence[str]]) -> list[float]:
    """Return the mean share of words, 0 to 1, that each text has in common with the others."""
    step = max(1, len(texts[0]) // _SAMPLE)
    bags = [[Counter(segment.lower().split()) for segment in text[::step][:_SAMPLE]] for text in texts]
    sums = [0.0] * len(texts)
    for one, other in combinations(range(len(texts)), 2):
        pairs = list(zip(bags[one], bags[other], strict=True))
        words = sum(left.total() + right.total() for left, right in pairs)
        share = 2 * sum((left & right).total() for left, right in pairs) / words if words else 1.0
        sums[one] += share
        sums[other] += share
    return [total / (len(texts) - 1) for total in sums]
