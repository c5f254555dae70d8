"""What renderings of a comparison of systems share: names of measures, digits, the order of systems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from mtaudit.model.systems import Measure, SystemComparison, SystemScore

__all__ = ["file_token", "file_tokens", "measure_title", "ranked_systems", "score_of", "shown_score"]

_TITLES = {"bleu": "BLEU", "chrf": "chrF", "chrfpp": "chrF++", "ter": "TER"}


def measure_title(name: str) -> str:
    """Return what a table calls a measure, ``chrF++`` for ``chrfpp``.

    :param name: name of the measure.
    """
    return _TITLES.get(name, name.replace("_", " ") if name == "rule_penalty" else name)


def score_of(comparison: SystemComparison, measure: str, system: str) -> SystemScore | None:
    """Return a system's score, or None where it has none.

    :param comparison: what was computed.
    :param measure: name of the measure.
    :param system: name of the system.
    """
    return next((one for one in comparison.scores if (one.measure, one.system) == (measure, system)), None)


def ranked_systems(comparison: SystemComparison, measure: Measure | None = None) -> list[str]:
    """Return the systems, the best first by one measure, equal ones in the order given.

    :param comparison: what was computed.
    :param measure: what to go by; the first measure unless told.
    """
    by = measure or comparison.measures[0]
    sign = -1 if by.higher_is_better else 1
    scores = {one.system: one.score for one in comparison.scores if one.measure == by.name}
    return sorted(
        comparison.systems, key=lambda name: sign * scores[name] if name in scores else float("inf")
    )


def shown_score(value: float, measure: str) -> str:
    """Return a score with sacrebleu's one digit after the point, or three digits that tell for small ones.

    :param value: the score.
    :param measure: name of the measure.
    """
    if measure in _TITLES or abs(value) >= 10:
        return f"{value:.1f}"
    return f"{value:.3f}"


def file_token(name: str, *, dashes: bool = False) -> str:
    """Return a name as a part of a file name that no path and no shell reads anything into.

    :param name: any text; letters, digits, ``_`` and ``+`` stay, what else there is becomes ``_``.
    :param dashes: True leaves dashes that are not the first character.
    """
    token = re.sub(r"[^\w+-]" if dashes else r"[^\w+]", "_", name, flags=re.ASCII)
    return f"_{token[1:]}" if token.startswith("-") else token


def file_tokens(names: list[str], what: str, *, dashes: bool = False) -> dict[str, str]:
    """Return :func:`file_token` of each name.

    :param names: names, each once.
    :param what: what they are names of, for the message.
    :param dashes: as of :func:`file_token`.
    :raises UsageError: where two would be the same.
    """
    tokens = {name: file_token(name, dashes=dashes) for name in names}
    for name, token in tokens.items():
        if list(tokens.values()).count(token) > 1:
            raise UsageError(
                f"{what}s would share the file name {token!r}", mend=f"rename the {what} {name!r}"
            )
    return tokens
