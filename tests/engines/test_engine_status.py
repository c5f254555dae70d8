from __future__ import annotations

import pytest

from mtaudit.engines.completeness.status import Stop, is_copied, is_looping, is_periodic_tail, judge
from mtaudit.engines.kinds.prompt import make_prompt
from mtaudit.model import Status

SENTENCE = "The minister said on Monday that the bridge would be closed until the end of the year."
SENTENCE_ID = "Menteri mengatakan pada hari Senin bahwa jembatan itu akan ditutup hingga akhir tahun."


def test_a_translation_is_ok() -> None:
    assert judge(SENTENCE, SENTENCE_ID, target="id") is Status.OK
    assert judge(SENTENCE_ID, SENTENCE, target="en") is Status.OK


@pytest.mark.parametrize("output", ["", "  ", "\n"])
def test_nothing_written_is_empty(output: str) -> None:
    assert judge(SENTENCE, output, target="id") is Status.EMPTY


def test_nothing_written_for_want_of_room_is_truncated() -> None:
    assert judge(SENTENCE, "", target="id", stop=Stop.LIMIT) is Status.TRUNCATED


def test_the_limit_is_truncated() -> None:
    assert judge(SENTENCE, SENTENCE_ID, target="id", stop=Stop.LIMIT) is Status.TRUNCATED


def test_far_too_short_is_truncated() -> None:
    assert judge(SENTENCE, "Menteri itu.", target="id") is Status.TRUNCATED


def test_the_source_again_is_copied() -> None:
    assert judge(SENTENCE, SENTENCE, target="id") is Status.COPIED
    assert judge(SENTENCE, f"“{SENTENCE.upper()}”", target="id") is Status.COPIED


def test_an_example_of_the_prompt_is_copied() -> None:
    shown = make_prompt("en", "id").examples
    parroted = '"Kami tidak akan menaikkan harga tiket tahun ini," kata direktur itu.'
    quote = '"Without any trust in the country, there is no way we will disarm," he said.'
    assert judge(quote, parroted, target="id", examples=shown) is Status.COPIED
    assert judge(shown[2].source, parroted, target="id", examples=shown) is Status.OK
    assert judge(SENTENCE, SENTENCE_ID, target="id", examples=shown) is Status.OK


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("Jakarta", False),
        ("NATO", False),
        ("Joko Widodo", False),
        ("JAKARTA, 26 November 2021", False),
        ("1.500", False),
        ("👍🏽 🙂", False),
        ("—", False),
        ("Ali bin Abi Talib", True),  # a known false alarm: "bin" is in lower case
        ("the bridge", True),
        ("Bridge Closed Until Further Notice Today", True),
        ("militer rusia di perbatasan ukraina", True),
    ],
)
def test_what_may_rightly_stay_as_it_is(text: str, copied: bool) -> None:
    assert is_copied(text, text) is copied


@pytest.mark.parametrize(
    "text",
    [
        "the city of " * 8,
        "ha " * 12,
        "a" * 60,
        "!?" * 40,
        "He said that he would go. He said that he would go. He said that he would go.",
        "one of the most a, one of the most b, one of the most c, one of the most d",
        "你好吗" * 20,
    ],
)
def test_loops(text: str) -> None:
    assert is_looping(text)
    assert judge(SENTENCE, text, target="id") is Status.LOOPING
    assert judge(SENTENCE, text, target="id", stop=Stop.LIMIT) is Status.LOOPING


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        SENTENCE_ID,
        "It was very, very, very hot, and the anak-anak played on and on and on.",
        "No, no, no!",
        "100,000,000,000,000",
        "",
    ],
)
def test_no_loops(text: str) -> None:
    assert not is_looping(text)


def test_a_source_that_repeats_may_be_translated_so() -> None:
    assert judge("go " * 12, "pergi " * 12, target="id") is not Status.LOOPING


def test_the_engine_saw_a_loop() -> None:
    assert judge(SENTENCE, SENTENCE_ID, target="id", stop=Stop.LOOP) is Status.LOOPING


def test_wrong_language() -> None:
    german = "Der Minister sagte am Montag, die Brücke werde bis Ende des Jahres gesperrt bleiben."
    assert judge(SENTENCE, german, target="id") is Status.WRONG_LANGUAGE
    other = "The police have closed the road because a truck lost its load near the harbour."
    assert judge(SENTENCE, other, target="id") is Status.WRONG_LANGUAGE
    assert judge(SENTENCE_ID, SENTENCE_ID + " Itu benar.", target="en") is Status.WRONG_LANGUAGE


def test_a_short_output_is_never_in_the_wrong_language() -> None:
    assert judge("Breaking news", "Breaking the news", target="id") is Status.OK


def test_a_long_text_without_a_loop_and_one_with() -> None:
    words = [f"w{i % 997}x{i}" for i in range(50_000)]
    assert not is_looping(" ".join(words))
    assert is_looping(" ".join([*words, *["again and"] * 50_000]))


def test_a_periodic_tail() -> None:
    options = {"period": 4, "cover": 8, "repeats": 3}
    assert is_periodic_tail([9, 9, *[1, 2, 3] * 4], **options)
    assert is_periodic_tail([5] * 8, **options)
    assert not is_periodic_tail([5] * 7, **options)
    assert not is_periodic_tail([*[1, 2, 3] * 4, 7], **options)
