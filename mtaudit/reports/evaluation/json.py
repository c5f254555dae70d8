"""The JSON report of an evaluation: schema version 1, its keys in the order of the contract."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.reports.json_format import escaped_json, plain

if TYPE_CHECKING:
    from mtaudit.model.evaluation import Evaluation, GroupEvaluation

__all__ = ["EVALUATION_SCHEMA_VERSION", "evaluation_schema", "evaluation_to_dict", "evaluation_to_json"]

#: Version of the contract. Within a version keys are added, never removed.
EVALUATION_SCHEMA_VERSION = "1"

_SCHEMA_FILE = f"evaluation-{EVALUATION_SCHEMA_VERSION}.schema.json"


def evaluation_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the report."""
    folder = resources.files("mtaudit.reports") / "schema"
    loaded: dict[str, Any] = json.loads((folder / _SCHEMA_FILE).read_text(encoding="utf-8"))
    return loaded


def evaluation_to_dict(evaluation: Evaluation) -> dict[str, Any]:
    """Return the evaluation in plain containers, without the texts. Floats have six significant digits.

    :param evaluation: what was computed.
    :raises ValueError: if a number is not finite; the message names its place.
    """
    laid_out = {
        "schema_version": EVALUATION_SCHEMA_VERSION,
        "signature": evaluation.signature,
        "measure": evaluation.measure,
        "source": evaluation.source,
        "threshold": evaluation.threshold,
        "total": _group(evaluation.total),
        "grouped_by": evaluation.grouped_by,
        "groups": [_group(group) for group in evaluation.groups],
        "reliability": [asdict(one) for one in evaluation.reliability],
        "notes": list(evaluation.notes),
    }
    done: dict[str, Any] = plain(laid_out, "evaluation")
    return done


def evaluation_to_json(evaluation: Evaluation, *, indent: int | None = 2) -> str:
    r"""Return the evaluation as JSON; controls of terminals stand as ``\u`` escapes.

    :param evaluation: what was computed.
    :param indent: spaces for each level, or None for one line.
    :raises ValueError: if a number is not finite.
    """
    return escaped_json(evaluation_to_dict(evaluation), indent=indent)


def _group(group: GroupEvaluation) -> dict[str, Any]:
    return asdict(group) | {"figures": [asdict(figure) for figure in group.figures]}
