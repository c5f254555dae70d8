"""Settings from plain Python values, as the functions of the package take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mtaudit.config import Settings, severity_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["AuditOptions", "settings_of"]


class AuditOptions(TypedDict, total=False):
    """Options of an audit; :func:`mtaudit.audit` says what each does."""

    engine: str | Sequence[str] | None
    select: Sequence[str]
    ignore: Sequence[str]
    limits: Mapping[str, float] | None
    severities: Mapping[str, str] | None
    options: Mapping[str, Mapping[str, float | Sequence[str]]] | None
    surprisal: bool
    embeddings: str
    prior: float
    pivot: str
    offline: bool
    seed: int
    cache_dir: Path | None


def settings_of(given: AuditOptions) -> Settings:
    """Return the settings that options make; what is not given is as by default.

    :param given: the options.
    :raises UsageError: for a severity that does not exist, or a value out of range.
    """
    engine = given.get("engine")
    engines = (engine,) if isinstance(engine, str) else tuple(engine or ())
    severities = (given.get("severities") or {}).items()
    options = (given.get("options") or {}).items()
    plain = ("surprisal", "embeddings", "prior", "pivot", "offline", "seed", "cache_dir")
    return Settings(
        select=tuple(given.get("select", ())),
        ignore=tuple(given.get("ignore", ())),
        limits=tuple(sorted((given.get("limits") or {}).items())),
        severities=tuple(sorted((name, severity_named(severity)) for name, severity in severities)),
        rules=tuple(sorted((name, _frozen(own)) for name, own in options)),
        engines=engines,
        back_translate=bool(engines),
    ).over(**{name: given[name] for name in plain if name in given})  # type: ignore[literal-required]


def _frozen(options: Mapping[str, float | Sequence[str]]) -> tuple[tuple[str, float | tuple[str, ...]], ...]:
    return tuple(
        sorted(
            (name, float(value) if isinstance(value, (int, float)) else tuple(value))
            for name, value in options.items()
        )
    )
