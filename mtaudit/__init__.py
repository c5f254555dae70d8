"""Audits machine-translated English.

``audit`` takes a text and, where there is one, a native report on the same event, and returns an
:class:`AuditReport`; ``audit_many`` and ``audit_frame`` do it for a corpus. ``compare`` takes the outputs of
systems and a reference translation, and returns a :class:`SystemReport`. Importing this package loads
nothing heavy; the first audit does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mtaudit.api import audit, compare
    from mtaudit.batch.many import audit_frame, audit_many
    from mtaudit.errors import (
        EngineError,
        InputError,
        MissingExtraError,
        MtauditError,
        UsageError,
    )
    from mtaudit.reports.report import AuditReport
    from mtaudit.reports.systems import SystemReport

__all__ = [
    "AuditReport",
    "EngineError",
    "InputError",
    "MissingExtraError",
    "MtauditError",
    "SystemReport",
    "UsageError",
    "__version__",
    "audit",
    "audit_frame",
    "audit_many",
    "compare",
]

_HOMES = {
    "audit": "mtaudit.api",
    "audit_frame": "mtaudit.batch.many",
    "audit_many": "mtaudit.batch.many",
    "compare": "mtaudit.api",
    "AuditReport": "mtaudit.reports.report",
    "SystemReport": "mtaudit.reports.systems",
} | dict.fromkeys(
    ("EngineError", "InputError", "MissingExtraError", "MtauditError", "UsageError"),
    "mtaudit.errors",
)


def __getattr__(name: str) -> Any:
    """Load a public name on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'mtaudit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(__all__)
