"""Errors that a user can mend.

The tree::

    MtauditError
    ├── InputError            a file or text that cannot be audited
    ├── UsageError            options that do not fit together or name nothing
    ├── MissingExtraError     a part that needs an extra which is not installed
    └── EngineError           an engine that cannot be loaded or cannot translate
"""

from __future__ import annotations

__all__ = ["EngineError", "InputError", "MissingExtraError", "MtauditError", "UsageError"]


class MtauditError(Exception):
    """Something the user can mend, told in one line.

    :param problem: what is wrong, without a full stop.
    :param mend: what to do about it, in the imperative, without a full stop.
    :param file: the file concerned, as the user named it.
    :param place: where in it (``byte 17``, ``line 3``).
    """

    def __init__(
        self,
        problem: str,
        *,
        mend: str | None = None,
        file: str | None = None,
        place: str | None = None,
    ) -> None:
        self.problem, self.mend, self.file, self.place = problem, mend, file, place
        where = ", ".join(part for part in (file, place) if part)
        line = f"{where}: {problem}" if where else problem
        super().__init__(f"{line}; {mend}" if mend else line)

    def __reduce__(self) -> tuple[object, ...]:
        """Make it again as it is: it may come from another process."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[MtauditError], told: tuple[str, ...], parts: dict[str, object]) -> MtauditError:
    error = kind.__new__(kind, *told)
    error.__dict__.update(parts)
    return error


class InputError(MtauditError):
    """A file or text cannot be audited: missing, empty, not text, not UTF-8, not English."""


class UsageError(MtauditError):
    """An option names something that does not exist, or options contradict each other."""


class MissingExtraError(MtauditError):
    """A part needs packages of an extra that is not installed.

    :param what: the part, ``the engine gemma-3-270m``.
    :param extra: name of the extra.
    :param package: what to install where that is no extra of this program's; None installs the extra.
    """

    def __init__(self, what: str, extra: str, *, package: str | None = None) -> None:
        wanted = f"'mtaudit[{extra}]'" if package is None else package
        super().__init__(f"{what} is not installed", mend=f"pip install {wanted}")
        self.extra = extra


class EngineError(MtauditError):
    """An engine cannot be loaded, lacks the language pair, or failed while translating."""
