"""Lines, columns, parts of findings in segments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from mtaudit.model import Role, Segment, Span
from mtaudit.reports.exchange.places import Lines, parts_by_segment

if TYPE_CHECKING:
    from types import SimpleNamespace

TEXTS = st.text(st.sampled_from("ab\r\n\u2028\x85👩\t "), max_size=40)


@given(TEXTS, st.data())
def test_a_line_and_a_column_lead_back_to_the_place(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = Lines(text).place(offset)
    before = re.split("(?<=\n)", text)[: line - 1]
    assert sum(map(len, before)) + column - 1 == offset
    assert line <= text.count("\n") + 1


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), min_size=1, max_size=6), st.data())
def test_the_parts_of_a_finding_are_what_segments_hold_of_it(
    sizes: list[tuple[int, int]], data: st.DataObject
) -> None:
    segments, place = [], 0
    for index, (size, gap) in enumerate(sizes):
        segments.append(Segment(index, Span(place, place + size), "x" * size, Role.BODY, "en"))
        place += size + gap
    start = data.draw(st.integers(0, place))
    end = data.draw(st.integers(start, place))

    class Found:
        span = Span(start, end)

    parts = parts_by_segment(segments, [Found()])
    held = {
        segment.span.start + at
        for segment, own in zip(segments, parts, strict=True)
        for part in own
        for at in range(part.start, part.end)
    }
    inside = {at for s in segments for at in range(s.span.start, s.span.end)}
    assert held == inside & set(range(start, end))
    assert all(
        0 <= p.start <= p.end <= len(s.text) for s, own in zip(segments, parts, strict=True) for p in own
    )
    if start < end:
        assert all(part.start < part.end for own in parts for part in own)
    else:
        touching = any(s.span.start <= start < s.span.end for s in segments)
        assert sum(map(len, parts)) == 1 or not touching


def test_a_finding_that_crosses_segments_has_a_part_in_each(exchange: SimpleNamespace) -> None:
    report = exchange.audited([exchange.spans[6]]).report
    (_, first, second, _) = parts_by_segment(report.document.segments, report.findings)
    texts = [segment.text for segment in report.document.segments]
    assert texts[1][first[0].start : first[0].end] == "said."
    assert texts[2][second[0].start : second[0].end] == "It\tholds"
