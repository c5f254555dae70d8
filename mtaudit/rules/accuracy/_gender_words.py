"""Words that tell a person's gender, for the rule shifting-gender."""

from __future__ import annotations

__all__ = ["FEMALE", "MALE", "OTHERS", "PRONOUNS", "TITLES"]

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
TITLES = {
    **dict.fromkeys("mr mr. sir lord king prince chairman spokesman businessman actor father".split(), MALE),
    **dict.fromkeys(
        "mrs ms miss lady queen princess chairwoman spokeswoman businesswoman actress midwife".split(),
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
