"""Words that tell a person's gender and whom a pronoun cannot mean, for the rule shifting-gender."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["FEMALE", "MALE", "OTHERS", "PRONOUNS", "SHIPS", "TELLING", "TITLES", "is_either"]

MALE, FEMALE = "he", "she"
PRONOUNS = {
    "he": MALE,
    "his": MALE,
    "him": MALE,
    "himself": MALE,
    "she": FEMALE,
    "her": FEMALE,
    "herself": FEMALE,
}
#: Which are she, and say nothing.
SHIPS = frozenset("ship boat vessel yacht".split())
TITLES = {
    **dict.fromkeys(
        "mr mr. sir lord king prince chairman spokesman businessman actor father pak bapak mas bang".split(),
        MALE,
    ),
    **dict.fromkeys(
        (
            "mrs ms miss lady queen princess chairwoman spokeswoman businesswoman actress midwife bu ibu mbak"
        ).split(),
        FEMALE,
    ),
}
#: Other people whom a pronoun may mean, by gender.
OTHERS = {
    MALE: (
        "man boy husband father son brother grandfather uncle nephew boyfriend king mr policeman gentleman "
        "businessman spokesman fisherman salesman grandson stepfather fiance widower god pope prince guy dad"
    ).split(),
    FEMALE: (
        "woman girl wife mother daughter sister grandmother aunt niece girlfriend queen mrs ms policewoman "
        "lady businesswoman spokeswoman actress widow granddaughter stepmother fiancee midwife princess mom "
        "mum nun housewife ship boat vessel yacht"
    ).split(),
}
#: Words that tell a gender, of somebody or other.
TELLING = {
    gender: sorted(
        {
            *(word for word, own in (PRONOUNS | TITLES).items() if own == gender),
            *words,
        }
    )
    for gender, words in OTHERS.items()
}


def is_either(token: Token) -> bool:
    """Tell *his or her*."""
    return any(t.lower_ in ("or", "/") for t in token.doc[max(0, token.i - 1) : token.i + 2])
