"""How many threads an engine uses."""

from __future__ import annotations

import os

__all__ = ["threads"]


def threads() -> int:
    """Return OMP_NUM_THREADS where it is set, else the processors that this process may use."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    if wanted.isdecimal() and int(wanted) > 0:
        return int(wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
