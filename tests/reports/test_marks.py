import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.model import Role, Segment, Span
from mtaudit.reports.marks import CLOSE, OPEN, mark_differences, mark_span, text_of
from mtaudit.reports.safe_text import safe_line

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def cut(text, *places):
    bounds = [0, *places, len(text)]
    return [
        Segment(index, Span(low, high), text[low:high], Role.BODY, "en")
        for index, (low, high) in enumerate(itertools.pairwise(bounds))
    ]


def test_a_span_is_marked_in_its_sentence():
    segments = cut("One thing. Another thing.", 11)
    assert mark_span(segments, Span(4, 9), "thing").plain == "One ⟦thing⟧. "
    assert mark_span(segments, Span(11, 18), "Another").plain == "⟦Another⟧ thing."


def test_a_span_across_segments_is_marked_in_both():
    segments = cut("One thing. Another thing.", 11)
    assert mark_span(segments, Span(4, 18), "x").plain == "One ⟦thing.  Another⟧ thing."


def test_a_span_between_segments_is_shown_alone():
    assert mark_span(cut("One."), Span(90, 91), "x").plain == "⟦x⟧"


def test_brackets_of_the_text_are_no_marks():
    line = mark_span(cut("a ⟦b⟧ c"), Span(0, 1), "a").plain
    assert line == r"⟦a⟧ \u27e6b\u27e7 c"


def test_a_very_long_sentence_is_cut_around_the_mark():
    line = mark_span(cut(f"{'a' * 5000}X{'b' * 5000}"), Span(5000, 5001), "X").plain
    assert line == f"…{'a' * 300}⟦X⟧{'b' * 300}…"


def test_a_mark_has_a_style_too():
    line = mark_span(cut("One thing."), Span(4, 9), "thing")
    styles = {line.plain[span.start : span.end]: str(span.style) for span in line.spans}
    assert styles["thing"] == "bold red underline"


@settings(deadline=None)
@given(text=ANYTHING.filter(bool), data=st.data())
def test_a_marked_line_reads_as_the_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    # A line end cut in two by the span is two signs instead of one.
    line = mark_span(cut(text), Span(start, end), text[start:end]).plain
    parts = (text[:start], text[start:end], text[end:])
    shown = [safe_line(part).replace(OPEN, r"\u27e6").replace(CLOSE, r"\u27e7") for part in parts]
    assert line == f"{shown[0]}{OPEN}{shown[1]}{CLOSE}{shown[2]}"
    assert (line.count(OPEN), line.count(CLOSE)) == (1, 1)


def test_words_that_the_other_lacks_are_marked():
    left, right = mark_differences(
        "that will incur 'costs', it will have consequences",
        "that will have costs, that would have consequences",
    )
    assert left.plain == "that will ⟦incur⟧ 'costs', ⟦it will⟧ have consequences"
    assert right.plain == "that will ⟦have⟧ costs, ⟦that would⟧ have consequences"


def test_case_and_punctuation_are_no_difference():
    left, right = mark_differences("This is unwarranted.", "this is “unwarranted”")
    assert OPEN not in left.plain + right.plain


def test_nothing_in_common_marks_everything():
    assert [side.plain for side in mark_differences("a b", "c")] == ["⟦a b⟧", "⟦c⟧"]


def test_nothing_is_marked_in_nothing():
    assert [side.plain for side in mark_differences("", "")] == ["", ""]


def test_repetitive_text_takes_no_time():
    mark_differences("no " * 20_000, "no no yes " * 7_000)


@settings(deadline=None)
@given(ANYTHING, ANYTHING)
def test_differences_keep_every_word(left, right):
    for text, side in zip((left, right), mark_differences(left, right), strict=True):
        words = [safe_line(word).replace(OPEN, r"\u27e6") for word in text.split()]
        words = [word.replace(CLOSE, r"\u27e7") for word in words]
        assert side.plain.replace(OPEN, "").replace(CLOSE, "").split() == " ".join(words).split()


def test_markup_is_text():
    assert text_of("[bold]x[/]", ("[red]", "green")).plain == "[bold]x[/][red]"
