"""Forms of English words that a parse names by its tags, for proposing paraphrases.

Regular spelling rules and a list of irregular forms; where they are wrong, the language model finds the
proposal unlikely, and nothing comes of it.
"""

from __future__ import annotations

import re

__all__ = ["article", "plural", "singular", "verb_form"]

#: Base, past and participle of irregular verbs; one form where past and participle agree.
_IRREGULAR_VERBS = """
be was been|become became become|begin began begun|bend bent|bind bound|blow blew blown|break broke broken
bring brought|build built|burst burst|buy bought|catch caught|choose chose chosen|come came come|cost cost
cut cut|deal dealt|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed|feel felt|fight fought|find found|fly flew flown|forget forgot forgotten|get got
give gave given|go went gone|grow grew grown|hang hung|have had|hear heard|hide hid hidden|hit hit|hold held
hurt hurt|keep kept|know knew known|lay laid|lead led|leave left|lend lent|let let|lie lay lain|lose lost
make made|mean meant|meet met|pay paid|put put|read read|ride rode ridden|ring rang rung|rise rose risen
run ran run|say said|see saw seen|seek sought|sell sold|send sent|set set|shake shook shaken|shoot shot
show showed shown|shut shut|sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent
spread spread|stand stood|steal stole stolen|strike struck|swim swam swum|take took taken|teach taught
tear tore torn|tell told|think thought|throw threw thrown|understand understood|wear wore worn|win won
write wrote written|overcome overcame overcome|undergo underwent undergone|withdraw withdrew withdrawn
"""
_PAST: dict[str, tuple[str, str]] = {}
for _entry in re.split(r"[|\n]", _IRREGULAR_VERBS.strip()):
    _base, *_rest = _entry.split()
    _PAST[_base] = (_rest[0], _rest[-1])

_PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet",
    "tooth": "teeth", "mouse": "mice", "life": "lives", "wife": "wives", "half": "halves", "leaf": "leaves",
    "analysis": "analyses", "crisis": "crises", "phenomenon": "phenomena", "criterion": "criteria",
}  # fmt: skip
_SINGULARS = {many: one for one, many in _PLURALS.items()}

#: Verbs of two syllables or more that double their last consonant.
_DOUBLING = frozenset({"admit", "commit", "refer", "prefer", "occur", "incur", "permit", "submit", "control"})
#: Vowel letters that begin with a consonant's sound, and the other way round.
_CONSONANT_SOUND = re.compile(r"(?:eu|one\b|once|uni(?!n)|us[aeiu]|ut[ei]|ubi)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|heir|honest|honou?r)", re.IGNORECASE)


def verb_form(lemma: str, tag: str) -> str:
    """Return a form of a verb.

    :param lemma: in lower case; words after the first stay (``carry out``).
    :param tag: Penn tag of the form: VB, VBP, VBZ, VBD, VBN or VBG.
    """
    head, _, rest = lemma.partition(" ")
    form = _one_word(head, tag)
    return f"{form} {rest}" if rest else form


def _one_word(lemma: str, tag: str) -> str:
    if tag == "VBZ":
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(lemma) or _with_s(lemma)
    if tag == "VBG":
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
            return lemma[:-1] + "ing"
        return _doubled(lemma) + "ing"
    if tag in ("VBD", "VBN"):
        if lemma in _PAST:
            return _PAST[lemma][tag == "VBN"]
        if lemma.endswith("e"):
            return lemma + "d"
        if re.search(r"[^aeiou]y$", lemma):
            return lemma[:-1] + "ied"
        return _doubled(lemma) + "ed"
    return lemma


def _with_s(word: str) -> str:
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")


def _doubled(word: str) -> str:
    short = re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", word) is not None
    return word + word[-1] if short or word in _DOUBLING else word


def plural(noun: str) -> str:
    """Return the plural of a noun in lower case."""
    return _PLURALS.get(noun) or _with_s(noun)


def singular(noun: str) -> str:
    """Return the singular of a plural in lower case."""
    if noun in _SINGULARS:
        return _SINGULARS[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if re.search(r"(?:ss|x|z|ch|sh)es$", noun):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def article(following: str) -> str:
    """Return ``a`` or ``an``, by the word that follows."""
    if _SILENT_H.match(following):
        return "an"
    vowel = following[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(following)
    return "an" if vowel else "a"
