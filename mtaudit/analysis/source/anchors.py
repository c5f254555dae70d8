"""What a sentence and its translation have in common whatever their languages: names, loans, numbers.

For Indonesian there are besides the names of countries, languages, months and days, after CLDR, and the
commonest words of news, written down by us from knowledge.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mtaudit.analysis.folding import plain_word

__all__ = ["anchors"]

_TOKEN = re.compile(r"[^\W\d_]{3,}|\d+(?:[.,]\d+)*")
#: Letters at the beginning that make two words alike; Simard, Foster and Isabelle 1992.
_ALIKE = 4
#: English words, then the Indonesian ones for the same thing; the first English word is the group's name.
_COMMON = """
said says saying told stated | kata mengatakan berkata ujar ujarnya katanya menyatakan ucap tutur jelas
people person persons residents | orang warga penduduk masyarakat
government | pemerintah pemerintahan
killed dead died deaths death dies | tewas meninggal mati terbunuh kematian menewaskan
injured wounded hurt injuries | terluka luka cedera melukai
years year | tahun setahun bertahun
months month | bulan sebulan
days day | hari sehari
weeks week | minggu pekan seminggu sepekan
hours hour | jam sejam
morning | pagi
night evening | malam
water | air
fire blaze burned | kebakaran api terbakar
house houses home homes | rumah
school schools | sekolah
children child | anak
women woman female | perempuan wanita
men man male | pria lelaki
city town | kota
village | desa
country countries nation | negara
island islands | pulau kepulauan
north northern | utara
south southern | selatan
west western | barat
east eastern | timur
police officers | polisi kepolisian
court | pengadilan
prison jail jailed | penjara dipenjara
arrested arrest | ditangkap menangkap penangkapan
law laws | hukum undang
election elections vote voters votes | pemilu pemilihan suara pemilih memilih
party parties | partai
president | presiden
minister ministry | menteri kementerian
military army troops soldiers | militer tentara pasukan prajurit
war | perang
attack attacks attacked | serangan menyerang diserang
bomb bombing explosion | bom ledakan pengeboman
plane aircraft flight | pesawat penerbangan
ship ships vessel boat | kapal perahu
train trains | kereta
cars vehicle vehicles | mobil kendaraan
road roads street | jalan
bridge | jembatan
building buildings | gedung bangunan
market | pasar
company companies firm | perusahaan
money | uang
price prices cost costs | harga biaya
percent per cent | persen
million millions | juta jutaan
billion billions | miliar milyar
thousand thousands | ribu ribuan seribu
hundred hundreds | ratus ratusan seratus
first | pertama
second | kedua
third | ketiga
three | tiga
four | empat
five | lima
seven | tujuh
eight | delapan
nine | sembilan
half | setengah separuh
game match games | pertandingan
team teams | tim regu
player players | pemain
goal goals scored score | gol mencetak skor
beat defeated won wins victory win | mengalahkan memenangkan menang kemenangan
lost lose defeat | kalah kekalahan kehilangan
world | dunia
health | kesehatan
disease illness | penyakit
hospital | sakit
doctor doctors | dokter
virus | virus
earthquake quake | gempa
flood floods flooding | banjir
rain rains | hujan
storm | badai
wind winds | angin
weather | cuaca
family families | keluarga
mother | ibu
father | ayah bapak
brother brothers sister | saudara kakak adik
name named names | nama bernama
report reported reports | melaporkan laporan dilaporkan
according | menurut
because | karena
after | setelah sesudah
before | sebelum
while | sementara sedangkan
however but | namun tetapi tapi
also | juga
will | akan
not | tidak bukan
can could | dapat bisa
against | melawan terhadap
about | tentang mengenai sekitar
between | antara
during | selama
more | lebih
new | baru
old | lama tua
big large great | besar
small | kecil
high | tinggi
long | panjang
good | baik
many | banyak
several some | beberapa
other others another | lain lainnya
every each | setiap
today | ini
work working worker workers | kerja bekerja pekerja buruh
found find | menemukan ditemukan
made make | membuat dibuat
given give gave | memberi memberikan diberikan
taken take took | mengambil diambil
called call | disebut menyebut memanggil
asked ask | bertanya meminta diminta
began start started begin | mulai memulai dimulai
ended end | berakhir akhir mengakhiri
stop stopped | berhenti menghentikan dihentikan
opened open | membuka dibuka buka
closed close | menutup ditutup tutup
buy bought | membeli dibeli
sold sell | menjual dijual
help helped aid | bantuan membantu dibantu
meeting met meet | pertemuan bertemu rapat
talks negotiations | perundingan pembicaraan negosiasi
agreement deal | kesepakatan perjanjian
law bill act | rancangan
case cases | kasus
evidence | bukti
victim victims | korban
weapon weapons | senjata
left leave | meninggalkan pergi
return returned back | kembali
know knew known | tahu mengetahui diketahui
think believe believed | percaya pikir berpikir yakin
want wanted | ingin mau
must should | harus
need needed | perlu membutuhkan butuh
use used using | menggunakan digunakan penggunaan
live lived life | hidup tinggal kehidupan
right rights | hak kanan
member members | anggota
leader leaders head | pemimpin ketua kepala
public | umum publik
news | berita
book books | buku
film movie | film
music | musik
student students | mahasiswa siswa pelajar
teacher | guru
church | gereja
mosque | masjid
food | makanan
rice | beras padi
fish | ikan
land | tanah darat lahan
sea ocean | laut samudra
mountain mount volcano | gunung
river | sungai
""".strip()


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """Names of groups by the English words that are not called like them."""
    groups: dict[str, str] = {}
    for line in _COMMON.splitlines():
        first, *others = line.partition("|")[0].split()
        groups |= dict.fromkeys(others, first[:_ALIKE])
    return groups


@lru_cache(maxsize=1)
def _indonesian() -> dict[str, str]:
    """English anchors by Indonesian words."""
    from babel import Locale

    here, there = Locale.parse("en"), Locale.parse("id")
    pairs = [(str(there.territories[code]), str(here.territories[code])) for code in there.territories]
    pairs += [
        (str(there.languages[code]), str(here.languages[code]))
        for code in there.languages
        if len(str(code)) == 2
    ]
    for names in ("months", "days"):
        own, other = getattr(here, names)["format"]["wide"], getattr(there, names)["format"]["wide"]
        pairs += [(str(other[key]), str(own[key])) for key in own]
    named = {
        plain_word(name): plain_word(english)[:_ALIKE]
        for name, english in pairs
        if name.isalpha() and english.isalpha()
    }
    for line in _COMMON.splitlines():
        english, _, words = line.partition("|")
        named |= dict.fromkeys(words.split(), english.split()[0][:_ALIKE])
    return named


def anchors(text: str, language: str | None) -> frozenset[str]:
    """Return what may be found again in a translation.

    :param text: the plain view of a sentence.
    :param language: ISO 639-1 code.
    """
    found = set()
    known = _english() if language == "en" else _indonesian() if language == "id" else {}
    for token in _TOKEN.findall(text):
        if token[0].isdigit():
            found.add(token.replace(".", "").replace(",", ""))
            continue
        word = plain_word(token)
        bare = word if word in known else word.removesuffix("nya")
        if bare in known:
            found.add(known[bare])
        elif len(word) >= _ALIKE or word in _english().values():
            found.add(word[:_ALIKE])
    return frozenset(found)
