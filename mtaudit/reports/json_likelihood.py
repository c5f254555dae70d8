"""The likelihood in the JSON report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.model import LanguageGuess, Likelihood

__all__ = ["languages_to_list", "likelihood_to_dict"]


def likelihood_to_dict(likelihood: Likelihood | None) -> dict[str, Any] | None:
    """Lay out the likelihood.

    :param likelihood: of the document, or None.
    """
    if likelihood is None:
        return None
    return {
        "probability": likelihood.probability,
        "prior": likelihood.prior,
        "likelihood_ratio": likelihood.likelihood_ratio,
        "verdict": likelihood.verdict,
        "reason": likelihood.reason,
        "human_share": likelihood.human_share,
        "evidence": [
            {"name": one.name, "value": one.value, "contribution": one.contribution, "words": one.words}
            for one in likelihood.evidence
        ],
    }


def languages_to_list(guesses: Sequence[LanguageGuess] | None) -> list[dict[str, Any]] | None:
    """Lay out the languages that a text may have been made from.

    :param guesses: likeliest first, or None.
    """
    if guesses is None:
        return None
    return [{"language": guess.language, "confidence": guess.confidence} for guess in guesses]
