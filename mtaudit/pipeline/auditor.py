"""The pipeline: gathers evidence, runs rules, comparisons and metrics, builds the report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from mtaudit.analysis import analyse
from mtaudit.analysis.embeddings import open_embeddings
from mtaudit.analysis.source import analyse_source
from mtaudit.comparison import Describer, compare, find_consensus
from mtaudit.engines import (
    PACKAGED,
    check_engine_name,
    open_calibration,
    open_engine,
    open_language_model,
    packaged_engine_installed,
)
from mtaudit.errors import EngineError, InputError
from mtaudit.metrics import agreement, rule_penalty
from mtaudit.model import Document, Failure
from mtaudit.pipeline.baseline import read_baseline
from mtaudit.pipeline.configured import configured, not_run
from mtaudit.pipeline.likelihood import likelihood_of
from mtaudit.pipeline.quality import quality_of
from mtaudit.pipeline.round_trip import RoundTripResult, round_trip, with_control, with_percentile
from mtaudit.pipeline.signature import signature
from mtaudit.pipeline.stopwatch import Stopwatch
from mtaudit.pipeline.suppression import part
from mtaudit.reports import AuditedText, AuditReport, ReferenceResult, Scores, SourceSummary
from mtaudit.rules import Compared, known_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.analysis.document import AnalysedDocument
    from mtaudit.analysis.source import SourceText
    from mtaudit.config import Settings
    from mtaudit.engines import Engine
    from mtaudit.rules import Rule

__all__ = ["Auditor", "Progress", "chosen_engines"]

#: A rare word and a line in another language ask for the large word list and for langdetect's profiles.
_WARM_UP = (
    "The town council said on Tuesday that the widgeon bridge would be closed until the spring.\n\n"
    "Warga kota itu menunggu sampai jembatannya dibuka kembali."
)


class Progress(Protocol):
    """Told how far the slow stages are."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Say that ``done`` of ``total`` steps of a stage are finished."""
        ...


def chosen_engines(settings: Settings) -> tuple[str, ...]:
    """Return the engines that an audit uses: the named ones, else the packaged one where installed.

    :raises UsageError: for a name that no engine has.
    """
    for name in settings.engines:
        check_engine_name(name)
    if not settings.back_translate:
        return ()
    if settings.engines:
        return tuple(dict.fromkeys(settings.engines))
    return (PACKAGED,) if packaged_engine_installed() else ()


class Auditor:
    """Audits documents with one set of settings; engines are loaded once.

    :param settings: what to run and how.
    :param extra_rules: rules beside those of the catalogue, which settings may name as well.
    :raises MtauditError: for a rule or engine that does not exist, or an engine that cannot be loaded.
    """

    def __init__(self, settings: Settings, extra_rules: Sequence[Rule] = ()) -> None:
        self.settings = settings
        self._known = known_rules(extra_rules)
        self._runner = configured(settings, self._known)
        self._baseline = read_baseline(settings.baseline) if settings.baseline else frozenset()
        self._engines: tuple[Engine, ...] = tuple(
            open_engine(name, offline=settings.offline, cache_dir=settings.cache_dir, pivot=settings.pivot)
            for name in chosen_engines(settings)
        )
        self._describer = Describer(open_embeddings(settings.embeddings, offline=settings.offline))
        self._model = open_language_model(cache_dir=settings.cache_dir) if settings.surprisal else None
        self.signature = signature(
            settings, self._runner, self._engines, self._model, self._describer.embeddings.name
        )

    def warm_up(self) -> None:
        """Load what the first audit would load, the engines' models aside: they are there."""
        self._runner.run(analyse(Document("warm-up", _WARM_UP), seed=self.settings.seed))

    def audit(
        self,
        document: Document,
        references: Sequence[Document] = (),
        *,
        source: Document | None = None,
        progress: Progress | None = None,
        seconds: dict[str, float] | None = None,
    ) -> AuditReport:
        """Audit one document.

        :param document: the text.
        :param references: native reports on the same event.
        :param source: the text that it was translated from.
        :param progress: told how far back-translation is.
        :param seconds: takes the time of each stage.
        :raises InputError: for a text that is not English, a source that is, or a reference or source
            identical to the text.
        """
        watch = Stopwatch(seconds)
        for reference in references:
            if reference.text.split() == document.text.split():
                raise InputError(
                    f"the reference is the same text as {document.source}",
                    file=reference.source,
                    mend="give a report on the event by another newsroom",
                )
        analysed = analyse(document, seed=self.settings.seed)
        natives = [analyse(reference, seed=self.settings.seed) for reference in references]
        original = analyse_source(source, document, seed=self.settings.seed) if source else None
        watch("analysis")
        comparisons = [compare(analysed, native, self._describer) for native in natives]
        held = [Compared(n.document.id, c) for n, c in zip(natives, comparisons, strict=True)]
        watch("comparison")
        found = self._runner.run(analysed, source=original, model=self._model, comparisons=held)
        findings, suppressed, wrong = part(analysed, found, self._baseline, self._known)
        control = self._runner.run(natives[0], model=self._model) if natives else None
        watch("rules")
        trips, failures = self._round_trips(analysed, natives, progress)
        watch("back-translation")
        there = {"source": original, "surprisal": self._model, "reference": held or None}
        given = {name for name, evidence in there.items() if evidence is not None}
        return AuditReport(
            signature=self.signature,
            document=_audited(analysed),
            rules_run=tuple(rule.code for rule in self._runner.rules if rule.needs <= given),
            rules_not_run=not_run(self._runner.rules, given, self._known),
            findings=findings,
            references=tuple(
                ReferenceResult(_audited(native), comparison)
                for native, comparison in zip(natives, comparisons, strict=True)
            ),
            back_translations=tuple(trip.back_translation for trip in trips),
            scores=Scores(
                tuple(
                    agreement(analysed, native, comparison.links, seed=self.settings.seed)
                    for native, comparison in zip(natives, comparisons, strict=True)
                ),
                tuple(trip.scores for trip in trips),
                rule_penalty(findings, analysed.words, control, natives[0].words if natives else 0),
            ),
            failures=(*wrong, *_doubts(natives), *failures),
            suppressed=suppressed,
            source=_summary(original) if original else None,
            consensus=find_consensus(natives, comparisons),
            likelihood=likelihood_of(
                analysed,
                prior=self.settings.prior,
                model=self._model,
                runner=self._runner,
                findings=found,
            ),
            quality=quality_of(analysed, found, self._model),
        )

    def _round_trips(
        self,
        document: AnalysedDocument,
        natives: Sequence[AnalysedDocument],
        progress: Progress | None,
    ) -> tuple[list[RoundTripResult], list[Failure]]:
        trips: list[RoundTripResult] = []
        failures: list[Failure] = []
        for engine in self._engines:
            texts = [document, *natives[:1]]
            counted = _counter(engine, texts, progress)
            there_and_back: list[RoundTripResult] = []
            try:
                for text in texts:
                    there_and_back.append(  # noqa: PERF401 - what was finished before an error is kept
                        round_trip(
                            text, engine, self.settings.pivot, seed=self.settings.seed, progress=counted
                        )
                    )
            except EngineError as error:
                failures.append(Failure("back-translation", None, f"{engine.name}: {error}"))
            if there_and_back:
                # Where only the native report failed, the document's own trip is kept without a control.
                control = there_and_back[1] if len(there_and_back) > 1 else None
                name = natives[0].document.id if natives else ""
                known = open_calibration(
                    engine.name, engine.revision, self.settings.pivot, self.settings.cache_dir
                )
                trips.append(with_percentile(with_control(there_and_back[0], control, name), known))
        return trips, failures


def _counter(
    engine: Engine, texts: Sequence[AnalysedDocument], progress: Progress | None
) -> Callable[[int], None] | None:
    """Return what counts finished segments of all texts, both ways."""
    if progress is None:
        return None
    total = 2 * sum(len(text.prose) for text in texts)
    stage = f"back-translating with {engine.name}"
    done = 0

    def count(finished: int) -> None:
        nonlocal done
        done += finished
        progress(stage, done, total)

    progress(stage, 0, total)
    return count


def _audited(document: AnalysedDocument) -> AuditedText:
    return AuditedText(
        document.document.id,
        document.language,
        document.date,
        document.document.sha256,
        document.words,
        tuple(s.segment for s in document.segments),
        document.disclosure,
        document.document.text,
    )


def _summary(source: SourceText) -> SourceSummary:
    document = source.document
    return SourceSummary(document.id, source.language, document.sha256, len(source.words))


def _doubts(natives: Sequence[AnalysedDocument]) -> list[Failure]:
    """Tell of native reports that say of themselves that they are machine-translated."""
    return [
        Failure(
            "reference",
            None,
            f"{native.document.id} says of itself that it is machine-translated; it is no native control",
        )
        for native in natives
        if native.disclosure is not None
    ]
