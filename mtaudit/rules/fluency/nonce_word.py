from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from mtaudit.analysis.language import is_attested, zipf
from mtaudit.model import Severity, Span
from mtaudit.rules.base import Evidence, Hit, Option, Rule
from mtaudit.rules.lexicons_forms import word_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mtaudit.analysis.document import AnalysedDocument

#: A word in lower case that is no part of a compound, an address or a contraction.
_WORD = re.compile(r"(?<![\w'@./\\&#~-])[a-z]{5,24}(?![\w@/\\-]|[.'][\w])")
#: A word that comes back this often is a term of the text.
_TERM = 3
#: Smallest Zipf frequency of each part of a compound (*shophouses*).
_PART = 3.3
_SHORTEST_PART = 3
#: Fewest letters of a rare participle behind a native prefix (*outhustled*, not *rebunked*).
_LEARNED = 7
#: Two parts that both have so many letters make no compound that the word list misses (*policeofficer*).
_LONG_PART = 5
_LONG_PAIR = 12
_SHORTEST_PAIR = 5
#: A quotation of so many words is speech, in which a word is used and not mentioned.
_SHORTEST_SPEECH = 3
#: Endings of words that no dialect and no other language lends.
_ENGLISH = (
    "ed", "ing", "ly", "tion", "ness", "ment", "ance", "ence", "ful", "ous", "able", "ible", "ated", "ized",
)  # fmt: skip
#: From this Zipf frequency on a word is so common that a word beside it is taken for a slip.
_FAMILIAR = 3.5
#: Suffixes that make verbs' forms, and endings of nouns and adjectives that have none. Verbs with such an
#: ending (*mention*, *complement*) are in the word list with all their forms.
_VERBAL = frozenset({"ed", "ied:y", "ing", "er", "ers", "ised", "ized", "ising", "izing", "ise", "ize"})
_NO_VERBS = (
    "tion", "sion", "ness", "ity", "ism", "ance", "ence", "ment", "ship", "hood", "ful", "less", "ous", "ive",
    "able", "ible", "ant", "ent", "al",
)  # fmt: skip
#: Suffixes before which a final *y* becomes *i*.
_AFTER_I = frozenset({"ness", "ly", "er", "est", "ed", "s", "ful", "fully", "less"})
#: Words that stand before nouns and make no compound with them (*lastyear*).
_NO_FIRST_PARTS = frozenset(
    "last next each every more most many some all other very also only two three four five six seven eight "
    "nine ten million billion percent per under between during after before such same much any both "
    "where like until than what how just been your you them him about above without within although "
    "against".split()
)
#: Suffixes that the word list counts as words, as names or abbreviations.
_SUFFIX_WORDS = frozenset(
    {
        "ing",
        "ings",
        "est",
        "ist",
        "ism",
        "ness",
        "ful",
        "able",
        "ate",
        "ally",
        "ment",
        "tion",
        "some",
        "ance",
        "ence",
        "ant",
        "ent",
        "ants",
        "ents",
        "ion",
        "ions",
        "ity",
        "ous",
        "ive",
        "ish",
        "ize",
        "ise",
        "ized",
        "ised",
        "ened",
        "ered",
        "ated",
    }
)
#: Languages whose words English texts borrow.
_LENDERS = ("id", "de", "es", "fr", "it", "nl")
#: What introduces a word that is mentioned and not used.
_MENTION = re.compile(r"(?:\b(?:called|named|dubbed|word|term|as|or|known as|means?)\s+(?:an?\s+|the\s+)?)$")
_GLOSS = re.compile(r"\s*(?:\(|, (?:or|a kind|a type|a form|an? traditional|which means|meaning)\b|[–—])")


class NonceWord(Rule):
    """A word that English does not have.

    ## What it finds
    A word in lower case that wordfreq's large English list does not hold, that is not made of known parts,
    and that is no word of Indonesian or of a language English borrows from; and two words run together.

    ## Why it matters
    Engines spell words from pieces, and now and then the pieces make no word (`meterically`).

    ## Known false alarms
    Terms of a trade, dialect and food that the lists miss. A word in quotation marks, with a gloss, or used
    three times is left alone; the option `allow` takes further words.

    ## Example
    `The sacks were clandered before they were shipped.`

    ## Source
    Speer 2022, wordfreq 3.0; Quirk et al. 1985, *A Comprehensive Grammar of the English Language*, appendix I
    on word-formation; MQM, Fluency/Spelling.
    """

    code = "FLU022"
    name = "nonce-word"
    category = "Fluency/Spelling"
    its_type = "misspelling"
    severity = Severity.MINOR
    options: ClassVar[Mapping[str, Option]] = {"allow": ()}

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield each unknown word."""
        given = evidence.options.get("allow", ())
        allowed = frozenset(given) if isinstance(given, tuple) else frozenset()
        document = evidence.document
        found = [match for match in document.search(_WORD) if _is_rare(match.group())]
        counts = Counter(match.group() for match in found)
        quotes = [quote.marks for quote in document.quotes]
        for match in found:
            word = match.group()
            if word in allowed or counts[word] >= _TERM or _is_known(word):
                continue
            span = Span(match.start(), match.end())
            if not _is_running(document, span) or next(iter(_names(document, word)), None) is not None:
                continue
            marks = next((marks for marks in quotes if marks.overlaps(span)), None)
            if (marks is not None and not _is_spoken(document.view, marks, word)) or _is_mentioned(
                document.view, span
            ):
                continue
            parts = _glued(word)
            message = f"“{word}” is two words run together." if parts else f"“{word}” is no English word."
            yield Hit(span, message, confidence=0.8, suggestion=parts)


def _is_spoken(view: str, marks: Span, word: str) -> bool:
    """Tell speech from a word in quotation marks, and a word of it that is made of English parts."""
    speech = marks.of(view).count(" ") >= _SHORTEST_SPEECH
    return speech and (word.endswith(_ENGLISH) or _glued(word) is not None)


def _is_rare(word: str) -> bool:
    """Tell a word that is not among the common ones; *ofthe* is, for it is a common misprint."""
    return zipf(word, "en") == 0.0 or word in _glued_pairs()


@lru_cache(maxsize=1)
def _glued_pairs() -> frozenset[str]:
    """Return every two function words run together that make no common word (*tothe*, not *within*)."""
    words = word_parts().function_words - {"there", "a", "an", "her"}
    pairs = {first + second for first in words for second in words if first != second}
    rare = (pair for pair in pairs if len(pair) >= _SHORTEST_PAIR and zipf(pair, "en") == 0.0)
    return frozenset((*rare, "ofthe"))


def _is_running(document: AnalysedDocument, span: Span) -> bool:
    """Tell running text from a line of a list (*6 makrut lime leaves*)."""
    held = document.segment_at(span.start)
    if held is None:
        return False
    return held.segment.span.of(document.view).rstrip(" \"')")[-1:] in (".", "!", "?", ":", ";", ",")


def _names(document: AnalysedDocument, word: str) -> Iterator[bool]:
    """Yield where the text writes the word with a capital: a name that lost it, for another rule."""
    yield from (True for _, token in document.tokens(word) if token.text[0].isupper())


def _is_mentioned(view: str, span: Span) -> bool:
    before, after = view[max(0, span.start - 30) : span.start], view[span.end : span.end + 30]
    beside = before[-1:] in ('"', "'", "(", "[", "]") or after[:1] in ('"', "'", ")", "]")
    return beside or _GLOSS.match(after) is not None or _MENTION.search(before) is not None


@lru_cache(maxsize=4096)
def _is_known(word: str) -> bool:
    parts = word_parts()
    if word in _glued_pairs():
        return False
    return (
        is_attested(word)
        or (word.endswith(parts.terms) and not word.endswith(("izate", "isate")))
        or any(zipf(word, language) > 0 for language in _LENDERS)
        or _is_indonesian(word)
        or ((_derived(word) or _is_compound(word)) and not _is_misspelt(word))
    )


def _is_misspelt(word: str) -> bool:
    """Tell a word one letter short of, or over, a common one (*spokemen*), the last letter aside."""
    longer = (
        word[:place] + letter + word[place:]
        for place in range(1, len(word))
        for letter in "abcdefghijklmnopqrstuvwxyz"
    )
    return any(zipf(other, "en") >= _FAMILIAR for other in longer)


def _derived(word: str) -> bool:
    """Tell a word of a common stem with a prefix, a suffix or both."""
    parts = word_parts()
    stems = [
        word,
        *(word.removeprefix(p) for p in parts.prefixes if word.startswith(p) and len(word) > len(p) + 2),
    ]
    for stem in stems:
        if stem != word and (zipf(stem, "en") > 0 or (len(stem) > 4 and _is_learned(word, stem))):
            return True
        if _is_short_participle(word, stem):
            continue
        for suffix, lost in parts.suffixes:
            if stem.endswith(suffix) and len(stem) - len(suffix) >= _SHORTEST_PART:
                root = stem[: len(stem) - len(suffix)] + lost
                if not _takes(root, suffix):
                    continue
                doubled = suffix in ("ed", "ing", "er", "ers") and root[-1] == root[-2]
                plural = suffix in ("s", "es") and len(root) > 4 and is_attested(root)
                if plural or zipf(root, "en") > 0 or (doubled and zipf(root[:-1], "en") >= _PART):
                    return True
    return False


def _is_learned(word: str, stem: str) -> bool:
    """Tell a rare stem behind a prefix of science (*microfauna*); native prefixes take common stems."""
    prefix = word.removesuffix(stem)
    native = prefix in word_parts().native_prefixes and not stem.endswith(("ed", "ing"))
    return not native and not _is_short_participle(word, stem) and is_attested(stem)


def _is_short_participle(word: str, stem: str) -> bool:
    """Tell a rare participle behind a native prefix (*rebunked*); *un-* goes with any (*unhusked*)."""
    prefix = word.removesuffix(stem)
    native = prefix in word_parts().native_prefixes and prefix != "un"
    return native and len(stem) < _LEARNED and stem.endswith(("ed", "ing"))


def _takes(root: str, suffix: str) -> bool:
    """Tell whether a suffix goes with such a stem: *renovation* makes no *renovationed*."""
    if suffix in ("fully", "lessly", "lessness"):
        # Of a word in *-ful* or *-less*: *quickfully* has none.
        return is_attested(root + ("ful" if suffix == "fully" else "less"))
    if suffix == "s" and root.endswith(("ing", "man", "s")):
        # *creditings*, *policemans*, *villagerss*; *buildings* and its like are in the word list.
        return False
    if suffix in ("d", "r", "rs"):
        return not root.removesuffix("e").endswith(_NO_VERBS)
    if suffix in _AFTER_I and root.endswith("y") and root[-2] not in "aeiou":
        # *happyness*, *ladys*
        return False
    if suffix in ("ing", "ed") and root.endswith("e") and not root.endswith(("ee", "oe", "ye")):
        # *writeing*
        return False
    if suffix in _VERBAL:
        return not root.endswith(_NO_VERBS)
    if suffix in ("ful", "less", "hood", "ship"):
        # Suffixes of nouns: *patientful* has an adjective before it.
        return not root.endswith(("ent", "ant", "ous", "ive", "ical", "able", "ible"))
    if suffix in ("men", "man", "woman", "women"):
        return is_attested(root + "man") or is_attested(root + "woman")
    return True


def _splits(word: str, shortest: int) -> Iterator[tuple[str, str]]:
    for place in range(shortest, len(word) - shortest + 1):
        yield word[:place], word[place:]


def _is_compound(word: str) -> bool:
    """Tell two common words that make a compound, with or without a plural (*shophouses*)."""
    function_words = word_parts().function_words
    return any(
        zipf(first, "en") >= _PART
        and zipf(second, "en") >= _PART
        and first not in function_words
        and second not in function_words
        and first not in _NO_FIRST_PARTS
        and not first.endswith(("ing", "ed", "ly"))
        and not second.endswith("ly")
        and second not in _SUFFIX_WORDS
        and not _is_too_long(first, second)
        for first, second in _splits(word, _SHORTEST_PART)
    )


def _is_too_long(first: str, second: str) -> bool:
    """Tell two words run together (*policeofficer*), or a plural with a fragment (*presidents* + *aid*)."""
    both = min(len(first), len(second)) >= _LONG_PART and len(first) + len(second) >= _LONG_PAIR
    return both or (first.endswith("s") and not first.endswith("ss") and len(second) == _SHORTEST_PART)


def _glued(word: str) -> str | None:
    """Return a word with a function word before or behind it as the two words that they are."""
    function_words = word_parts().function_words
    for first, second in _splits(word, 2):
        if first in function_words and (
            second in function_words or (zipf(second, "en") >= _PART and len(second) > 2)
        ):
            return f"{first} {second}"
        if zipf(first, "en") >= _PART and second in function_words and len(first) > 3:
            return f"{first} {second}"
        if _is_too_long(first, second) and zipf(first, "en") >= _PART and zipf(second, "en") >= _PART:
            return f"{first} {second}"
    return None


def _is_indonesian(word: str) -> bool:
    """Tell an Indonesian word by its stem."""
    prefixes, suffixes = word_parts().indonesian
    stems = {word, *(word.removeprefix(p) for p in prefixes if word.startswith(p))}
    stems |= {stem.removesuffix(s) for stem in stems for s in suffixes if stem.endswith(s)}
    return any(len(stem) > 3 and zipf(stem, "id") > 0 and zipf(stem, "en") == 0 for stem in stems)
