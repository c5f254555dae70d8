"""Whether packages are installed, by pip's records alone."""

from __future__ import annotations

from importlib import metadata

__all__ = ["installed"]


def installed(*distributions: str) -> bool:
    """Tell whether all of these distributions are installed; nothing is imported."""
    try:
        for name in distributions:
            metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
