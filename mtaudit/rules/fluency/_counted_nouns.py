"""Singular nouns right behind a plural determiner, for nouns that no list holds.

A noun is one that counts where its plural is about as frequent in English as it is itself.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.analysis.language import zipf
from mtaudit.rules.fluency._phrases import FINITE, after, before
from mtaudit.rules.lexicons_grammar import nouns

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["COUNTING", "counted_singular"]

COUNTING = (
    "these", "those", "several", "numerous", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "dozens", "scores", "hundreds",
)  # fmt: skip
_OF = frozenset({"dozens", "scores", "hundreds"})
#: Behind a noun that ends its phrase: prepositions, marks and verbs.
_ENDS = frozenset({"IN", "WDT", "WP", "WRB", ",", ".", "CC", "RB", "''"}) | FINITE
_KINDS = frozenset("kind sort type couple pair".split())
_RARER = 1.0
#: Nouns whose singular stands behind a number in set phrases, and collectives of people.
_NOT_COUNTED = frozenset(
    "percent per pm am bit lot few way time thing people police staff data media while dozen hundred "
    "thousand million billion trillion to one ones bed ply fold nil all apiece love series sheep fish "
    "deer aircraft craft offspring species youth elite".split()
)


def counted_singular(determiner: Token) -> Token | None:
    """Return the singular noun in *these ledger*, *two other village*, *dozens of hut*.

    :param determiner: a word of ``COUNTING``.
    """
    noun = after(determiner)
    left = before(determiner)
    if left is not None and left.i < determiner.sent.start:
        left = None
    if left is not None and (left.text in "-/.$#" or left.tag_ in ("CD", "NN", "NNP", "DT", "HYPH")):
        return None
    of = determiner.lower_ in _OF
    if of:
        noun = after(noun) if noun is not None and noun.lower_ == "of" else None
    elif noun is not None and noun.lower_ == "other":
        noun = after(noun)
    if noun is None or noun.tag_ not in ("NN", "NNS") or not noun.is_lower or not noun.is_alpha:
        return None
    if noun.lower_.endswith("s") or noun.lower_ != noun.lemma_.lower() or not noun.whitespace_:
        return None
    following = after(noun)
    joined = following is not None and following.tag_ == "CC" and determiner.tag_ == "CD"
    if following is None or following.tag_ not in _ENDS or joined or not _counts(noun.lower_):
        return None
    near = determiner.lower_ in ("these", "those")
    if near and (determiner.tag_ != "DT" or noun.lower_ in nouns().collective | _KINDS):
        return None
    return noun


@lru_cache(maxsize=2048)
def _counts(word: str) -> bool:
    known = nouns()
    if len(word) < 3 or word in _NOT_COUNTED | known.invariable | known.measures:
        return False
    if word in known.concrete:
        return True
    consonant = word[-1] == "y" and word[-2] not in "aeiou"
    plural = word[:-1] + "ies" if consonant else word + ("es" if word.endswith(("ch", "sh", "x")) else "s")
    frequency = zipf(word, "en")
    return frequency > _RARE and zipf(plural, "en") >= frequency - _RARER


#: Zipf frequency below which neither form tells.
_RARE = 2.0
