"""Somebody in a text, and how much he or she stands in the foreground, for the rule shifting-gender."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

__all__ = ["ALONE", "FAINT", "SUBJECT", "UNSURE", "Person"]

#: What a mention as a subject brings; less for other places in a sentence.
SUBJECT = 1.0
#: What is left of it a sentence later, and of that in the next paragraph; more for whoever has a name.
_SENTENCE, _SENTENCE_NAMED = 0.5, 0.7
_PARAGRAPH, _PARAGRAPH_NAMED = 0.5, 0.6
#: Whom alone a text names is never farther away than that.
ALONE = 0.25
#: Under it a pronoun means somebody who has not been mentioned.
FAINT = 0.1
#: What somebody of unknown gender counts for beside one of the pronoun's.
UNSURE = 0.35
#: Pronouns that settle a person's gender where somebody else may be meant too.
_VOTES = 2


@dataclass(eq=False)
class Person:
    """Somebody in a text.

    :param name: empty for somebody without one.
    :param gender: by title, noun or pronouns; None where it is not known.
    """

    name: str
    gender: str | None = None
    #: Salience from earlier sentences, and from this one.
    before: float = field(default=0.0, init=False)
    here: float = field(default=0.0, init=False)
    #: Places of the last sentence with a mention, and with one as *the …* in the place of an object.
    last: int = field(default=-1, init=False)
    given: int = field(default=-2, init=False)
    #: Whether a subject of this sentence, or of the one before.
    is_subject: bool = field(default=False, init=False)
    was_subject: bool = field(default=False, init=False)
    speaks: bool = field(default=False, init=False)
    #: Genders of the pronouns of this sentence that mean the person.
    pronouns: set[str] = field(default_factory=set, init=False)
    #: A ship, which may be she and says nothing.
    is_ship: bool = field(default=False, init=False)
    #: *Each driver*, whom no later sentence means.
    is_fleeting: bool = field(default=False, init=False)
    #: Whether a shift was told.
    is_done: bool = field(default=False, init=False)
    _votes: Counter[str] = field(default_factory=Counter, init=False)

    @property
    def salience(self) -> float:
        """How much the person stands in the foreground, 0 or more."""
        return self.before + self.here

    def can_be(self, gender: str) -> bool:
        """Tell whether a pronoun of a gender may mean the person."""
        return self.gender in (None, gender)

    def mention(self, weight: float, place: int, *, is_subject: bool, speaks: bool) -> None:
        """Count one more mention."""
        self.here = max(self.here, weight)
        self.last = place
        self.is_subject = self.is_subject or is_subject
        self.speaks = self.speaks or speaks

    def vote(self, gender: str, *, is_sure: bool) -> None:
        """Count a word that tells a gender, which is the person's where it is sure or the second."""
        if self.gender is None:
            self._votes[gender] += 1
            if is_sure or self._votes[gender] >= _VOTES:
                self.gender = gender

    def fade(self, *, is_paragraph: bool) -> None:
        """Go on to the next sentence, or paragraph."""
        sentence, paragraph = (_SENTENCE_NAMED, _PARAGRAPH_NAMED) if self.name else (_SENTENCE, _PARAGRAPH)
        left = 0.0 if self.is_fleeting else sentence * paragraph if is_paragraph else sentence
        self.before, self.here = left * self.salience, 0.0
        self.was_subject, self.is_subject = self.is_subject, False
        self.pronouns.clear()
