"""The Python interface: texts in, reports out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from mtaudit.config import DEFAULT_SEED, Settings, severity_named
from mtaudit.model import Document
from mtaudit.pipeline import Auditor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date as Date  # noqa: N812 - `date` is a parameter
    from pathlib import Path

    from mtaudit.pipeline import Progress
    from mtaudit.reports import AuditReport

__all__ = ["audit"]


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
    surprisal: bool = False,
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
    :param surprisal: True runs the rules that need a language model.
    :param pivot: ISO 639-1 code of the language that back-translation goes through.
    :param offline: True forbids the network also for loading a model.
    :param seed: seeds language identification and the bootstrap.
    :param cache_dir: where weights and translations are kept; None is the user's cache directory.
    :param progress: called with a stage, the steps done and the steps in all.
    :returns: the report.
    :raises InputError: for a text or reference that is empty, not English, or the same as the other, or a
        source that is empty, English, or the same as the text.
    :raises UsageError: for a rule, an option, a severity or an engine that does not exist.
    :raises MissingExtraError: for an engine whose packages are not installed.
    :raises EngineError: for an engine that cannot be loaded.
    """
    engines = (engine,) if isinstance(engine, str) else tuple(engine or ())
    settings = Settings(
        select=tuple(select),
        ignore=tuple(ignore),
        limits=tuple(sorted((limits or {}).items())),
        severities=tuple(sorted((name, severity_named(s)) for name, s in (severities or {}).items())),
        rules=tuple(sorted((name, _frozen(own)) for name, own in (options or {}).items())),
        surprisal=surprisal,
        engines=engines,
        back_translate=bool(engines),
        pivot=pivot,
        offline=offline,
        seed=seed,
        cache_dir=cache_dir,
    )
    references = (reference,) if isinstance(reference, str) else tuple(reference or ())
    auditor = _auditor(settings)
    natives = [
        Document("reference" if len(references) == 1 else f"reference-{n}", native, source=f"<reference {n}>")
        for n, native in enumerate(references, 1)
    ]
    original = Document("source", source, source="<source>") if source is not None else None
    return auditor.audit(Document(id, text, date), natives, source=original, progress=progress)


def _frozen(options: Mapping[str, float | Sequence[str]]) -> tuple[tuple[str, float | tuple[str, ...]], ...]:
    return tuple(
        sorted(
            (name, float(value) if isinstance(value, (int, float)) else tuple(value))
            for name, value in options.items()
        )
    )


@lru_cache(maxsize=4)
def _auditor(settings: Settings) -> Auditor:
    """Keep engines loaded between calls in one session."""
    return Auditor(settings)
