"""Test sets in directories: as mt-metrics-eval lays them out, and as WMT publishes its system outputs.

mt-metrics-eval (its README, *File organization*): ``references/PAIR.REF.txt``,
``system-outputs/PAIR/SYSTEM.txt``, ``documents/PAIR.docs``, ``human-scores/PAIR.NAME.seg.score``,
``metric-scores/PAIR/METRIC-REF.seg.score``. WMT since 2021: ``references/TESTSET.PAIR.ref.REF.LANGUAGE`` and
``system-outputs/TESTSET.PAIR.hyp.SYSTEM.LANGUAGE``, the latter in a folder a pair in some years. WMT before:
``TESTSET-SOURCETARGET-ref.LANGUAGE`` with ``TESTSET.SYSTEM.PAIR`` or ``TESTSET.PAIR.SYSTEM``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mtaudit.errors import InputError, UsageError
from mtaudit.readers.system_names import file_name, wmt_parts

__all__ = ["Layout", "find_layout"]

_REFERENCES = ("references", "reference")
_OUTPUTS = ("system-outputs", "system_outputs")
_PAIR = re.compile(r"[a-z]{2,3}-[a-z]{2,3}(?:_[A-Za-z]+)?")
_OLD_REFERENCE = re.compile(r"(?P<test_set>[^-]+)-(?P<pair>[a-z]{4,6})-ref\.\w+")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a directory holds for one language pair.

    :param pair: the language pair, ``is-en``.
    :param references: files by name.
    :param systems: files by name; those that are references are not among them.
    :param documents: a file of documents, or None.
    :param root: the directory.
    """

    pair: str
    references: dict[str, Path]
    systems: dict[str, Path]
    documents: Path | None
    root: Path

    def human_scores(self, name: str) -> Path:
        """Return where human segment scores of a name are.

        :param name: ``mqm`` or ``wmt-z``.
        """
        return self.root / "human-scores" / f"{self.pair}.{name}.seg.score"

    def metric_scores(self, name: str, references: list[str]) -> Path:
        """Return where segment scores of a metric are.

        :param name: name of the metric.
        :param references: names of the references, which the file may be named for.
        """
        folder = self.root / "metric-scores" / self.pair
        for reference in (".".join(references), "src", "all"):
            if (path := folder / f"{name}-{reference}.seg.score").exists():
                return path
        return folder / f"{name}-{'.'.join(references)}.seg.score"


def find_layout(directory: str, pair: str | None, references: list[str] | None) -> Layout:
    """Find the references and systems of a language pair.

    :param directory: the test set's.
    :param pair: language pair; may be None where there is only one.
    :param references: names of the references to use; may be empty where there is only one; None uses all.
    :raises InputError: for a directory of another kind.
    :raises UsageError: where a pair or a reference has to be chosen, or is not there.
    """
    root = Path(directory)
    folders = [_folder(root, names) for names in (_REFERENCES, _OUTPUTS)]
    found = [_described(path, folders[0]) for path in _files(folders[0])]
    known = [entry for entry in found if entry is not None]
    chosen = _choose(pair, sorted({entry[0] for entry in known}), directory)
    held = {name: path for own, name, path in known if own == chosen}
    wanted = sorted(held) if references is None else _choose_references(references, sorted(held), directory)
    systems = {
        name: path
        for own, name, path in filter(None, (_described(path, folders[1]) for path in _files(folders[1])))
        if own == chosen and name not in wanted
    }
    if not systems:
        raise InputError(
            f"there is no output for {chosen} in it",
            file=str(folders[1]),
            mend="choose another --language-pair",
        )
    documents = root / "documents" / f"{chosen}.docs"
    return Layout(
        chosen,
        {name: held[name] for name in wanted},
        dict(sorted(systems.items())),
        documents if documents.is_file() else None,
        root,
    )


def _folder(root: Path, names: tuple[str, ...]) -> Path:
    for name in names:
        if (root / name).is_dir():
            return root / name
    raise InputError(
        f"there is no folder {names[0]} in it", file=str(root),
        mend="name a file of segments, or a directory laid out as WMT's or mt-metrics-eval's",
    )  # fmt: skip


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _described(path: Path, folder: Path) -> tuple[str, str, Path] | None:
    """Return pair, name and path of a file, or None for one that follows none of the three conventions."""
    if wmt := wmt_parts(path.name):
        return wmt["pair"], wmt["name"], path
    name = path.name.removesuffix(".gz").removesuffix(".txt")
    if old := _OLD_REFERENCE.fullmatch(name):
        both = old["pair"]
        half = len(both) // 2
        return f"{both[:half]}-{both[half:]}", "ref", path
    pair, _, rest = name.partition(".")
    if _PAIR.fullmatch(pair) and rest:
        return pair, rest, path
    inside = path.parent.name
    if path.parent != folder and _PAIR.fullmatch(inside):
        # TESTSET.SYSTEM.PAIR, TESTSET.PAIR.SYSTEM, or SYSTEM alone.
        parts = name.split(".")
        if inside in parts[1:]:
            at = parts.index(inside, 1)
            return inside, ".".join(parts[1:at] if at == len(parts) - 1 else parts[at + 1 :]), path
        return inside, name if path.name.removesuffix(".gz").endswith(".txt") else file_name(path.name), path
    return None


def _choose(pair: str | None, pairs: list[str], directory: str) -> str:
    if not pairs:
        raise InputError(
            "none of its references is named as WMT's or mt-metrics-eval's are", file=directory,
            mend="name files such as references/is-en.refA.txt",
        )  # fmt: skip
    if pair is None and len(pairs) == 1:
        return pairs[0]
    if pair not in pairs:
        told = f"there is no pair {pair!r}" if pair else f"it holds {len(pairs)} language pairs"
        raise UsageError(told, file=directory, mend=f"give --language-pair, one of {', '.join(pairs)}")
    return pair


def _choose_references(wanted: list[str], held: list[str], directory: str) -> list[str]:
    if not wanted and len(held) == 1:
        return held
    unknown = [name for name in wanted if name not in held]
    if unknown or not wanted:
        told = f"there is no reference {unknown[0]!r}" if unknown else f"it holds {len(held)} references"
        raise UsageError(told, file=directory, mend=f"give --reference, one or more of {', '.join(held)}")
    return wanted
