"""The JSON report of a comparison of systems: schema version 1, its keys in the order of the contract."""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.reports.digits import builtin
from mtaudit.reports.json_format import escaped_json, plain

if TYPE_CHECKING:
    from mtaudit.model.systems import ScoreTable, SystemComparison

__all__ = ["COMPARISON_SCHEMA_VERSION", "comparison_schema", "comparison_to_dict", "comparison_to_json"]

#: Version of the contract. Within a version keys are added, never removed.
COMPARISON_SCHEMA_VERSION = "1"

_SCHEMA_FILE = f"system-comparison-{COMPARISON_SCHEMA_VERSION}.schema.json"
_SCORE = ("measure", "system", "score", "ci_low", "ci_high", "rank", "segments")
_DIFFERENCE = (
    "measure", "system", "baseline", "difference", "ci_low", "ci_high", "p_value", "adjusted_p_value",
)  # fmt: skip
_CORRELATION = ("measure", "human", "level", "statistic", "value", "ci_low", "ci_high", "items")


def comparison_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report."""
    folder = resources.files("mtaudit.reports") / "schema"
    loaded: dict[str, Any] = json.loads((folder / _SCHEMA_FILE).read_text(encoding="utf-8"))
    return loaded


def comparison_to_dict(comparison: SystemComparison) -> dict[str, Any]:
    """Return the comparison in plain containers, as the contract lays it out.

    Absent parts are None. Floats have six significant digits.

    :param comparison: what was computed.
    :raises ValueError: if a number is not finite; the message names its place.
    """
    laid_out = {
        "schema_version": COMPARISON_SCHEMA_VERSION,
        "signature": comparison.signature,
        "references": list(comparison.references),
        "systems": list(comparison.systems),
        "segments": comparison.segments,
        "documents": None if comparison.documents is None else list(comparison.documents),
        "measures": [
            _keys(measure, ("name", "higher_is_better", "human", "signature"))
            for measure in comparison.measures
        ],
        "scores": [_keys(score, _SCORE) for score in comparison.scores],
        "method": comparison.method,
        "baseline": comparison.baseline,
        "differences": [_keys(difference, _DIFFERENCE) for difference in comparison.differences],
        "correlations": [_keys(correlation, _CORRELATION) for correlation in comparison.correlations],
        "segment_scores": [_table(table) for table in comparison.segment_scores],
        "document_scores": [_table(table) for table in comparison.document_scores],
        "notes": list(comparison.notes),
    }
    done: dict[str, Any] = plain(laid_out, "comparison")
    return done


def comparison_to_json(comparison: SystemComparison, *, indent: int | None = 2) -> str:
    r"""Return the comparison as JSON; controls of terminals stand as ``\u`` escapes.

    :param comparison: what was computed.
    :param indent: spaces for each level, or None for one line.
    :raises ValueError: if a number is not finite.
    """
    return escaped_json(comparison_to_dict(comparison), indent=indent)


def _keys(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: builtin(getattr(value, name)) for name in names}


def _table(table: ScoreTable) -> dict[str, Any]:
    return {
        "measure": table.measure,
        "systems": [
            {"system": system, "scores": [builtin(value) for value in values]}
            for system, values in table.scores
        ],
    }
