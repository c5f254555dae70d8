"""Writing audits in the formats that other programs read."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mtaudit.cli import options

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mtaudit.config import Settings
    from mtaudit.model import Document
    from mtaudit.reports import AuditReport

__all__ = ["ExchangeFormat", "send_exchange"]


class ExchangeFormat(StrEnum):
    """The formats that take any number of texts; :mod:`mtaudit.reports.exchange` writes them."""

    LINES = "lines"
    GITHUB = "github"
    SARIF = "sarif"
    MQM = "mqm"
    ESA = "esa"
    MT_METRICS_EVAL = "mt-metrics-eval"
    WMT = "wmt"
    XLIFF = "xliff"


def send_exchange(
    name: str,
    audits: Sequence[tuple[AuditReport, Document, Sequence[Document]]],
    settings: Settings,
    output: Path | None,
    *,
    exit_code: int,
) -> None:
    """Write audits to a file or to standard output.

    :param name: of the format.
    :param audits: reports, each with its text and its native reports.
    :param settings: what they were made with.
    :param output: the file; None is standard output.
    :param exit_code: what the command will end with.
    """
    from mtaudit.pipeline.baseline import finding_marks, read_baseline
    from mtaudit.reports.exchange import Audited, Run, render
    from mtaudit.reports.files import atomic_text_file
    from mtaudit.rules import all_rules

    ran = {code for report, _, _ in audits for code in report.rules_run}
    run = Run(
        tuple(Audited(report, text, tuple(them), finding_marks(report)) for report, text, them in audits),
        tuple(rule.info() for rule in all_rules() if rule.code in ran),
        read_baseline(settings.baseline) if settings.baseline else None,
        exit_code,
    )
    written = render(name, run)
    if output is not None:
        with atomic_text_file(output) as file:
            file.write(f"{written}\n" if written else "")
    elif written:
        options.send_text(written)
