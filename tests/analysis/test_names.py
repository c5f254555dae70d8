"""Persons, places and organisations are gathered under their names, whatever the form."""

from __future__ import annotations

import pytest

from mtaudit.analysis import analyse
from mtaudit.analysis.names.variants import acronym_of, place_code, same_name, words_of
from mtaudit.model import Document


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zelensky", "Zelenskyy", True), ("Zelensky", "Zelenskiy", True), ("Kyiv", "Kiev", True),
        ("Soekarno", "Sukarno", True), ("Tjahjo", "Cahyo", True), ("Yudhoyono", "Yudoyono", True),
        ("Joko Widodo", "Jokowi", True), ("Djoko", "Joko", True), ("Muhammad", "Mohammed", True),
        ("Jong-un", "Jong Un", True), ("Erdoğan", "Erdogan", True), ("Ma'ruf", "Maruf", True),
        ("Xi Jinping", "Jinping Xi", True), ("Supardi", "Supriadi", False),
        ("Budi Santoso", "Budi Susanto", False), ("Sari", "Sera", False), ("Putin", "Putri", False),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_name(words_of(one), words_of(other)) is same


def test_acronyms_and_countries() -> None:
    assert acronym_of("North Atlantic Treaty Organization") == "nato"
    assert acronym_of("Ministry of Home Affairs") == "mha"
    assert place_code(words_of("U.S.")) == place_code(words_of("United States")) == "US"
    assert place_code(words_of("Belanda")) == place_code(words_of("Netherlands")) == "NL"
    assert place_code(words_of("Surabaya")) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "President Joko Widodo met Prime Minister Lina Faleo in Jakarta. Widodo said that he was glad.",
            [["Joko Widodo", "Widodo"], ["Lina Faleo"], ["Jakarta"]],
        ),
        (
            "The Corruption Eradication Commission (KPK) searched a house in Medan. The KPK found nothing.",
            [["Corruption Eradication Commission", "KPK", "KPK"], ["Medan"]],
        ),
        (
            "On Monday in March Covid-19 cases rose in Indonesia's capital.",
            [["Indonesia"]],
        ),
        (
            "Ursula von der Leyen flew to Ankara on Friday.",
            [["Ursula von der Leyen"], ["Ankara"]],
        ),
    ],
)
def test_names_of_a_text(text: str, names: list[list[str]]) -> None:
    found = analyse(Document("case", text)).names
    assert [[mention.span.of(text) for mention in name.mentions] for name in found] == names
