"""Rules from outside the program: what they must say of themselves, and what tells their versions apart."""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING, Any

from mtaudit.errors import UsageError
from mtaudit.model import Severity
from mtaudit.rules.base import NEEDS, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["check_extra", "version_of"]

_CODE = re.compile(r"[A-Z]{3}\d{3}")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
#: Packages whose classes are no part of a rule's own code.
_NOT_OWN = ("mtaudit", "abc", "builtins")
_TEXTS = ("code", "name", "category", "its_type")


def check_extra(extra: Iterable[object], known: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return rules from outside that fit beside others.

    :param extra: instances of subclasses of :class:`mtaudit.rules.Rule`.
    :param known: the rules whose codes and names are taken.
    :raises UsageError: for what is no such instance, lacks an attribute or has one of a wrong form, and for
        a code or name that is taken.
    """
    taken = {part for rule in known for part in (rule.code, rule.name)}
    checked: list[Rule] = []
    for rule in extra:
        if not isinstance(rule, Rule):
            shown = rule.__name__ if isinstance(rule, type) else repr(rule)
            raise UsageError(
                f"{shown} is no rule", mend="give an instance of a subclass of mtaudit.rules.Rule"
            )
        for problem, mend in _problems(rule):
            raise UsageError(f"the rule {type(rule).__name__} {problem}", mend=mend)
        for part in (rule.code, rule.name):
            if part in taken:
                raise UsageError(f"there is a rule {part} already", mend="choose another code and name")
        taken |= {rule.code, rule.name}
        checked.append(rule)
    return tuple(checked)


def _problems(rule: Any) -> Iterator[tuple[str, str]]:
    for name in (*_TEXTS, "severity"):
        if not hasattr(rule, name):
            yield f"has no {name}", f"set {name} in the class"
    for name in _TEXTS:
        if not isinstance(getattr(rule, name), str):
            yield f"has no text for its {name}", "quote it"
    if not _CODE.fullmatch(rule.code):
        yield f"has the code {rule.code!r}", "give three capital letters and three digits, OWN001"
    if not _NAME.fullmatch(rule.name):
        yield f"has the name {rule.name!r}", "give the fault in kebab-case"
    if not isinstance(rule.severity, Severity):
        yield f"has the severity {rule.severity!r}", "give one of mtaudit.model.Severity"
    if not 0 <= rule.limit <= 1:
        yield f"has the limit {rule.limit!r}", "give a number from 0 to 1"
    for need in sorted(set(rule.needs) - set(NEEDS)):
        yield f"needs {need!r}", f"choose among {', '.join(NEEDS)}"


def version_of(rule: Rule) -> str:
    """Return a text that changes with what a rule of outside holds and with the code of its class.

    It holds the data and the functions of its class and of its bases outside this package. It knows nothing
    of functions or word lists elsewhere that these use.

    :param rule: a rule that is none of the catalogue's.
    """
    own = [base for base in type(rule).__mro__ if base.__module__.partition(".")[0] not in _NOT_OWN]
    held = {
        name: value for base in reversed(own) for name, value in vars(base).items() if _tells(name, value)
    }
    parts = {name: _code_of(value) for name, value in (held | getattr(rule, "__dict__", {})).items()}
    return json.dumps(parts, default=_plain, sort_keys=True)


def _tells(name: str, value: object) -> bool:
    return inspect.isfunction(value) or not name.startswith(("__", "_abc_"))


def _code_of(value: object) -> object:
    """Return the source of a function, or its byte code where it was typed at a prompt; other values stay."""
    function = getattr(value, "__func__", getattr(value, "fget", value))
    if not inspect.isfunction(function):
        return value
    try:
        return inspect.getsource(function)
    except OSError:
        return function.__code__.co_code.hex()


def _plain(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, (set, frozenset)) else repr(value)
