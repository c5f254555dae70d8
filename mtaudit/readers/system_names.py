"""What a system is called: by its file, told apart by its folder where two files have the same name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from mtaudit.errors import UsageError

__all__ = ["distinct_names", "file_name", "wmt_parts"]

#: A suffix is letters only: the last part of ``gpt-4.1`` or ``online-A.0`` is none.
_SUFFIX = re.compile(r"\.[A-Za-z]{2,7}$")
#: How WMT names its files since 2021: TESTSET.PAIR.hyp.SYSTEM.LANGUAGE, with ``ref`` for references.
_WMT = re.compile(r"(?P<test_set>[^.]+)\.(?P<pair>\w+-\w+)\.(?P<kind>hyp|ref)\.(?P<name>.+)\.\w+")


def wmt_parts(path: str) -> re.Match[str] | None:
    """Match a file name of WMT's: groups ``test_set``, ``pair``, ``kind`` and ``name``; None for others.

    :param path: a file.
    """
    return _WMT.fullmatch(PurePath(path).name.removesuffix(".gz").removesuffix(".txt"))


def file_name(path: str) -> str:
    """Return what the output or reference in a file is called.

    :param path: a file.
    """
    if path == "-":
        return "stdin"
    if wmt := wmt_parts(path):
        return wmt["name"]
    name = PurePath(path).name.removesuffix(".gz")
    return _SUFFIX.sub("", name) or name or path


def distinct_names(paths: list[str]) -> list[str]:
    """Return a name for each file, with as many of its folders before it as tell it from the others.

    :param paths: files, each once.
    :raises UsageError: for a file that is named twice.
    """
    for path, times in Counter(paths).items():
        if times > 1:
            raise UsageError(f"{path} is given {times} times", mend="name each file once")
    names = [file_name(path) for path in paths]
    for depth in range(1, max((len(PurePath(path).parts) for path in paths), default=1)):
        twice = {name for name, times in Counter(names).items() if times > 1}
        if not twice:
            return names
        names = [
            "/".join([*PurePath(path).parts[-depth - 1 : -1], file_name(path)]) if name in twice else name
            for path, name in zip(paths, names, strict=True)
        ]
    # Only their suffixes tell them apart.
    twice = {name for name, times in Counter(names).items() if times > 1}
    return [path if name in twice else name for path, name in zip(paths, names, strict=True)]
