"""What two counts count: one thing under two nouns, or people to whom unlike things happened."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.analysis.folding import content_words, fold, folded_words

if TYPE_CHECKING:
    from mtaudit.analysis.numbers.mentions import NumberMention

__all__ = ["fate", "is_part", "may_count_the_same", "opposed"]

#: Code points after a number that hold what it counts, and around it that hold its verb.
_COUNTED, _AROUND = 40, 45
#: Words of a compound hold a shorter one of this length or more (``floodgate``, ``gate``).
_SHORTEST = 4
#: Counts of one thing in two reports are no more than this many times apart, where little else tells.
_FAR = 2
_PEOPLE = frozenset(
    "people person man woman child resident villager passenger victim citizen civilian worker soul human "
    "inhabitant survivor evacuee refugee local".split()
)
#: What happens to people whom reports count; each is told of other people than the next.
_FATES = {
    "dead": r"die[ds]?|dying|dead|deaths?|kill(?:s|ed|ing)?|fatal\w{0,6}|toll|lives|claim(?:s|ed|ing)"
    r"|perish\w{0,3}|drown\w{0,3}",
    "hurt": r"injur\w{1,4}|hurt|wound(?:s|ed|ing)|hospitali[sz]ed",
    "missing": r"missing|unaccounted|disappear\w{0,3}|vanished",
    "away": r"displac\w{1,4}|evacuat\w{1,4}|evacuees?|fle[ed]\w{0,3}|refugees?|homeless|driven",
    "safe": r"rescu\w{1,4}|sav(?:ed|ing)|surviv\w{1,4}|recover(?:ed|ing)|freed|released",
    "held": r"arrest\w{0,4}|detain\w{0,4}|jail\w{0,3}|custody|suspects?",
    "ill": r"infect\w{0,4}|sick\w{0,4}|fell ill|tested positive",
}
_FATE = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _FATES.items()), re.IGNORECASE)
#: Where what is told of one number ends and what is told of the next begins.
_BOUNDARY = re.compile(r"[,;:.!?()\"“”—]|\b(?:and|but|while|of (?:them|whom))\b|\d")
_OF = re.compile(r"\s(?:out )?of (?:(?:the|its|their|his|her|all|some|a total of) ){0,2}$")


def may_count_the_same(one: NumberMention, view: str, other: NumberMention, other_view: str) -> bool:
    """Tell whether two counts may be of one thing: same noun, a compound and its part, people of one fate.

    ``312 branch offices`` and ``321 branches``, ``three floodgates`` and ``four gates``, ``12 dead`` and
    ``14 people killed``.

    :param one: a number without a unit.
    :param view: plain view of its text.
    :param other: a number of the other text.
    :param other_view: plain view of that.
    """
    if _are_people(one) and _are_people(other) and (one.noun != other.noun or one.noun is None):
        told = fate(one, view)
        return told is not None and told == fate(other, other_view)
    if one.noun is None or other.noun is None:
        return False
    noun, other_noun = _stem(one.noun), _stem(other.noun)
    if noun == other_noun or noun in _named(other, other_view) or other_noun in _named(one, view):
        return True
    long, short = sorted((noun, other_noun), key=len, reverse=True)
    return len(short) >= _SHORTEST and long.endswith(short)


def _are_people(fact: NumberMention) -> bool:
    return fact.unit is None and not fact.ordinal and (fact.noun is None or fact.noun in _PEOPLE)


def opposed(one: NumberMention, view: str, other: NumberMention, other_view: str) -> bool:
    """Tell two counts that are told of other people: the dead and the injured, or all on board.

    Where only one says what happened to them, they may be one count if they are not far apart.

    :param one: a number.
    :param view: plain view of its text.
    :param other: a number of the other text.
    :param other_view: plain view of that.
    """
    told, told_there = fate(one, view), fate(other, other_view)
    if told == told_there:
        return False
    if None not in (told, told_there):
        return True
    far = max(one.value, other.value) > _FAR * min(one.value, other.value)
    return far and _are_people(one) and _are_people(other)


def fate(fact: NumberMention, view: str) -> str | None:
    """Return what happened to those whom a number counts, by the nearest word that says so, or None.

    :param fact: the number.
    :param view: plain view of its text.
    """
    start, end = fact.span.start, fact.span.end
    before = _BOUNDARY.split(view[max(0, start - _AROUND) : start])[-1]
    after = _BOUNDARY.split(view[end : end + _AROUND])[0]
    found = [(len(before) - match.end(), match.lastgroup) for match in _FATE.finditer(before)]
    found += [(match.start(), match.lastgroup) for match in _FATE.finditer(after)]
    return min(found)[1] if found else None


def is_part(part: NumberMention, whole: NumberMention, view: str) -> bool:
    """Tell whether one number is told as a part of the other: ``90 of its 321 branches``.

    :param part: a number.
    :param whole: another number of the same text.
    :param view: plain view of the text.
    """
    return part.span.end < whole.span.start and bool(_OF.fullmatch(view, part.span.end, whole.span.start))


def _named(fact: NumberMention, view: str) -> set[str]:
    """Stems of the words from the number to the noun that it counts."""
    text = re.split(r"[^\w\s'’-]", view[fact.span.end : fact.span.end + _COUNTED])[0]
    words: list[str] = []
    for word in folded_words(text):
        if not content_words([word]):
            break
        words.append(_stem(word))
        if words[-1] == _stem(fact.noun or ""):
            return set(words)
    return set()


def _stem(word: str) -> str:
    """Return a noun without the ending of its plural."""
    folded = fold(word)
    if folded.endswith(("ches", "shes", "xes", "sses")):
        return folded[:-2]
    return folded[:-1] if folded.endswith("s") and not folded.endswith("ss") else folded
