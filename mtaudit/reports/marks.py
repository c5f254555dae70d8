"""Spans and differences marked in a line of text, for terminals with colour and without.

A mark is a pair of brackets, ``⟦`` and ``⟧``, and a style besides. Brackets survive wrapping, pipes
and copying, which a line of carets underneath does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel
from rich.text import Text

from mtaudit.reports.safe_text import escape, safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import Segment, Span

__all__ = ["CLOSE", "MARK", "OPEN", "differing_words", "mark_differences", "mark_span", "text_of"]

OPEN, CLOSE = "⟦", "⟧"

#: Style of what stands between the brackets.
MARK = "bold red underline"

#: Code points of a sentence that are shown on either side of a mark.
_CONTEXT = 300

_BRACKETS = re.compile(f"[{OPEN}{CLOSE}]")
_WORD = re.compile(r"\S+")
_EDGES = re.compile(r"^\W+|\W+$")


def text_of(*parts: str | tuple[str, str]) -> Text:
    """Return one line of safe text.

    :param parts: texts, or pairs of a text and a rich style. Markup in them is text.
    """
    line = Text()
    for part in parts:
        content, style = part if isinstance(part, tuple) else (part, "")
        line.append(safe_line(content), style)
    return line


def mark_span(segments: Sequence[Segment], span: Span, text: str) -> Text:
    """Return the segments that a span touches, on one line, with the span marked.

    :param segments: every segment of the text.
    :param span: what to mark; it may cross segments.
    :param text: the text at ``span``, shown alone where the span touches no segment.
    """
    touched = [segment for segment in segments if segment.span.overlaps(span)]
    line = Text()
    if not touched:
        _bracket(line, text)
        return line
    first, last = touched[0], touched[-1]
    before = first.text[: max(span.start - first.span.start, 0)]
    after = last.text[max(span.end - last.span.start, 0) :]
    inside = [
        segment.text[max(span.start - segment.span.start, 0) : span.end - segment.span.start]
        for segment in touched
    ]
    line.append(_plain(f"…{before[-_CONTEXT:]}" if len(before) > _CONTEXT else before))
    _bracket(line, " ".join(inside))
    line.append(_plain(f"{after[:_CONTEXT]}…" if len(after) > _CONTEXT else after))
    return line


def mark_differences(left: str, right: str) -> tuple[Text, Text]:
    """Return two wordings with the words marked that the other does not have in that place.

    :param left: one wording.
    :param right: the other.
    """
    ours, theirs = differing_words(left, right)
    return _mark_words(*ours), _mark_words(*theirs)


def differing_words(left: str, right: str) -> tuple[tuple[list[str], set[int]], tuple[list[str], set[int]]]:
    """Return the words of two wordings, and which of either the other does not have in that place.

    Words are compared without regard to case and to punctuation at their edges.

    :param left: one wording.
    :param right: the other.
    :returns: for each its words, and the places in them of those that differ.
    """
    words = [_WORD.findall(left), _WORD.findall(right)]
    keys = [[_key(word) for word in side] for side in words]
    # Longest common subsequence by bit vectors: difflib's time is cubic on repetitive text.
    own: tuple[set[int], set[int]] = (set(), set())
    for code in Indel.opcodes(*keys):
        if code.tag != "equal":
            own[0].update(range(code.src_start, code.src_end))
            own[1].update(range(code.dest_start, code.dest_end))
    return (words[0], own[0]), (words[1], own[1])


def _key(word: str) -> str:
    return (_EDGES.sub("", word) or word).casefold()


def _mark_words(words: Sequence[str], chosen: set[int]) -> Text:
    line, run = Text(), list[str]()
    for index, word in enumerate(words):
        if index in chosen:
            run.append(word)
        if run and index + 1 not in chosen:
            _bracket(line, " ".join(run))
            run.clear()
        elif index not in chosen:
            line.append(_plain(word))
        if not run and index + 1 < len(words):
            line.append(" ")
    return line


def _plain(text: str) -> str:
    # Brackets of the text itself are escaped, so that none of them passes for a mark.
    return _BRACKETS.sub(lambda match: escape(match[0]), safe_line(text))


def _bracket(line: Text, text: str) -> None:
    line.append(OPEN, "bold")
    line.append(_plain(text), MARK)
    line.append(CLOSE, "bold")
