"""Texts and replacements in them, as tokens.

A replacement becomes a branch: the tokens that differ from the text's, from the first that does to a few
after the replacement. What stands before the branch point is shared with the text.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.engines.base import Replacement

__all__ = ["RIGHT_TOKENS", "Branch", "Encoded", "encode", "make_branches", "pack"]

#: Tokens after a replacement that are scored with it, on its line. Whether a paraphrase fits shows in the
#: words right after it.
RIGHT_TOKENS = 10


class Encoded(NamedTuple):
    """A text in tokens.

    :param text: the text, lone surrogates replaced.
    :param ids: its tokens.
    :param spans: start and end of each in code points.
    """

    text: str
    ids: list[int]
    spans: list[tuple[int, int]]


class Branch(NamedTuple):
    """A replacement in tokens.

    :param place: its place among the replacements.
    :param at: index of the first token of the text that it changes.
    :param end: index after the last token of the text that it is held against.
    :param ids: its own tokens, those after the replacement included; at least one.
    """

    place: int
    at: int
    end: int
    ids: list[int]


def encode(tokenizer: Any, text: str) -> Encoded:
    """Turn a text into tokens. Special tokens written in it are plain text.

    :param tokenizer: of transformers, a fast one.
    :param text: lone surrogates, which have no UTF-8 form, become U+FFFD.
    """
    text = _well_formed(text)
    if not text:
        return Encoded(text, [], [])
    encoded = tokenizer(
        text, add_special_tokens=False, split_special_tokens=True, return_offsets_mapping=True
    )
    return Encoded(text, list(encoded["input_ids"]), list(encoded["offset_mapping"]))


def make_branches(
    tokenizer: Any, encoded: Encoded, replacements: Sequence[Replacement], right_tokens: int = RIGHT_TOKENS
) -> list[Branch]:
    """Turn replacements into branches; those that leave the text as it is, or end it early, have none.

    Each is tokenised from the white space before it: no token of the text reaches over that.

    :param tokenizer: the one that encoded the text.
    :param encoded: the text.
    :param replacements: in any order.
    :param right_tokens: tokens after the replacement.
    """
    text, ids, spans = encoded
    if not replacements or not ids:
        return []
    starts = [start for start, _ in spans]
    begins = dict(zip(reversed(starts), range(len(starts) - 1, -1, -1), strict=True))
    cuts, pieces = [], []
    for start, end, words in replacements:
        begin = start
        while begin and not (begin in begins and text[begin].isspace()):
            begin -= 1
        following = bisect_left(starts, end)
        right = min(following + right_tokens, len(ids))
        line = text.find("\n", end, spans[right - 1][1])
        if line >= 0:
            right = max(following, min(right, bisect_left(starts, line)))
        while right < len(ids) and spans[right][0] < spans[right - 1][1]:
            right += 1  # several tokens of one character
        cuts.append((begins[begin], right))
        pieces.append(text[begin:start] + _well_formed(words) + text[end : max(end, spans[right - 1][1])])
    found = tokenizer(pieces, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    branches = []
    for place, ((first, right), new) in enumerate(zip(cuts, found, strict=True)):
        pairs = zip(ids[first:right], new, strict=False)
        same = next((index for index, (old, other) in enumerate(pairs) if old != other), None)
        if same is not None:
            branches.append(Branch(place, first + same, right, list(new[same:])))
    return branches


def pack(lengths: Sequence[int], room: int) -> list[list[int]]:
    """Put what is short enough into rows, longest first, so that rows are few.

    :param lengths: of the things, in tokens.
    :param room: of a row; what is longer, or empty, is in no row.
    :returns: indices, row by row; equal lengths stay in order.
    """
    rows: list[list[int]] = []
    left: list[int] = []
    fitting = (index for index, length in enumerate(lengths) if 0 < length <= room)
    for index in sorted(fitting, key=lambda index: -lengths[index]):
        row = next((number for number, free in enumerate(left) if free >= lengths[index]), len(rows))
        if row == len(rows):
            rows.append([])
            left.append(room)
        rows[row].append(index)
        left[row] -= lengths[index]
    return rows


def _well_formed(text: str) -> str:
    """Replace lone surrogates one for one; a pair of them cannot stand in text that was decoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text
