"""Translations and back-translations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a segment that was given to an engine."""

    OK = "ok"
    EMPTY = "empty"
    COPIED = "copied"
    TRUNCATED = "truncated"
    LOOPING = "looping"
    WRONG_LANGUAGE = "wrong-language"


@dataclass(frozen=True, slots=True)
class Translation:
    """One segment as an engine translated it.

    :param text: the output, kept whatever its status.
    :param status: ok, or what is wrong with the output.
    """

    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class RoundTrip:
    """One segment, into the pivot language and back.

    :param index: the segment's index in its document.
    :param pivot_text: the segment in the pivot language.
    :param text: the return into the document's language.
    :param status: of the first of the two translations that is not ok, else ok.
    :param chrfpp: chrF++ of the return against the segment, 0 to 100.
    :param ter: TER of the return against the segment, 0 and up, lower is better.
    """

    index: int
    pivot_text: str
    text: str
    status: Status
    chrfpp: float
    ter: float


@dataclass(frozen=True, slots=True)
class Stability:
    """How much of a text survives the round trip. The two are never mixed.

    :param surface: chrF++ of the return against the text, 0 to 100: about wording.
    :param semantic: mean cosine of the embeddings of each segment and its return, -1 to 1: about
        meaning, as far as the embeddings know it.
    """

    surface: float
    semantic: float


@dataclass(frozen=True, slots=True)
class Control:
    """The same measurement on a native text with the same engine.

    :param document: id of the native text.
    :param stability: its stability.
    """

    document: str
    stability: Stability


@dataclass(frozen=True, slots=True)
class Percentile:
    """Where a document's stability stands among native texts through the same engine.

    :param surface: percentile of the surface stability, 0 to 100.
    :param semantic: percentile of the semantic stability, 0 to 100.
    """

    surface: float
    semantic: float


@dataclass(frozen=True, slots=True)
class BackTranslation:
    """A document through an engine into the pivot language and back.

    :param engine: name and revision of the engine, ``name@revision``.
    :param pivot: ISO 639-1 code of the pivot language.
    :param segments: one for each translated segment, in document order.
    :param stability: over those that came back in order: a copied segment would keep everything.
    :param control: the same on the native report, or None where there is none.
    :param percentile: where it stands in the engine's calibration, or None where there is none.
    """

    engine: str
    pivot: str
    segments: tuple[RoundTrip, ...]
    stability: Stability
    control: Control | None
    percentile: Percentile | None = None
