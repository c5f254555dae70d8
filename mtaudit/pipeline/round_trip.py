"""Back-translation: every prose segment into the pivot language and back, with its scores."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from mtaudit.analysis.embeddings import embed
from mtaudit.metrics import score_pairs, segment_chrfpp, segment_ter
from mtaudit.model import BackTranslation, Control, MetricScores, RoundTrip, Stability, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.engines import Calibration, Engine

__all__ = ["RoundTripResult", "round_trip", "with_control", "with_percentile"]


@dataclass(frozen=True, slots=True)
class RoundTripResult:
    """A document's way there and back, with the scores of the return against the document."""

    back_translation: BackTranslation
    scores: MetricScores | None


def round_trip(
    document: AnalysedDocument,
    engine: Engine,
    pivot: str,
    *,
    seed: int,
    progress: Callable[[int], None] | None = None,
) -> RoundTripResult:
    """Translate a document into the pivot language and back.

    Every prose segment goes and comes back; what went wrong keeps its status and does not count in the
    scores, since a segment that an engine copied comes back whole.

    :param document: the document.
    :param engine: translates both ways.
    :param pivot: ISO 639-1 code.
    :param seed: seeds the bootstrap.
    :param progress: called with the number of segments finished; each counts twice.
    :raises EngineError: where the engine cannot translate.
    """
    segments = [s.segment for s in document.prose]
    originals = [segment.span.of(document.view) for segment in segments]
    there = engine.translate(originals, source="en", target=pivot, progress=progress)
    back = engine.translate([t.text for t in there], source=pivot, target="en", progress=progress)
    trips = tuple(
        RoundTrip(
            segment.index,
            out.text,
            home.text,
            out.status if out.status is not Status.OK else home.status,
            segment_chrfpp(home.text, original),
            segment_ter(home.text, original),
        )
        for segment, original, out, home in zip(segments, originals, there, back, strict=True)
    )
    came = [(o, trip.text) for o, trip in zip(originals, trips, strict=True) if trip.status is Status.OK]
    kept, returns = [original for original, _ in came], [text for _, text in came]
    scores = score_pairs(returns, kept, seed=seed)
    stability = Stability(scores.chrfpp.score if scores else 0.0, _semantic(kept, returns))
    name = f"{engine.name}@{engine.revision}"
    return RoundTripResult(BackTranslation(name, pivot, trips, stability, None), scores)


def with_control(result: RoundTripResult, control: RoundTripResult | None, document: str) -> RoundTripResult:
    """Put the native report's round trip beside a document's.

    :param result: of the document.
    :param control: of the native report on the same engine, or None.
    :param document: id of the native report.
    """
    if control is None:
        return result
    trip = result.back_translation
    beside = Control(document, control.back_translation.stability)
    return replace(result, back_translation=replace(trip, control=beside))


def with_percentile(result: RoundTripResult, calibration: Calibration | None) -> RoundTripResult:
    """Tell where a document's round trip stands in its engine's calibration.

    :param result: of the document.
    :param calibration: of the engine, or None.
    """
    trip = result.back_translation
    came = any(one.status is Status.OK for one in trip.segments)
    place = calibration.percentile(trip.stability) if calibration and came else None
    return replace(result, back_translation=replace(trip, percentile=place))


def _semantic(originals: list[str], returns: list[str]) -> float:
    """Mean cosine of each segment and its return; 0 where none came back."""
    if not originals:
        return 0.0
    return float(np.mean(np.sum(embed(originals) * embed(returns), axis=1)))
