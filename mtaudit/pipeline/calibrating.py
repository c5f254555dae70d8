"""Measures an engine: its calibration over native texts, and a quick check on sentences written for it."""

from __future__ import annotations

import hashlib
import time
import tomllib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from mtaudit.analysis import analyse
from mtaudit.engines import Calibrated, Calibration
from mtaudit.errors import InputError
from mtaudit.metrics import corpus_chrf
from mtaudit.model import Document, Status
from mtaudit.pipeline.round_trip import round_trip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.engines import Engine
    from mtaudit.model import Translation

__all__ = ["Checked", "calibrate", "check_engine"]


class Pair(NamedTuple):
    """A sentence of the built-in sample."""

    english: str
    indonesian: str


@dataclass(frozen=True, slots=True)
class Checked:
    """How an engine did in one direction on the built-in sample.

    :param source: ISO 639-1 code.
    :param target: ISO 639-1 code.
    :param chrf: sacrebleu's chrF against our own translations, 0 to 100; outputs count whatever their status.
    :param signature: of chrF.
    :param seconds: for each segment, the loading of weights left out.
    :param statuses: how many outputs have which status, worst first.
    :param translations: the outputs.
    """

    source: str
    target: str
    chrf: float
    signature: str
    seconds: float
    statuses: tuple[tuple[str, int], ...]
    translations: tuple[Translation, ...]


def check_engine(engine: Engine, pivot: str = "id") -> list[Checked]:
    """Translate the built-in sample both ways.

    :param engine: any engine; one with a cache is asked past it, so that the time is the engine's.
    :param pivot: of the sample; there is one in Indonesian only.
    :raises EngineError: when the engine fails.
    """
    engine = getattr(engine, "engine", engine)
    sample = _sample()
    checked = []
    for source, target in (("en", pivot), (pivot, "en")):
        read, wanted = ([pair.english for pair in sample], [pair.indonesian for pair in sample])
        if source != "en":
            read, wanted = wanted, read
        engine.translate(read[:1], source=source, target=target)  # loads the weights
        start = time.perf_counter()
        results = engine.translate(read, source=source, target=target)
        seconds = (time.perf_counter() - start) / len(read)
        score, signature = corpus_chrf([result.text for result in results], wanted)
        counts = Counter(result.status for result in results)
        statuses = tuple((str(status), counts[status]) for status in Status if counts[status])
        checked.append(Checked(source, target, score, signature, seconds, statuses, tuple(results)))
    return checked


def calibrate(
    engine: Engine,
    texts: Sequence[Document],
    pivot: str,
    *,
    corpus: str,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Calibration:
    """Send native texts through an engine and back and note what is left of each.

    What was translated is in the cache: a run that is stopped goes on where it was.

    :param engine: any engine.
    :param texts: native English texts.
    :param pivot: ISO 639-1 code.
    :param corpus: what the texts are, in words.
    :param seed: seeds language identification.
    :param progress: called with the number of texts finished, and of all.
    :raises InputError: for a text that is not English.
    :raises EngineError: when the engine fails.
    """
    measured = []
    for done, text in enumerate(texts):
        if progress is not None:
            progress(done, len(texts))
        measured.append(_measure(analyse(text, seed=seed), engine, pivot, seed))
    digest = hashlib.sha256("".join(one.document for one in measured).encode()).hexdigest()[:12]
    return Calibration(
        engine.name, engine.revision, pivot, f"{corpus} ({len(measured)} texts, {digest})", tuple(measured)
    )


def _measure(document: AnalysedDocument, engine: Engine, pivot: str, seed: int) -> Calibrated:
    result = round_trip(document, engine, pivot, seed=seed)
    trips = result.back_translation.segments
    came = [trip for trip in trips if trip.status is Status.OK]
    stability = result.back_translation.stability
    kept = {trip.index for trip in came}
    back = _read_back("\n\n".join(trip.text for trip in came), seed)
    numbers = {mention.value for mention in document.numbers if mention.segment in kept}
    names = _names(document, kept)
    return Calibrated(
        document.document.sha256[:12],
        len(trips),
        len(came),
        round(stability.surface, 3),
        round(result.scores.ter.score, 3) if result.scores else None,
        round(stability.semantic, 5),
        _share(numbers, {mention.value for mention in back.numbers} if back else set()),
        _share(names, _names(back) if back else set()),
    )


def _read_back(text: str, seed: int) -> AnalysedDocument | None:
    """Return the analysed return, None where it is empty or does not pass for English."""
    try:
        return analyse(Document("return", text, source="return"), seed=seed)
    except InputError:
        return None


def _names(document: AnalysedDocument, kept: set[int] | None = None) -> set[tuple[str, ...]]:
    """Return the folded words of each mention of a name, in the segments that are asked for."""
    return {
        mention.words
        for name in document.names
        for mention in name.mentions
        if kept is None or document.segment_at(mention.span.start).segment.index in kept  # type: ignore[union-attr]
    }


def _share(wanted: AbstractSet[object], found: AbstractSet[object]) -> float | None:
    return round(len(wanted & found) / len(wanted), 4) if wanted else None


def _sample() -> list[Pair]:
    """Return the built-in sample, written by us."""
    data = resources.files("mtaudit.pipeline") / "data" / "engine_sample.toml"
    parsed = tomllib.loads(data.read_text(encoding="utf-8"))
    return [Pair(one["en"], one["id"]) for one in parsed["pair"]]
