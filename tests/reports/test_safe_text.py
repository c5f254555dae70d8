import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtaudit.reports.safe_text import UNSEEN, escape, safe_line, safe_text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60)
BIDIRECTIONAL = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202eabc\u202c", r"\u202eabc\u202c"),
        ("\u2066\u2069\u200e\u200f\u061c", r"\u2066\u2069\u200e\u200f\u061c"),
        ("\ud83d", r"\ud83d"),
        ("a\rb", r"a\x0db"),
        ("\x00\x07\x7f\x85", r"\x00\x07\x7f\x85"),
        ("\U000e0041", r"\U000e0041"),
        ("\u2028\ufeff", r"\u2028\ufeff"),
    ],
)
def test_what_steers_or_hides_is_shown(text, shown):
    assert safe_text(text) == shown


@pytest.mark.parametrize(
    "text", ["naïve “quotes” –", "e\u0301", "👩‍👩‍👧", "می‌خواهم", "日本語", "❤\ufe0f", "[b]"]
)
def test_what_is_written_stays(text):
    assert safe_text(text) == text


def test_line_ends_become_line_feeds():
    assert safe_text("a\r\nb\tc\n") == "a\nb\tc\n"


def test_a_line_is_one_line():
    assert safe_line("a\r\n\r\nb\t\tc\n") == "a b c "


@settings(deadline=None)
@given(ANYTHING)
def test_nothing_unseen_is_left(text):
    line = safe_line(text)
    assert not UNSEEN.search(line)
    assert not re.search(r"[\n\t]", line)
    for character in line:
        assert unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        assert unicodedata.bidirectional(character) not in BIDIRECTIONAL
    assert line.encode("utf-8").decode("utf-8") == line


@settings(deadline=None)
@given(st.characters(exclude_categories=()))
def test_an_escape_names_its_code_point(character):
    assert int(re.sub(r"^\\[xuU]", "", escape(character)), 16) == ord(character)
    assert escape(character).isascii()
