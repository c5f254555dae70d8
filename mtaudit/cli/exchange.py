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
    from mtaudit.reports.exchange import Audited

__all__ = ["ExchangeFormat", "audited", "send_exchange"]


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


def audited(report: AuditReport, document: Document, references: Sequence[Document] = ()) -> Audited:
    """Return an audit with its texts and the fingerprints of its findings.

    :param report: what was audited.
    :param document: the text.
    :param references: the native reports.
    """
    from mtaudit.pipeline.baseline import finding_marks
    from mtaudit.reports.exchange import Audited

    return Audited(report, document, tuple(references), finding_marks(report))


def send_exchange(
    name: str, audits: Sequence[Audited], settings: Settings, output: Path | None, *, exit_code: int
) -> None:
    """Write audits to a file or to standard output.

    :param name: of the format.
    :param audits: in the order of the command line.
    :param settings: what they were made with.
    :param output: the file; None is standard output.
    :param exit_code: what the command will end with.
    """
    from mtaudit.pipeline.baseline import read_baseline
    from mtaudit.reports.exchange import Run, render
    from mtaudit.reports.files import atomic_text_file
    from mtaudit.rules import all_rules

    ran = {code for one in audits for code in one.report.rules_run}
    rules = tuple(rule.info() for rule in all_rules() if rule.code in ran)
    known = read_baseline(settings.baseline) if settings.baseline else None
    written = render(name, Run(tuple(audits), rules, known, exit_code))
    if output is not None:
        with atomic_text_file(output) as file:
            file.write(f"{written}\n" if written else "")
    elif written:
        options.send_utf8(written)
