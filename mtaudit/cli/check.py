"""``mtaudit check``: many texts, a line a finding; what hooks and continuous integration call."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli import options
from mtaudit.cli.exchange import ExchangeFormat, audited, send_exchange
from mtaudit.errors import InputError
from mtaudit.model import Severity

if TYPE_CHECKING:
    from mtaudit.config import Settings
    from mtaudit.reports.exchange import Audited


def check(
    texts: Annotated[
        list[str], typer.Argument(help="The texts, in UTF-8; - for standard input.", metavar="TEXT")
    ],
    format: Annotated[ExchangeFormat, typer.Option(help="How to write the findings.")] = ExchangeFormat.LINES,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write to.", metavar="PATH")
    ] = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    config: options.Config = None,
    baseline: options.Baseline = None,
    write_baseline: options.WriteBaseline = None,
    fail_on: options.FailOn = None,
    only_new: Annotated[
        bool, typer.Option("--only-new", help="Write no suppressed findings; GitHub would show them.")
    ] = False,
    seed: options.Seed = None,
    quiet: options.Quiet = False,
) -> int:
    """Check texts by the rules alone: exit 1 at minor findings that are not in the baseline."""
    from mtaudit.pipeline import report_fingerprints

    settings = options.make_settings(
        config, engines=None, back_translate=False, pivot=None, offline=True, select=select,
        ignore=ignore, baseline=baseline, fail_on=fail_on, surprisal=False, embeddings=None, prior=None,
        seed=seed,
    )  # fmt: skip
    settings = settings.over(fail_on=settings.fail_on or Severity.MINOR)
    audits, mistakes = _audit(texts, settings)
    reports = [one.report for one in audits]
    found = [finding for report in reports for finding in report.findings]
    code = 2 if mistakes else options.exit_code(found, settings.fail_on)
    if write_baseline is not None:
        marks = [mark for report in reports for mark in report_fingerprints(report)]
        options.write_baseline(write_baseline, marks)
    shown = [one.without_suppressed() for one in audits] if only_new else audits
    send_exchange(format, shown, settings, output, exit_code=code)
    for mistake in mistakes:
        options.say(f"mtaudit: {mistake}")
    if not quiet:
        known = sum(len(report.suppressed) for report in reports)
        options.say(f"mtaudit: texts {len(reports)}, findings {len(found)}, suppressed {known}")
    return code


def _audit(paths: list[str], settings: Settings) -> tuple[list[Audited], list[InputError]]:
    """Audit texts, each called by its path; one that cannot be audited stops none of the others."""
    from mtaudit.pipeline import Auditor
    from mtaudit.readers import read_text
    from mtaudit.reports.exchange import shown_path

    auditor = Auditor(settings)
    audits: list[Audited] = []
    mistakes: list[InputError] = []
    for path in dict.fromkeys(paths):
        try:
            text = read_text(path)
            # Two folders may hold files of one name; a baseline tells them apart.
            named = replace(text, id=shown_path(text))
            audits.append(audited(auditor.audit(named), named))
        except InputError as mistake:
            mistakes.append(mistake)
    return audits, mistakes
