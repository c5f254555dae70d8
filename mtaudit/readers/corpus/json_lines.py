"""JSON lines: an object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtaudit.readers.corpus.lines import line_text, numbered_lines
from mtaudit.readers.corpus.rows import Rows

if TYPE_CHECKING:
    from mtaudit.readers.corpus.entries import Entry
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions, Rejected

__all__ = ["read_json_lines"]


def read_json_lines(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read an object a line; a line of white space is none.

    :param file: the opened file.
    :param options: names of keys, and the encoding.
    """
    rows = Rows(file, options)
    for number, line in numbered_lines(file, options.encoding):
        place = f"line {number}"
        try:
            text = line_text(line)
        except ValueError as error:
            yield rows.rejected(place, str(error))
            continue
        if text.isspace():
            continue
        try:
            row = json.loads(text.rstrip("\r\n"))
        except json.JSONDecodeError as error:
            yield rows.rejected(place, f"not JSON ({error.msg}, character {error.pos + 1} of the line)")
        except (RecursionError, ValueError) as error:
            told = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
            yield rows.rejected(place, f"not JSON that can be read ({told})")
        else:
            if isinstance(row, dict):
                yield rows.entry(row, number, place)
            else:
                yield rows.rejected(place, 'not an object of JSON, such as {"text": "…"}')
