"""Speech is told from titles and scare quotes, and has its speaker; the pieces of a broken quote are one."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from mtaudit.analysis import analyse
from mtaudit.analysis.quotes.speakers import agreement
from mtaudit.analysis.quotes.speech import find_speech
from mtaudit.model import Document

CASES = yaml.safe_load((Path(__file__).parent / "speech.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_speech(case: dict[str, list[list[object]]]) -> None:
    found = find_speech(analyse(Document("text", str(case["text"]))))
    named = [(one.kind.value, one.speaker.name if one.speaker else None, one.utterance) for one in found]
    assert named == [tuple(wanted[1:]) for wanted in case["speech"]]
    for one, wanted in zip(found, case["speech"], strict=True):
        assert one.quote.text.startswith(str(wanted[0]))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Volodymyr Zelensky", "Zelenskyy", 1),
        ("Ana Tirta", "Tirta", 1),
        ("Ana Tirta", "Rudi Hartono", -1),
        ("Ana Tirta", "the ministry", 0),
    ],
)
def test_speakers_agree(one: str, other: str, agree: int) -> None:
    text = f"“We are late,” {one} said.\n\n“We are late,” {other} said."
    first, second = find_speech(analyse(Document("text", text)))
    assert agreement(first.speaker, second.speaker) == agree


def test_nobody_agrees_with_nobody() -> None:
    assert agreement(None, None) == 0
