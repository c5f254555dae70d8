from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from mtaudit.analysis.language import zipf
from mtaudit.model import Severity, Span
from mtaudit.rules.accuracy._foreign import WORD, leans, long_runs
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.lexicons_accuracy import indonesian_words, name_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mtaudit.rules.base import Option

#: Indonesian frequency from which a word that is in no lexicon counts; English must not know it at all.
_COMMON = 3.6
#: Languages whose words English texts quote; a word as frequent there is not Indonesian.
_OTHERS = ("es", "fr", "de", "it", "nl", "pt", "fil", "tr", "sv", "pl")
#: A word right before the Indonesian one that introduces it as foreign.
_INTRODUCED = re.compile(
    r"(?:\(|\b(?:called|named|dubbed|termed|nicknamed|so-called|known (?:locally |here |popularly )?as|"
    r"locally|term|word|words|name|meaning|titled|entitled|,? or) (?:a |an |the )?)[\"']?$"
)
#: What follows an Indonesian word that is explained.
_EXPLAINED = re.compile(
    r"[\"']?(?:\s*\(|, or\b|, (?:a|an|meaning|literally|short for|which (?:means|is)|as|known|the local|"
    r"the Indonesian)\b|\s*[—–]|\s+-\s|\s+(?:means|meaning|or) |: )"
)
#: Zipf frequency in English above which a capitalised word may be a name: *Dana*.
_KNOWN = 2.5
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?][\"')]?\s|[\"(])$")
_STREET = re.compile(
    r"\b(?:Jalan|Jl\.?|Gang|Bandara|Stadion|Gelora|Lapangan|KRI|Yayasan|RS|Taman) (?:\w+ )?$"
)
_NEXT_NAME = re.compile(r" (?:[A-Z]\w+|[A-Z]\b)")
_INITIAL = re.compile(r" [A-Z]{1,3}\b")
_QUOTED_WORDS = 4
#: Words that show a text to be about Indonesia, where a short title could be another country's name.
_INDONESIA = re.compile(
    r"\b(?:Indonesian?s?|Jakarta|Java|Sumatra|Bali|Papua|Sulawesi|Kalimantan|Bandung|Surabaya|Medan|Semarang|Yogyakarta|"
    r"Makassar|Bogor|Depok|Bekasi|Tangerang|Malang|Solo|Surakarta|Aceh|Padang|Palembang|Lampung|Lombok|Madura|Maluku|"
    r"Ambon|Batam|Riau|Jambi|Bengkulu|Banten|Cirebon|Garut|Tasikmalaya|Sleman|Bantul|Denpasar|Kupang|Manado|Pontianak|"
    r"Banjarmasin|Samarinda|Balikpapan|Palu|Kendari|Pekanbaru|regency|Regency|rupiah|Rp)\b"
)


class UntranslatedWord(Rule):
    """An Indonesian word that was left in English.

    ## What it finds
    Everyday words, ranks, unit names, clipped titles and forms of address in Indonesian inside an English
    sentence: `the nopol of the car`, `Satreskrim arrested`, `Pak Darto said`. Words come from a lexicon;
    words outside it count where Indonesian has them often and English, or another language that English
    quotes, has not.

    ## Why it matters
    The reader does not know the word; the engine copied what it could not translate.

    ## Known false alarms
    English of Indonesian newsrooms that keeps `Pak`, ranks or unit names on purpose. Silent are borrowed
    words (`batik`), words in quotation marks, words with a gloss anywhere in the text, and units with a
    name after them. The option `allow` takes further words.

    ## Example
    `The warga were moved to a school hall.`

    ## Source
    Sneddon et al. 2010, *Indonesian: A Comprehensive Grammar*, on clipped words and forms of address; Kamus
    Besar Bahasa Indonesia; word frequencies: Speer 2022, wordfreq 3.0; MQM, Accuracy/Untranslated.
    """

    code = "ACC003"
    name = "untranslated-word"
    category = "Accuracy/Untranslated text"
    its_type = "untranslated"
    severity = Severity.MINOR
    options: ClassVar[Mapping[str, Option]] = {"allow": ()}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each word, or words side by side, that is Indonesian and not explained."""
        document = evidence.document
        allow = evidence.options.get("allow", self.options["allow"])
        allowed = {word.lower() for word in allow} if isinstance(allow, tuple) else set()
        local = bool(_INDONESIA.search(document.view))
        found: list[list[re.Match[str]]] = []
        glossed: set[str] = set()
        for segment in document.english:
            span = segment.segment.span
            words = list(WORD.finditer(document.view, span.start, span.end))
            long = {word.start() for run in long_runs(document.view, words) for word in run}
            for group in _groups(document.view, words, local=local):
                if any(word.start() in long or _key(word) in allowed for word in group):
                    continue
                if _is_explained(document.view, group):
                    glossed.update(_key(word) for word in group)
                elif not _beside_borrowed(words, group):
                    found.append(group)
        quotes = [q.marks for q in document.quotes if len(q.text.split()) <= _QUOTED_WORDS]
        for group in found:
            span = Span(group[0].start(), group[-1].end())
            if any(_key(word) in glossed for word in group) or any(q.overlaps(span) for q in quotes):
                continue
            yield _hit(span, group)


def _key(word: re.Match[str]) -> str:
    return _entry(word.group())


@lru_cache(maxsize=65_536)
def _entry(word: str) -> str:
    """Return the word as the lexicon has it: lower case, no English ending."""
    lower = word.lower().removesuffix("'s")
    known = indonesian_words()
    if lower not in known.english and lower.endswith("s") and lower[:-1] in known.english:
        return lower[:-1]
    return lower


def _hit(span: Span, group: list[re.Match[str]]) -> Hit:
    known = indonesian_words()
    text = " ".join(word.group() for word in group)
    meanings = [known.english.get(_key(word)) or known.titles.get(_key(word)) for word in group]
    meaning = meanings[0] if len(group) == 1 else None
    if meaning:
        message = f"“{text}” is Indonesian for “{meaning}”."
    else:
        message = f"“{text}” is Indonesian and stands without an explanation."
    return Hit(span, message, confidence=0.9 if any(meanings) else 0.75, suggestion=meaning or None)


def _groups(view: str, words: list[re.Match[str]], *, local: bool) -> Iterator[list[re.Match[str]]]:
    """Yield Indonesian words; those side by side make one group."""
    group: list[re.Match[str]] = []
    for word in words:
        beside = bool(group) and view[group[-1].end() : word.start()] == " "
        if _is_indonesian(view, word, local=local) or (
            beside and word.group().islower() and leans(word.group(), "id")
        ):
            if group and not beside:
                yield group
                group = []
            group.append(word)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _is_indonesian(view: str, word: re.Match[str], *, local: bool) -> bool:
    text, known = word.group(), indonesian_words()
    if text.islower():
        return _is_plain(text)
    key = _key(word)
    if key in known.borrowed:
        return False
    named = bool(_NEXT_NAME.match(view, word.end()))
    if key == "si":
        return local and bool(_INITIAL.match(view, word.end()))
    if key in known.titles:
        follower = WORD.match(view, word.end() + 1)
        local = local or (follower is not None and _is_local(follower.group()))
        return local and named and text.istitle() and not re.search(r"[A-Z]\w+ $", view[: word.start()][-30:])
    if key not in known.capital or "-" in text:
        return _opens_sentence(view, word, key, local=local and not named)
    if key in ("akp", "kapten", "kolonel", "presiden", "kepala") and not (local and named):
        return False
    if key in known.units and named:
        follower = WORD.match(view, word.end() + 1)
        return follower is not None and _key(follower) in known.capital
    return not _STREET.search(view[: word.start()][-40:])


def _opens_sentence(view: str, word: re.Match[str], key: str, *, local: bool) -> bool:
    """Tell an everyday word that has its capital from its place: *Sembako is on the way*, but no *Bulog*."""
    if not local or key == "bulog" or key not in indonesian_words().english or zipf(key, "en") > _KNOWN:
        return False
    return word.group().istitle() and bool(
        _SENTENCE_START.search(view, max(0, word.start() - 4), word.start())
    )


def _is_local(name: str) -> bool:
    """Tell an Indonesian name: *Pak Darto*, but not *Pak Se-ri*."""
    return name.lower() in name_words().given or (len(name) > 4 and leans(name, "id"))


@lru_cache(maxsize=65_536)
def _is_plain(word: str) -> bool:
    """Tell an Indonesian word in lower case, wherever it stands."""
    known, key = indonesian_words(), _entry(word)
    if key in known.borrowed or len(word) < 3:
        return False
    return key in known.english or _is_reduplicated(key) or _is_common(key)


def _is_reduplicated(word: str) -> bool:
    """Tell a plural by doubling: *ibu-ibu*, *warga-warga*."""
    first, _, second = word.partition("-")
    return bool(second) and first == second and len(first) > 2 and leans(first, "id")


def _is_common(word: str) -> bool:
    """Tell a word that Indonesian has often, and neither English nor a language it quotes."""
    if zipf(word, "en") > 0 or zipf(word, "id") < _COMMON or "'" in word or "-" in word:
        return False
    return all(zipf(word, other) < zipf(word, "id") - 1 for other in _OTHERS)


def _is_explained(view: str, group: list[re.Match[str]]) -> bool:
    start, end = group[0].start(), group[-1].end()
    marked = view[start - 1 : start] in ("'", '"', "*", "_") and view[end : end + 1] in (
        "'",
        '"',
        "*",
        "_",
        ",",
    )
    return marked or bool(_EXPLAINED.match(view, end)) or bool(_INTRODUCED.search(view[:start][-40:]))


def _beside_borrowed(words: list[re.Match[str]], group: list[re.Match[str]]) -> bool:
    """Tell a word of a compound with a borrowed one, a dish most often: *soto daging*."""
    place = words.index(group[0])
    last = words.index(group[-1])
    around = words[max(0, place - 1) : place] + words[last + 1 : last + 2]
    return any(word.group().islower() and word.group() in indonesian_words().borrowed for word in around)
