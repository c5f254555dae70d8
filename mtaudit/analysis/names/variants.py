"""Spellings of one name: folding by sound, known doublets, acronyms.

Romanised names differ by scheme, not by person: ``Zelensky`` / ``Zelenskyy``, ``Soekarno`` / ``Sukarno``,
``Tjahjo`` / ``Cahyo``, ``Mohammed`` / ``Muhammad``. The foldings below are those of Indonesian spelling
before and after 1972, of Cyrillic and Arabic names in English papers, and of names with marks or hyphens;
doublets that no rule gives are listed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations

from mtaudit.analysis.folding import plain_word

__all__ = ["acronym_of", "place_code", "same_name", "similar", "sounds", "words_of"]

_WORD = re.compile(r"[^\W_]+(?:['’`ʼ‘.][^\W_]+)*")
_APOSTROPHES = re.compile(r"['’`ʼ‘.]")

#: In this order; each is applied to the whole folded word.
_SOUNDS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"^(?:ye|je)(?=[vgl])", "e"), (r"(?:off)$", "ov"), (r"(?:eff)$", "ev"),
        (r"dj", "j"), (r"tj|tsh|tc", "c"), (r"nj", "ny"), (r"sj", "sy"), (r"sch|sh|sy(?=[aiuou])", "s"),
        (r"kh", "h"), (r"ck|q", "k"), (r"ch", "c"), (r"ph", "f"), (r"(?<=[dtbg])h", ""),
        (r"zh", "z"), (r"x", "ks"),
        (r"oe|ou|oo|ue(?=.)", "u"), (r"ee", "i"), (r"w", "v"), (r"j", "y"), (r"y", "i"),
        (r"(?<=[aeiou])h$", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
#: Vowels that stand for one another in romanised names of some length.
_NEAR = frozenset({frozenset("ae"), frozenset("ei"), frozenset("ou")})
_LONG = 5

#: Doublets of given names and of cities, which no folding gives; each group is one name.
_DOUBLETS = (
    "volodymyr vladimir", "oleksandr aleksandr alexander alexandr aleksander", "mykola nikolai nikolay",
    "serhiy sergei sergey serhii", "dmytro dmitry dmitri dmitriy", "andriy andrei andrey andrii",
    "oleksiy aleksei alexei alexey oleksii", "mykhailo mikhail mykhaylo michael mike",
    "yevhen yevgeny evgeny", "kyiv kiev kyjiw", "kharkiv kharkov", "lviv lvov", "mykolaiv nikolaev nikolayev",
    "dnipro dnepr", "odesa odessa", "chernihiv chernigov", "zaporizhzhia zaporozhye zaporizhia",
    "donbas donbass", "beijing peking", "mumbai bombay", "kolkata calcutta", "yangon rangoon",
    "chennai madras", "yogyakarta jogjakarta jogja yogya", "mecca makkah mekkah", "medina madinah",
    "muhammad mohammed mohamed mohammad mohamad muhamad mohd", "ahmad ahmed achmad akhmad",
    "yusuf yousef yousuf youssef joseph joe jusuf yusof", "hussein hussain husain husein",
    "abdullah abdallah abdulla", "gaddafi qaddafi kadhafi khadafi", "osama usama", "umar omar",
    "st saint", "william bill", "robert bob", "james jim", "thomas tom", "anthony tony",
    "steven stephen steve", "christopher chris", "benjamin ben", "daniel dan", "nicholas nick", "edward ed",
    "samuel sam",
)  # fmt: skip
#: Short names that everybody uses, by the long one, words folded.
_SHORT_NAMES = {
    "jokowi": "joko widodo", "sby": "susilo bambang yudhoyono", "ahok": "basuki tjahaja purnama",
    "mbs": "mohammed bin salman", "america": "united states", "usa": "united states", "uk": "united kingdom",
    "britain": "united kingdom", "great britain": "united kingdom", "holland": "netherlands",
    "un": "united nations", "burma": "myanmar", "czechia": "czech republic", "uae": "united arab emirates",
    "swaziland": "eswatini", "east timor": "timor leste",
}  # fmt: skip


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded: no case, accents, apostrophes or full stops."""
    return tuple(_APOSTROPHES.sub("", plain_word(word)) for word in _WORD.findall(name))


@lru_cache(maxsize=20_000)
def sounds(word: str) -> str:
    """Return a folded word as it sounds.

    :param word: one of :func:`words_of`.
    """
    doublet = _doublets().get(word)
    if doublet is not None:
        return doublet
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=1)
def _doublets() -> dict[str, str]:
    return {word: group.split()[0] for group in _DOUBLETS for word in group.split()}


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names are spellings of one: word by word in any order, or run together.

    :param one: words of a name.
    :param other: words of another.
    """
    if one == other or _short(one) == _short(other):
        return True
    if same_word("".join(one), "".join(other)):
        return True
    return (
        len(one) == len(other) <= 4
        and len(one) > 1
        and any(
            all(same_word(a, b) for a, b in zip(one, order, strict=True)) for order in permutations(other)
        )
    )


def _short(words: tuple[str, ...]) -> str:
    joined = " ".join(words)
    return _SHORT_NAMES.get(joined, joined)


@lru_cache(maxsize=50_000)
def same_word(one: str, other: str) -> bool:
    """Tell whether two words of names sound alike; vowels may be near in long ones."""
    if one == other:
        return True
    sound, sound_of_other = sounds(one), sounds(other)
    if sound == sound_of_other:
        return True
    if len(sound) != len(sound_of_other) or len(sound) < _LONG:
        return False
    unlike = [{a, b} for a, b in zip(sound, sound_of_other, strict=True) if a != b]
    return len(unlike) == 1 and frozenset(unlike[0]) in _NEAR


def similar(one: str, other: str) -> float:
    """Return how alike two words are as written, 0 to 1."""
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.normalized_similarity(one, other))


_SMALL_WORDS = frozenset("of the and for to in on de la du des et".split())


def acronym_of(name: str) -> str:
    """Return the initials of a name's words but the small ones: ``nato`` for the alliance's full name."""
    parts = [word for word in re.split(r"[\s-]+", name) if word and word.lower() not in _SMALL_WORDS]
    return "".join(words_of(part)[0][0] for part in parts if words_of(part))


@lru_cache(maxsize=1)
def _territories() -> dict[tuple[str, ...], str]:
    """Codes of countries by their names in English and Indonesian (CLDR), and by those that papers use."""
    from babel import Locale

    found: dict[tuple[str, ...], str] = {}
    for language in ("id", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                found[words_of(name)] = code
    known = {
        "us": "US", "usa": "US", "uk": "GB", "britain": "GB", "great britain": "GB", "turkey": "TR",
        "czech republic": "CZ", "ivory coast": "CI", "burma": "MM", "myanmar": "MM", "hong kong": "HK",
        "palestine": "PS", "congo": "CD", "bosnia": "BA", "macau": "MO", "swaziland": "SZ",
        "east timor": "TL", "timor leste": "TL", "tiongkok": "CN", "eu": "EU", "european union": "EU",
        "un": "UN", "united nations": "UN",
    }  # fmt: skip
    return found | {tuple(name.split()): code for name, code in known.items()}


def place_code(words: tuple[str, ...]) -> str | None:
    """Return the ISO 3166 code of a country named in English or Indonesian, or None.

    :param words: words of a name.
    """
    return _territories().get(words)
