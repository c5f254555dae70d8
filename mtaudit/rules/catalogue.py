"""The catalogue: every rule, found by its place in the family folders."""

from __future__ import annotations

import difflib
import hashlib
import inspect
import json
import pkgutil
from functools import lru_cache
from importlib import import_module
from importlib.resources import files
from typing import TYPE_CHECKING

from mtaudit.errors import UsageError
from mtaudit.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mtaudit.model import Severity
    from mtaudit.rules.base import Option

__all__ = ["FAMILIES", "all_rules", "choose", "digest", "fitting", "rule_named"]

#: Family folders, in the order of the codes they hold.
FAMILIES = tuple("accuracy contrast density fluency house_style locale reference source style".split())


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Return one instance of every rule, sorted by code."""
    rules: dict[str, Rule] = {}
    for family in FAMILIES:
        package = import_module(f"mtaudit.rules.{family}")
        for found in pkgutil.iter_modules(package.__path__):
            module = import_module(f"{package.__name__}.{found.name}")
            for value in vars(module).values():
                own = isinstance(value, type) and value.__module__ == module.__name__
                if own and issubclass(value, Rule) and not inspect.isabstract(value):
                    rules[value.code] = value()
    return tuple(rules[code] for code in sorted(rules))


def rule_named(name: str) -> Rule:
    """Return the rule with a code or name.

    :raises UsageError: where there is none, with the nearest one.
    """
    for rule in all_rules():
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    raise _unknown(name)


def choose(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules that were selected and not ignored.

    :param select: codes, names, or beginnings of codes (``ACC``); none selects all but the rules that are
        off unless selected.
    :param ignore: the same; stronger than ``select``.
    :raises UsageError: for one that fits no rule, or when no rule is left.
    """
    select, ignore = list(select), list(ignore)
    chosen = {rule.code for word in select for rule in fitting(word)} if select else None
    ignored = {rule.code for word in ignore for rule in fitting(word)}
    kept = tuple(
        rule
        for rule in all_rules()
        if (rule.on if chosen is None else rule.code in chosen) and rule.code not in ignored
    )
    if not kept:
        raise UsageError("every rule is ignored", mend="ignore fewer rules")
    return kept


def fitting(word: str) -> tuple[Rule, ...]:
    """Return the rules that a code, a name or the beginning of a code names.

    :raises UsageError: where it names none, with the nearest one.
    """
    named = tuple(
        rule
        for rule in all_rules()
        if word and (rule.code.startswith(word.upper()) or rule.name == word.lower())
    )
    if not named:
        raise _unknown(word)
    return named


def _unknown(word: str) -> UsageError:
    known = [part for rule in all_rules() for part in (rule.code, rule.name)]
    near = difflib.get_close_matches(word, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "see `mtaudit rules`"
    return UsageError(f"there is no rule {word!r}", mend=hint)


def digest(
    rules: Iterable[Rule],
    limits: Mapping[str, float] | None = None,
    severities: Mapping[str, Severity] | None = None,
    options: Mapping[str, Mapping[str, Option]] | None = None,
) -> str:
    """Return eight hexadecimal digits that change with the set of rules, their settings or a lexicon.

    :param rules: the rules that run.
    :param limits: limits of the configuration, by code.
    :param severities: severities of the configuration, by code.
    :param options: options of the configuration, by code and name.
    """
    limits, severities, options = limits or {}, severities or {}, options or {}
    hashed = hashlib.sha256()
    for rule in rules:
        limit = limits.get(rule.code, rule.limit)
        severity = severities.get(rule.code, rule.severity)
        own = sorted({**rule.options, **options.get(rule.code, {})}.items())
        hashed.update(f"{rule.code}:{severity}:{limit:g}:{json.dumps(own)}\n".encode())
    for lexicon in sorted(files("mtaudit.rules").joinpath("data").iterdir(), key=lambda f: f.name):
        hashed.update(lexicon.read_bytes())
    return hashed.hexdigest()[:8]
