"""Settings held against the catalogue: which rules run, and with what limits, severities and options."""

from __future__ import annotations

import difflib
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from mtaudit.errors import UsageError
from mtaudit.model import NotRun
from mtaudit.pipeline.findings import RuleRunner
from mtaudit.rules import NEEDS, all_rules, choose, fitting, rule_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mtaudit.config import Settings
    from mtaudit.rules import Option, Rule

__all__ = ["configured", "not_run"]

_Value = TypeVar("_Value")


def configured(settings: Settings, known: Sequence[Rule] | None = None) -> RuleRunner:
    """Return the rules that settings choose, with what they change of them.

    :param settings: rules by their codes or names.
    :param known: the rules there are; None is the catalogue.
    :raises UsageError: for a rule or an option that does not exist, with the nearest one, for an option of
        the wrong type, and for a rule that is given twice; it names the file where there is one.
    """
    for name in ("select", "ignore"):
        with _told_of(settings, name):
            for word in getattr(settings, name):
                fitting(word, known)
    rules = choose(settings.select, settings.ignore, known)
    with _told_of(settings, "limits"):
        limits = _by_code(settings.limits, known)
    with _told_of(settings, "severities"):
        severities = _by_code(settings.severities, known)
    with _told_of(settings, "rules"):
        options = _by_code(settings.rules, known)
        checked = {code: _options(rule_named(code, known), given) for code, given in options.items()}
    return RuleRunner(rules, limits, severities, checked)


@contextmanager
def _told_of(settings: Settings, name: str) -> Iterator[None]:
    """Name the configuration file in a mistake that comes from it."""
    try:
        yield
    except UsageError as error:
        file = error.file or settings.file_of(name)
        raise UsageError(error.problem, mend=error.mend, file=file, place=error.place) from error


def _by_code(given: Iterable[tuple[str, _Value]], known: Sequence[Rule] | None) -> dict[str, _Value]:
    values: dict[str, _Value] = {}
    for name, value in given:
        code = rule_named(name, known).code
        if code in values:
            raise UsageError(f"{code} is given twice", mend="give it once, by its code or by its name")
        values[code] = value
    return values


def _options(rule: Rule, given: Iterable[tuple[str, Option]]) -> dict[str, Option]:
    for name, value in given:
        if name not in rule.options:
            near = difflib.get_close_matches(name, rule.options, n=1)
            mend = f"did you mean {near[0]}?" if near else _its_options(rule)
            raise UsageError(f"{rule.code} has no option {name!r}", mend=mend)
        if isinstance(value, tuple) != isinstance(rule.options[name], tuple):
            wanted = "a list of words" if isinstance(rule.options[name], tuple) else "a number"
            raise UsageError(f"the option {name} of {rule.code} is {value!r}", mend=f"give {wanted}")
    return dict(given)


def _its_options(rule: Rule) -> str:
    return f"it has {', '.join(rule.options)}" if rule.options else "it has none"


def not_run(
    rules: Collection[Rule], given: Collection[str], known: Sequence[Rule] | None = None
) -> tuple[NotRun, ...]:
    """Tell which rules do not run, and why.

    :param rules: those that were chosen.
    :param given: names of the evidence that is there.
    :param known: the rules there are; None is the catalogue.
    """
    missed: list[NotRun] = []
    for rule in all_rules() if known is None else known:
        lacking = sorted(rule.needs - set(given))
        if rule not in rules:
            missed.append(NotRun(rule.code, "not selected" if rule.on else "off unless selected"))
        elif lacking:
            missed.append(NotRun(rule.code, "; ".join(NEEDS[need] for need in lacking)))
    return tuple(missed)
