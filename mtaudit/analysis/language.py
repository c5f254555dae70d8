"""Which language a text or a segment is in: langdetect, a word-list check, a second opinion.

langdetect costs 5 to 8 ms a call and errs on short text (``Breaking news`` comes out as Tagalog), so a
segment whose words are common English is cleared by a look-up first, and a short segment that is not
cleared needs the word frequencies of the language that langdetect names to bear it out.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from mtaudit.config import DEFAULT_SEED

__all__ = ["identify", "identify_document", "is_attested", "zipf"]

#: Lowest Zipf frequency (log10 per 10^9 words) at which a word counts as common English. Indonesian
#: function words stay below it but for those that are English names or syllables (``di``, ``dan``).
_COMMON = 3.5
#: Share of common English words that clears a segment without langdetect.
_CLEARED = 0.75
#: The same for a document that langdetect takes for another language, where it has fewer than ``_LONG``
#: words or word frequencies do not bear langdetect out.
_MOSTLY = 0.4
_LONG = 60
#: Segments shorter than this many words need the second opinion.
_SHORT = 12
#: How much likelier, in Zipf units a word, the second opinion must find the named language than English.
_MARGIN = 0.7
#: What a word that no list knows counts for; the lists end at about 3.
_UNKNOWN = 1.0
#: Characters that langdetect reads of a document; more changes nothing and takes long.
_DOCUMENT_CHARACTERS = 10_000

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
#: Repetitions are bounded: an unbounded one before ``@`` takes quadratic time on a long word.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]{1,64}@\S{1,255}")
_NO_SPACES = frozenset({"zh", "ja", "ko", "th"})


@lru_cache(maxsize=8)
def _frequencies(language: str) -> dict[str, float]:
    """Zipf frequencies of a language's common words, empty for one that wordfreq does not know."""
    import wordfreq

    if language in _NO_SPACES or language not in wordfreq.available_languages("small"):
        return {}
    frequencies = wordfreq.get_frequency_dict(language, wordlist="small")
    return {word: 9 + math.log10(share) for word, share in frequencies.items()}


@lru_cache(maxsize=65_536)
def zipf(word: str, language: str) -> float:
    """Return the Zipf frequency of a word: log10 of its occurrences per 10^9 words.

    :param word: one word, any case.
    :param language: ISO 639-1 code.
    :returns: about 3 to 8; 0.0 for a word that the list does not hold.
    """
    return _frequencies(language).get(word.lower().replace("’", "'"), 0.0)


def is_attested(word: str) -> bool:
    """Tell whether English uses a word at all, by wordfreq's large list (321,180 words).

    The list takes 0.4 s to load, once; ask :func:`zipf` first, which knows the 29,000 common words.

    :param word: one word, any case.
    """
    import wordfreq

    return word.lower().replace("’", "'") in wordfreq.get_frequency_dict("en", wordlist="large")


def _words(text: str) -> list[str]:
    addresses = "@" in text or "www." in text or "://" in text
    return _WORD.findall(_ADDRESS.sub(" ", text) if addresses else text)


def _without_names(words: list[str]) -> list[str]:
    """Drop words with a capital after the first; a text all in capitals keeps its words."""
    kept = [word for place, word in enumerate(words) if place == 0 or not word[0].isupper()]
    return kept if len(kept) > 1 else words


def _common_share(words: list[str]) -> float:
    """Share of common English words among the words that are no names."""
    plain = [word.removesuffix("'s").removesuffix("’s") for word in _without_names(words)]
    return sum(zipf(word, "en") >= _COMMON for word in plain) / len(plain) if plain else 0.0


def _detect(text: str, seed: int) -> str | None:
    """Ask langdetect, seeded, for the primary subtag of the likeliest language."""
    from langdetect import DetectorFactory, LangDetectException, detect

    DetectorFactory.seed = seed
    try:
        return str(detect(text)).partition("-")[0]
    except LangDetectException:
        # No letters that any of its profiles knows.
        return None


def _borne_out(words: list[str], language: str) -> bool:
    """Tell whether word frequencies find ``language`` clearly likelier than English."""
    if language in _NO_SPACES:
        return True
    if not _frequencies(language):
        return False
    gain = sum(max(zipf(word, language), _UNKNOWN) - max(zipf(word, "en"), _UNKNOWN) for word in words)
    return gain / len(words) >= _MARGIN


def identify(text: str, *, seed: int = DEFAULT_SEED) -> str | None:
    """Name the language of a segment.

    :param text: a sentence, a line or a word.
    :param seed: seeds langdetect.
    :returns: ISO 639-1 code, or None where nothing decides: no letters, names only, short and doubtful.
    """
    words = _words(text)
    if not words:
        return None
    if _common_share(words) >= _CLEARED:
        return "en"
    named = _detect(text, seed)
    if named is None or (named == "en" and len(words) >= _SHORT):
        return named
    if named == "en":
        return "en" if any(zipf(word, "en") >= _COMMON for word in words) else None
    if len(words) >= _SHORT or _borne_out(words, named):
        return named
    # langdetect mixes close relatives up (Indonesian, Tagalog, Malay): ask for Indonesian by name.
    return "id" if named != "id" and _borne_out(words, "id") else None


def identify_document(text: str, *, seed: int = DEFAULT_SEED) -> str | None:
    """Name the language of a whole document, with one call of langdetect at most.

    :param text: the document's text.
    :param seed: seeds langdetect.
    :returns: ISO 639-1 code, or None where nothing decides.
    """
    start = text[:_DOCUMENT_CHARACTERS]
    words = _words(start)
    share = _common_share(words)
    if share >= _CLEARED and len(words) >= _SHORT:
        return "en"
    named = identify(start, seed=seed) if len(words) < _SHORT else _detect(_ADDRESS.sub(" ", start), seed)
    if named == "en" or share < _MOSTLY:
        return named
    # Sentences full of Indonesian names, squads of German ones: the ordinary words decide.
    sure = named is not None and len(words) >= _LONG and _borne_out(_without_names(words), named)
    return named if sure else "en"
