from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.model import Severity
from mtaudit.rules.base import Evidence, Hit, Rule
from mtaudit.rules.fluency._phrases import after, before
from mtaudit.rules.lexicons_grammar import nouns, sounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

#: Letters whose names begin with a vowel: *an F-16*, *an MP*.
_VOWEL_NAMES = frozenset("aefhilmnorsx")
#: Short acronyms that are read as words, or in both ways.
_READ_AS_WORDS = frozenset("sim pin sar led faq ram rom lan man sas nas mac max mot ufo url sql".split())


class WrongIndefiniteArticle(Rule):
    """The indefinite article has the form for the other kind of sound.

    ## What it finds
    `a` before a word that begins with a vowel sound (`a expenditure`, `a hour`, `a 18-year-old`) and `an`
    before one that begins with a consonant sound (`an university`, `an huge`).

    ## Why it matters
    The form goes by the sound that follows. Engines that replace or insert a word after the article was
    chosen leave the form that belonged to another word.

    ## Known false alarms
    Names whose sound the spelling hides; `a` as a letter. Words that writers differ about (`an historic`,
    `a herb`) are left alone.

    ## Example
    `He paid a entrance fee.`

    ## Source
    Swan 2016, *Practical English Usage*, on *a* and *an*; Quirk et al. 1985, ch. 5; Oxford Advanced
    Learner's Dictionary for the sounds in the list.
    """

    code = "FLU006"
    name = "wrong-indefinite-article"
    category = "Fluency/Grammar"
    its_type = "grammar"
    severity = Severity.MINOR

    def find(self, evidence: Evidence) -> Iterator[Hit]:
        """Yield the article with the word that it does not fit."""
        for segment, article in evidence.document.tokens("a", "an"):
            word = after(article)
            if word is not None and word.text == '"' and article.whitespace_:
                word = after(word)
            if word is None or word.i >= segment.parsed.end or not _is_article(article):
                continue
            vowel = _begins_with_vowel(word)
            if vowel is None or vowel == (article.lower_ == "an"):
                continue
            right, kind = ("an", "vowel") if vowel else ("a", "consonant")
            words = article.doc[article.i : word.i + 1]
            yield Hit(
                segment.span_of(words),
                f"“{word.text}” begins with a {kind} sound, so the article is “{right}”.",
                suggestion=words.text.replace(
                    article.text, right.capitalize() if article.is_title else right, 1
                ),
            )


def _is_article(token: Token) -> bool:
    """Tell the article from the letter: *vitamin A is*, *Grade A in*."""
    if token.pos_ != "DET" and token.lower_ == "a" and token.is_upper:
        return False
    previous = before(token)
    if token.text == "A" and previous is not None and (previous.is_alpha or previous.text in "-/&"):
        return False
    return bool(token.whitespace_) and not (previous is not None and previous.text in ("-", "/", "'"))


def _begins_with_vowel(token: Token) -> bool | None:
    """Tell the kind of the first sound, or None where it is not known."""
    text = token.text
    if text[0].isdigit():
        return _number_begins_with_vowel(text)
    word = token.lower_
    following = after(token)
    hyphened = following is not None and following.text == "-" and not token.whitespace_
    if not token.is_ascii or not word[0].isalpha() or (word in ("a", "an") and not hyphened):
        return None
    known = sounds()
    if word.startswith(known.either):
        return None
    vowels = any(letter in "aeiouy" for letter in word)
    if text.isupper() and (not vowels or len(text) == 1 or _is_spelled_out(token)):
        return word[0] in _VOWEL_NAMES
    if text.isupper() or (not text.islower() and not text.istitle()):
        # An acronym may be read as letters or as a word: only where both begin alike.
        by_letter, by_word = word[0] in _VOWEL_NAMES, word[0] in "aeio"
        return None if word in known.either or by_letter != by_word or word[0] == "u" else by_letter
    if not vowels or word == "x":
        return None
    if word.startswith(known.vowel_prefixes):
        return True
    if word in known.consonant_words:
        return False
    if word == "one" or (
        word.startswith(known.consonant_prefixes) and not word.startswith(known.vowel_exceptions)
    ):
        return False
    if text.istitle() and word[0] in "uyo" and len(word) > 1 and word[1] in "auy":
        # *a Ouattara speech*, *an Yves Klein*
        return None
    return word[0] in "aeiou"


def _is_spelled_out(token: Token) -> bool:
    """Tell *MRI* and *US*, which are read by letter, from *NATO* and from a word in capitals."""
    known, following, ahead = nouns(), after(token), before(token)
    shouted = any(t is not None and t.is_upper and len(t) > 1 and t.is_alpha for t in (ahead, following))
    word = token.lower_
    return (
        token.is_alpha
        and len(token) <= 3
        and not shouted
        and word not in _READ_AS_WORDS | known.concrete | known.abstract
    )


def _number_begins_with_vowel(text: str) -> bool | None:
    if text.startswith("8"):
        return True
    digits = text.split(".")[0].replace(",", "")
    figures = "".join(letter for letter in digits if letter.isdigit())
    if figures in ("11", "18") or (figures[:2] in ("11", "18") and len(figures) in (5, 8) and "," in text):
        return True
    return None if figures[:2] in ("11", "18") and len(figures) > 2 else False
