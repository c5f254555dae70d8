"""How likely it is that a text was machine-translated, and what says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What is said of a text. Undecided is an answer."""

    MACHINE = "machine-translated"
    UNDECIDED = "undecided"
    NOT_MACHINE = "not machine-translated"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One kind of evidence.

    :param name: short name, the same in every report.
    :param value: what was measured, in standard deviations from the middle of what it was fitted on; above 0
        is more like a machine's translation.
    :param contribution: what it adds to the logarithm of the likelihood ratio.
    :param words: the same for a reader.
    """

    name: str
    value: float
    contribution: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class Likelihood:
    """The estimate for one document.

    :param probability: that it was machine-translated, 0 to 1, given the prior.
    :param prior: probability before the text was read.
    :param likelihood_ratio: how many times likelier such a text is from a machine translation than from
        somebody who wrote in English.
    :param verdict: what is said of it.
    :param evidence: in the order of the report.
    :param reason: why it is undecided, or None.
    :param human_share: share of human translations that are called machine-translated at the same threshold.
    """

    probability: float
    prior: float
    likelihood_ratio: float
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    reason: str | None = None
    human_share: float | None = None


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language that the text may have been made from.

    :param language: ISO 639-1 code.
    :param confidence: 0 to 1.
    """

    language: str
    confidence: float
