"""Which packages are installed, by pip's records alone; nothing is imported."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING

from mtaudit.engines.threads import threads
from mtaudit.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["installed", "runtime_build"]


def installed(*distributions: str) -> bool:
    """Tell whether all of these distributions are installed."""
    try:
        for name in distributions:
            metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def runtime_build(what: str, distributions: Iterable[str]) -> str:
    """Return the versions, threads and processor that what a model writes may depend on.

    :param what: the engine or language model, for the error.
    :param distributions: that run it.
    :raises MissingExtraError: when one of them is not installed.
    """
    try:
        versions = [f"{name} {metadata.version(name)}" for name in distributions]
    except metadata.PackageNotFoundError as error:
        raise MissingExtraError(what, "models") from error
    return ", ".join([*versions, f"{threads()} threads", platform.machine()])
