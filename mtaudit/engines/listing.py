"""What ``mtaudit engines list`` tells of each engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.engines.calibration import open_calibration
from mtaudit.engines.installed import installed
from mtaudit.engines.kinds.packaged import packaged_revision
from mtaudit.engines.names import KINDS
from mtaudit.engines.weights.packaged import (
    LICENCE,
    PACKAGED,
    SHA256,
    packaged_directory,
    packaged_engine_installed,
    part_files,
)
from mtaudit.engines.weights.places import is_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["EngineListing", "list_engines"]

#: From tests/benchmarks/engine_quality.py; to be measured again when the adapter or the search changes.
PACKAGED_QUALITY = "en-id chrF 54.8, BLEU 24.2; id-en chrF 53.5, BLEU 28.0 (NTREX, the last 200 segments)"

#: What each kind needs, and what to know of it.
_KINDS = {
    "seq2seq": (
        ("torch", "transformers", "sentencepiece"),
        "Marian, NLLB, M2M100 or MADLAD; for Indonesian Helsinki-NLP/opus-mt-en-id, which brings -id-en",
    ),
    "ctranslate2": (
        ("ctranslate2", "torch", "transformers", "sentencepiece"),
        "the same models, converted once to 8-bit integers: four to five times as fast",
    ),
    "causal": (
        ("torch", "transformers"),
        "a language model: by its chat template where it has one, else by few-shot prompting",
    ),
    "openai-compatible": ((), "a model server on this machine; text goes to no other"),
    "recorded": ((), "replays a recording; translates nothing"),
}


@dataclass(frozen=True, slots=True)
class EngineListing:
    """One row of ``mtaudit engines list``.

    :param name: what to give to ``--engine``; a pattern for kinds that take a place.
    :param kind: what stands before the colon of its name; of the packaged engine, causal.
    :param installed: whether what it needs is installed.
    :param location: directory of the weights, or None.
    :param size: bytes of the weights on disk; None where there are none yet.
    :param licence: of the weights, or None where it depends on the model.
    :param revision: fixes weights and prompt, or None where it depends on the model.
    :param quality: measured quality in words, or None where nothing was measured.
    :param calibration: what it was calibrated on, or None where it was not.
    :param note: what to know or do.
    """

    name: str
    kind: str
    installed: bool
    location: Path | None
    size: int | None
    licence: str | None
    revision: str | None
    quality: str | None
    calibration: str | None
    note: str


def list_engines(cache_dir: Path | None = None) -> list[EngineListing]:
    """Return what ``--engine`` may name on this machine, without loading anything.

    :param cache_dir: as for :func:`open_engine`.
    """
    return [_packaged_listing(cache_dir), *(_kind_listing(kind) for kind in KINDS)]


def _kind_listing(kind: str) -> EngineListing:
    needs, note = _KINDS[kind]
    return EngineListing(
        name=f"{kind}:{KINDS[kind]}",
        kind=kind,
        installed=installed(*needs),
        location=None,
        size=None,
        licence=None,
        revision=None,
        quality=None,
        calibration=None,
        note=note,
    )


def _packaged_listing(cache_dir: Path | None) -> EngineListing:
    there = packaged_engine_installed()
    directory = packaged_directory(cache_dir)
    unpacked = is_whole(directory, SHA256)
    if unpacked:
        location, files = directory, list(directory.iterdir())
        note = "unpacked and ready"
    elif there:
        files = part_files()
        location = files[0].parent
        note = "unpacked on first use"
    else:
        location, files = None, []
        note = "pip install 'mtaudit[offline]'"
    revision = packaged_revision()
    calibrated = open_calibration(PACKAGED, revision, "id", cache_dir)
    return EngineListing(
        name=PACKAGED,
        kind="causal",
        installed=there,
        location=location,
        size=sum(path.stat().st_size for path in files) if files else None,
        licence=LICENCE,
        revision=revision,
        quality=PACKAGED_QUALITY,
        calibration=calibrated.corpus if calibrated else None,
        note=note,
    )
