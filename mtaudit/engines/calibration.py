"""An engine's calibration: how much of native texts its round trip keeps, and where it is kept.

A file of JSON for each engine, revision and pivot, in the cache; the packaged engine's comes with the
program. It holds numbers only, no text.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from mtaudit.engines.weights.digest import list_digest
from mtaudit.engines.weights.places import cache_root
from mtaudit.errors import EngineError
from mtaudit.model import Percentile

if TYPE_CHECKING:
    from pathlib import Path

    from mtaudit.model import Stability

__all__ = ["Calibrated", "Calibration", "calibration_file", "keep_calibration", "open_calibration"]

#: Least documents that a percentile is given from.
LEAST_DOCUMENTS = 10

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Calibrated:
    """What the round trip kept of one native document.

    :param document: digest of the text, 12 hexadecimal digits.
    :param segments: segments that were translated.
    :param ok: those of them that came back in order; the figures are of these.
    :param surface: chrF++ of the return against the text, 0 to 100.
    :param ter: TER of the same, 0 and up; None where nothing came back.
    :param semantic: mean cosine of the embeddings of each segment and its return.
    :param numbers: share of the text's numbers that the return has, None where it has none.
    :param names: share of the text's names that the return has, None where it has none.
    """

    document: str
    segments: int
    ok: int
    surface: float
    ter: float | None
    semantic: float
    numbers: float | None
    names: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """An engine's round trip over native texts.

    :param engine: its name.
    :param revision: its revision; another revision needs another calibration.
    :param pivot: ISO 639-1 code of the pivot language.
    :param corpus: what it was made on, in words, with a digest of the texts.
    :param documents: one for each text.
    """

    engine: str
    revision: str
    pivot: str
    corpus: str
    documents: tuple[Calibrated, ...]

    def percentile(self, stability: Stability) -> Percentile | None:
        """Return where a document stands among the native ones: the share below it, ties counted half.

        :param stability: of the document, through the same engine and pivot.
        :returns: 0 to 100 for each; None with fewer than ``LEAST_DOCUMENTS`` documents.
        """
        if len(self.documents) < LEAST_DOCUMENTS:
            return None
        return Percentile(
            _share_below([one.surface for one in self.documents], stability.surface),
            _share_below([one.semantic for one in self.documents], stability.semantic),
        )


def calibration_file(engine: str, revision: str, pivot: str, cache_dir: Path | None = None) -> Path:
    """Return where a calibration is or would be kept."""
    name = list_digest([engine, revision, pivot])[:16]
    return cache_root(cache_dir) / "calibrations" / f"{name}.json"


def keep_calibration(calibration: Calibration, cache_dir: Path | None = None) -> Path:
    """Write a calibration to its place, whole or not at all.

    :raises EngineError: where it cannot be written.
    """
    path = calibration_file(calibration.engine, calibration.revision, calibration.pivot, cache_dir)
    work = path.with_name(f".{path.name}.new")
    packed = {"format": _FORMAT, **asdict(calibration)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        work.write_text(json.dumps(packed, indent=1) + "\n", encoding="utf-8")
        work.replace(path)
    except OSError as error:
        raise EngineError(
            f"the calibration cannot be written ({error.strerror})",
            file=str(path),
            mend="free some space or set MTAUDIT_CACHE_DIR",
        ) from error
    return path


def open_calibration(
    engine: str, revision: str, pivot: str, cache_dir: Path | None = None
) -> Calibration | None:
    """Return the calibration of an engine: one made here, else the one that comes with the program.

    :param engine: its name.
    :param revision: its revision, which the calibration must have been made with.
    :param pivot: ISO 639-1 code.
    :param cache_dir: as for :func:`~mtaudit.engines.open_engine`.
    :returns: None where there is none.
    :raises EngineError: for a file that is damaged.
    """
    path = calibration_file(engine, revision, pivot, cache_dir)
    if path.is_file():
        return _read(path.read_text(encoding="utf-8"), str(path))
    shipped = resources.files("mtaudit.engines") / "data" / "calibrations"
    wanted = (engine, revision, pivot)
    for file in shipped.iterdir() if shipped.is_dir() else ():
        found = _read(file.read_text(encoding="utf-8"), file.name)
        if (found.engine, found.revision, found.pivot) == wanted:
            return found
    return None


def _read(text: str, file: str) -> Calibration:
    try:
        packed: dict[str, Any] = json.loads(text)
        if packed.pop("format") != _FORMAT:
            raise ValueError("of another format")
        documents = tuple(Calibrated(**one) for one in packed.pop("documents"))
        return Calibration(**packed, documents=documents)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(
            f"the calibration is damaged ({error})", file=file, mend="delete this file and calibrate again"
        ) from error


def _share_below(values: list[float], value: float) -> float:
    below = sum(one < value for one in values)
    equal = sum(one == value for one in values)
    return 100 * (below + equal / 2) / len(values)
