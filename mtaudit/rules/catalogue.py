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
from mtaudit.rules.extra import check_extra, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mtaudit.model import Severity
    from mtaudit.rules.base import Option

__all__ = ["FAMILIES", "all_rules", "choose", "digest", "fitting", "known_rules", "rule_named"]

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


def known_rules(extra: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """Return the rules of the catalogue and others beside them, sorted by code.

    :param extra: instances of rules from outside the program.
    :raises UsageError: for one that is no rule, lacks something, or has a code or name that is taken.
    """
    checked = check_extra(extra, all_rules())
    return tuple(sorted((*all_rules(), *checked), key=lambda rule: rule.code)) if checked else all_rules()


def rule_named(name: str, known: Iterable[Rule] | None = None) -> Rule:
    """Return the rule with a code or name.

    :param name: the code or the name, in any case.
    :param known: the rules there are; None is the catalogue.
    :raises UsageError: where there is none, with the nearest one.
    """
    rules = all_rules() if known is None else tuple(known)
    for rule in rules:
        if name.upper() == rule.code or name.lower() == rule.name:
            return rule
    raise _unknown(name, rules)


def choose(
    select: Iterable[str] = (), ignore: Iterable[str] = (), known: Iterable[Rule] | None = None
) -> tuple[Rule, ...]:
    """Return the rules that were selected and not ignored.

    :param select: codes, names, or beginnings of codes (``ACC``); none selects all but the rules that are
        off unless selected.
    :param ignore: the same; stronger than ``select``.
    :param known: the rules there are; None is the catalogue.
    :raises UsageError: for one that fits no rule, or when no rule is left.
    """
    select, rules = list(select), all_rules() if known is None else tuple(known)
    chosen = {rule.code for word in select for rule in fitting(word, rules)} if select else None
    ignored = {rule.code for word in ignore for rule in fitting(word, rules)}
    kept = tuple(
        rule
        for rule in rules
        if (rule.on if chosen is None else rule.code in chosen) and rule.code not in ignored
    )
    if not kept:
        raise UsageError("every rule is ignored", mend="ignore fewer rules")
    return kept


def fitting(word: str, known: Iterable[Rule] | None = None) -> tuple[Rule, ...]:
    """Return the rules that a code, a name or the beginning of a code names.

    :param word: the code, the name or the beginning, in any case.
    :param known: the rules there are; None is the catalogue.
    :raises UsageError: where it names none, with the nearest one.
    """
    rules = all_rules() if known is None else tuple(known)
    named = tuple(
        rule for rule in rules if word and (rule.code.startswith(word.upper()) or rule.name == word.lower())
    )
    if not named:
        raise _unknown(word, rules)
    return named


def _unknown(word: str, rules: Iterable[Rule]) -> UsageError:
    parts = [part for rule in rules for part in (rule.code, rule.name)]
    near = difflib.get_close_matches(word, parts, n=1)
    hint = f"did you mean {near[0]}?" if near else "see `mtaudit rules`"
    return UsageError(f"there is no rule {word!r}", mend=hint)


def digest(
    rules: Iterable[Rule],
    limits: Mapping[str, float] | None = None,
    severities: Mapping[str, Severity] | None = None,
    options: Mapping[str, Mapping[str, Option]] | None = None,
) -> str:
    """Return eight hexadecimal digits that change with the set of rules, their settings or a lexicon.

    A rule of the catalogue changes with the program's version, which the signature has beside; of a rule from
    outside the code counts too.

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
        if rule not in all_rules():
            hashed.update(version_of(rule).encode("utf-8", "surrogatepass"))
    for lexicon in sorted(files("mtaudit.rules").joinpath("data").iterdir(), key=lambda f: f.name):
        hashed.update(lexicon.read_bytes())
    return hashed.hexdigest()[:8]
