"""The source text: its sentences, names and numbers, and its alignment with the English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtaudit.analysis import analyse
from mtaudit.analysis.source import SourceText, analyse_source
from mtaudit.analysis.source.numbers import find_source_numbers
from mtaudit.analysis.source.parallel import align_source, held_beads
from mtaudit.errors import InputError
from mtaudit.model import Document, Span

ENGLISH = Document("english", "The harbour was closed on Monday, the office said.")


def source(text: str) -> SourceText:
    return analyse_source(Document("source", text), ENGLISH)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.250", ["1250", "1.250"]),
        ("1.250.000", ["1250000"]),
        ("2,5", ["2.5"]),
        ("Rp 1.250,75", ["1250.75"]),
        ("1,5 juta", ["1500000"]),
        ("Rp 2,5 M", ["2500000000"]),
        ("400 rb", ["400000"]),
        ("3,2 m", ["3.2"]),
        ("dua puluh lima ribu", ["25000"]),
        ("seratus dua belas", ["112"]),
        ("duapuluh", ["20"]),
        ("satu setengah juta", ["1500000"]),
        ("setengah miliar", ["500000000"]),
        ("tiga ratus juta", ["300000000"]),
        ("kedua", ["2"]),
        ("kesebelas", ["11"]),
        ("ke-33", ["33"]),
        ("abad XIX", ["19"]),
        ("pukul 14.00", ["14.00", "1400"]),
        ("sepuluh", ["10"]),
        ("belas kasihan", []),
        ("CIVIL", []),
    ],
)
def test_numbers_of_indonesian(text: str, values: list[str]) -> None:
    found = list(find_source_numbers(text, Span(0, len(text)), 0))
    assert [value for number in found for value in number.values] == [Decimal(value) for value in values]
    assert all(number.span.of(text) for number in found)


def test_the_ends_of_a_range_share_their_scale() -> None:
    text = "5-6 juta orang"
    low, high = find_source_numbers(text, Span(0, len(text)), 0)
    assert Decimal(5_000_000) in low.values
    assert high.values == (Decimal(6_000_000),)


def test_sentences_are_not_cut_at_abbreviations_addresses_and_opening_marks() -> None:
    text = (
        'Pertemuan itu selesai. "Kami puas," kata Drs. Bambang S. Utomo di Amazon. com pada hari Senin. '
        "Mereka pulang pukul 07.00 malam.\n\nBaca juga: Rapat Batal\n\nHujan turun lagi."
    )
    analysed = source(text)
    assert [sentence.span.of(text) for sentence in analysed.sentences] == [
        "Pertemuan itu selesai.",
        '"Kami puas," kata Drs. Bambang S. Utomo di Amazon. com pada hari Senin.',
        "Mereka pulang pukul 07.00 malam.",
        "Hujan turun lagi.",
    ]
    assert [quote.text for quote in analysed.quotes] == ["Kami puas,"]
    assert [name.text for name in analysed.names] == ["Drs Bambang S Utomo", "Amazon", "Senin"]


def test_another_language_is_accepted_and_english_is_not() -> None:
    german = "Der Hafen wurde am Montag geschlossen, teilte die Behörde mit. Niemand wurde verletzt."
    assert source(german).language == "de"
    with pytest.raises(InputError, match="the source is in English"):
        source("The port was closed on Monday, the authority said. Nobody was hurt.")


@pytest.mark.parametrize("text", ["…", "\x1b[31m", "1.5", "  \n"], ids=ascii)
def test_a_source_without_words_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"there are no words in it|is in English"):
        source(text)


def test_sentences_go_together_in_order_and_a_gap_stays_a_gap() -> None:
    english = analyse(
        Document(
            "english",
            "The president visited the hospital in Palu on Tuesday.\n\n"
            "He met doctors for two hours. The victims of the earthquake waited outside.\n\n"
            "The government promised to build a new school.",
        )
    )
    original = analyse_source(
        Document(
            "source",
            "Presiden mengunjungi rumah sakit di Palu pada hari Selasa.\n\n"
            "Ia bertemu dengan para dokter selama dua jam dan korban gempa menunggu di luar.\n\n"
            "Para wartawan tidak boleh masuk ke dalam gedung yang dijaga ketat oleh polisi itu.\n\n"
            "Pemerintah berjanji membangun sekolah baru.",
        ),
        english.document,
    )
    beads = align_source(english, original)
    shape = [(len(bead.segments), len(bead.sentences)) for bead in beads]
    assert shape == [(1, 1), (2, 1), (0, 1), (1, 1)]
    assert held_beads(beads) == {0, 1, 3}


def test_an_alignment_with_nothing_in_common_is_still_one() -> None:
    original = source("Kucing itu tidur.")
    beads = align_source(analyse(ENGLISH), original)
    assert sum(len(bead.segments) for bead in beads) == 1
    assert sum(len(bead.sentences) for bead in beads) == 1
