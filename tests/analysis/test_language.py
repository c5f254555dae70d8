"""Documents are told English from foreign by their words, not by the names in them."""

from __future__ import annotations

import pytest

from mtaudit.analysis.language import identify_document

GERMAN_SQUADS = (
    "Bayern Munich beat Dortmund. Lineups: Neuer, Kimmich, Upamecano, Hernandez, Davies, Goretzka, Tolisso, "
    "Gnabry, Müller, Sané, Lewandowski; Kobel, Meunier, Akanji, Hummels, Guerreiro, Bellingham, Can, Dahoud, "
    "Brandt, Reus, Haaland. Substitutes: Ulreich, Pavard, Süle, Sabitzer, Musiala, Coman, Choupo-Moting; "
    "Hitz, Zagadou, Schulz, Witsel, Wolf, Knauff, Malen, Tigges, Steffen, Pongracic, Moukoko, Reinier, "
    "Passlack, Unbehaun, Schmelzer, Papadopoulos. The referee was Zwayer of Berlin, who showed two cards."
)
INDONESIAN_SQUADS = (
    "Persib: Teja Paku Alam, Nick Kuipers, Victor Igbonefo, Achmad Jufriyanto, Henhen Herdiana, Ardi Idrus, "
    "Marc Klok, Dedi Kusnandar, Febri Hariyadi, Frets Butuan, Ezra Walian, Bruno Cantanhede, Beckham Putra. "
    "Persija: Andritany Ardhiyasa, Rezaldi Hehanusa, Otavio Dutra, Marco Motta, Tony Sucipto, Rohit Chand, "
    "Evan Dimas, Riko Simanjuntak, Osvaldo Haay, Marko Simic, Alfath Fathier, Yann Motta, Novri Setiawan, "
    "Ramdani Lestaluhu. Persib won two to one in Bandung on Sunday."
)
INDONESIAN = (
    "Pemerintah provinsi mengatakan pada hari Senin bahwa mereka akan membeli beras dari petani di empat "
    "kabupaten paling kering dengan harga tetap, dan menyimpan gabah tersebut di gudang dekat pantai sampai "
    "akhir tahun. Para pedagang di ibu kota menyambut baik rencana itu. Para pengkritik bertanya siapa yang "
    "akan membayar gudang jika panen gagal dan harga naik di atas yang dijanjikan oleh pemerintah. Gubernur "
    "menjawab bahwa dana sudah tersedia dalam anggaran tahun ini."
)
GERMAN = (
    "Die Regierung der Provinz sagte am Montag, dass sie Reis von den Bauern in den vier trockensten "
    "Bezirken zu einem festen Preis kaufen werde und dass sie das Getreide bis zum Ende des Jahres "
    "lagern wolle. Händler in der Hauptstadt begrüßten den Plan sehr. Kritiker fragten, wer die Lager "
    "bezahlen solle, wenn die Ernte ausfalle und der Preis über den steige, den die Regierung versprach."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [(GERMAN_SQUADS, "en"), (INDONESIAN_SQUADS, "en"), (INDONESIAN, "id"), (GERMAN, "de")],
    ids=["German squads", "Indonesian squads", "Indonesian", "German"],
)
def test_language_of_a_document(text: str, language: str) -> None:
    assert len(text.split()) >= 60
    assert identify_document(text) == language
