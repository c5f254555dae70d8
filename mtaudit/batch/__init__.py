"""Batch: a corpus through workers into tables, finished once whatever happens on the way.

Importing this loads nothing: a worker's process imports it before it knows what it will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mtaudit.batch.rehearsal import rehearse
    from mtaudit.batch.run import BatchProgress, Workers, run_batch
    from mtaudit.batch.sinks import Fingerprints, Pages, Sink, Tables
    from mtaudit.batch.summary import BatchSummary
    from mtaudit.batch.work import Shown

__all__ = [
    "BatchProgress",
    "BatchSummary",
    "Fingerprints",
    "Pages",
    "Shown",
    "Sink",
    "Tables",
    "Workers",
    "rehearse",
    "run_batch",
]

_HOMES = (
    dict.fromkeys(("BatchProgress", "Workers", "run_batch"), "mtaudit.batch.run")
    | dict.fromkeys(("Fingerprints", "Pages", "Sink", "Tables"), "mtaudit.batch.sinks")
    | {
        "BatchSummary": "mtaudit.batch.summary",
        "Shown": "mtaudit.batch.work",
        "rehearse": "mtaudit.batch.rehearsal",
    }
)


def __getattr__(name: str) -> Any:
    """Load a name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
