"""Settings of an audit, and the files they are read from."""

from __future__ import annotations

import difflib
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtaudit.errors import UsageError

__all__ = ["DEFAULT_SEED", "Settings", "load_settings"]

#: sacrebleu's seed, so that intervals made here and there start from the same number.
DEFAULT_SEED = 12345
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes what an audit finds.

    :param select: codes, names or prefixes of the rules to run; empty runs all.
    :param ignore: codes, names or prefixes of rules to leave out.
    :param limits: rule codes, each with the smallest value, 0 to 1, that becomes a finding.
    :param engines: engines to back-translate with; empty means the packaged one where installed.
    :param back_translate: False leaves back-translation out.
    :param pivot: ISO 639-1 code of the language that back-translation goes through.
    :param offline: True forbids the network also for loading a model.
    :param seed: seeds langdetect and the bootstrap.
    :param cache_dir: where weights and translations are kept; None is the user's cache directory.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    limits: tuple[tuple[str, float], ...] = ()
    engines: tuple[str, ...] = ()
    back_translate: bool = True
    pivot: str = "id"
    offline: bool = False
    seed: int = DEFAULT_SEED
    cache_dir: Path | None = None

    def __post_init__(self) -> None:
        """Refuse values out of range.

        :raises UsageError: for a limit outside 0 to 1, a negative seed or a pivot that is no code.
        """
        for code, limit in self.limits:
            if not 0 <= limit <= 1:
                raise UsageError(f"the limit of {code} is {limit!r}", mend="give a number from 0 to 1")
        if not _LANGUAGE_CODE.fullmatch(self.pivot):
            raise UsageError(f"the pivot is {self.pivot!r}", mend="give a language code such as id")
        if self.seed < 0:
            raise UsageError(f"the seed is {self.seed}", mend="give 0 or more")


#: Keys of a configuration file; the cache directory is a matter of the machine, not of a project.
_KEYS = {
    "select": list,
    "ignore": list,
    "limits": dict,
    "engines": list,
    "back-translate": bool,
    "pivot": str,
    "offline": bool,
    "seed": int,
}


def load_settings(config: Path | None = None) -> Settings:
    """Read settings from a file, or from the working directory, or take the defaults.

    :param config: a TOML file with the keys at the top or under ``[tool.mtaudit]``; None looks for
        ``mtaudit.toml`` and then ``pyproject.toml`` in the working directory, never in the folder of
        an audited text.
    :raises UsageError: for a file that is missing or not TOML, an unknown key or a value of the wrong
        type.
    """
    if config is not None:
        return _settings(_read(config), config)
    for name in ("mtaudit.toml", "pyproject.toml"):
        path = Path(name)
        if path.is_file():
            table = _read(path, whole=name == "mtaudit.toml")
            if table:
                return _settings(table, path)
    return Settings()


def _read(path: Path, *, whole: bool = True) -> dict[str, Any]:
    """Read the table that concerns us; ``whole`` allows the keys at the top of the file."""
    try:
        with path.open("rb") as file:
            document = tomllib.load(file)
    except OSError as error:
        raise UsageError(
            error.strerror or str(error), file=str(path), mend="name a file that can be read"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not TOML: {error}", file=str(path), mend="mend the syntax") from error
    tool = document.get("tool", {})
    table: dict[str, Any] = tool.get("mtaudit", {}) if isinstance(tool, dict) else tool
    if not isinstance(table, dict):
        raise UsageError("tool.mtaudit is no table", file=str(path), mend="write [tool.mtaudit]")
    return table or (document if whole else {})


def _settings(table: dict[str, Any], path: Path) -> Settings:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            mend = f"did you mean {near[0]}?" if near else "known keys: " + ", ".join(_KEYS)
            raise UsageError(f"unknown key {key!r}", file=str(path), mend=mend)
        if not isinstance(value, _KEYS[key]) or (key == "seed" and isinstance(value, bool)):
            raise UsageError(
                f"{key} is {type(value).__name__}, not {_KEYS[key].__name__}",
                file=str(path),
                mend="change its value",
            )
        values[key.replace("-", "_")] = tuple(value) if isinstance(value, list) else value
    _check_members(values, path)
    values["limits"] = tuple(sorted(values.get("limits", {}).items()))
    return replace(Settings(), **values)


def _check_members(values: dict[str, Any], path: Path) -> None:
    for key in ("select", "ignore", "engines"):
        if not all(isinstance(member, str) for member in values.get(key, ())):
            raise UsageError(f"{key} holds something that is not text", file=str(path), mend="quote it")
    for code, limit in values.get("limits", {}).items():
        number = isinstance(limit, (int, float)) and not isinstance(limit, bool)
        if not number or not 0 <= limit <= 1:
            raise UsageError(
                f"the limit of {code} is {limit!r}", file=str(path), mend="give a number from 0 to 1"
            )
