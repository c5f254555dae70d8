"""``mtaudit compare``: systems held against references."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli import options
from mtaudit.cli.progress import progress_bar
from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import UsageError
from mtaudit.model.systems import Correction, PairedMethod

if TYPE_CHECKING:
    from mtaudit.metrics.options import MetricOptions
    from mtaudit.model.systems import SegmentScores, TestSet
    from mtaudit.reports.systems import SystemReport


class Format(StrEnum):
    """How the comparison is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    LATEX = "latex"
    WMT = "wmt"
    MT_METRICS_EVAL = "mt-metrics-eval"


#: Formats that hold segments, and those that are several files.
_WITH_SEGMENTS = (Format.JSON, Format.CSV, Format.WMT, Format.MT_METRICS_EVAL)
_FOLDERS = (Format.CSV, Format.WMT, Format.MT_METRICS_EVAL)
#: A language pair and a test set become parts of file names.
_WORD = re.compile(r"[A-Za-z0-9][\w-]*")

#: The metric that each of sacrebleu's options is for, by its beginning, where its own does not say so.
_METRIC_OF = dict.fromkeys(
    ("tokenize", "smooth_method", "smooth_value", "lowercase"), "bleu"
) | dict.fromkeys(
    ("char_order", "word_order", "beta", "whitespace", "eps_smoothing", "chrf_lowercase"), "chrf"
)
_FLAGS = {
    name: f"chrf_{name}" for name in ("char_order", "word_order", "beta", "whitespace", "eps_smoothing")
}

_SACREBLEU = "sacrebleu's options"
_TEST = "Test of differences"
_MORE = "Other scores"


def compare(
    reference: Annotated[
        str,
        typer.Argument(
            help="One segment a line, in UTF-8, gzipped or not; FILE:COLUMN of a tab-separated file; - for "
            "standard input; or a directory as of WMT or mt-metrics-eval.",
            metavar="REFERENCE",
        ),
    ],
    systems: Annotated[
        list[str] | None,
        typer.Argument(
            help="Outputs in the same form, also as NAME=FILE; for a directory names of systems.",
            metavar="SYSTEM...",
        ),
    ] = None,
    references: Annotated[
        list[str] | None,
        typer.Option(
            "--reference",
            help="A further reference, may be repeated; for a directory the name of one to use.",
            metavar="FILE",
        ),
    ] = None,
    metrics: Annotated[
        str, typer.Option("--metrics", "-m", help="Metrics, with commas.")
    ] = "bleu,chrf,chrf++,ter",
    paired_bootstrap: Annotated[
        bool,
        typer.Option(
            "--paired-bootstrap", "--paired-bs", help="Paired bootstrap resampling.", rich_help_panel=_TEST
        ),
    ] = False,
    paired_ar: Annotated[
        bool,
        typer.Option("--paired-ar", help="Paired approximate randomisation.", rich_help_panel=_TEST),
    ] = False,
    samples: Annotated[
        int | None,
        typer.Option(
            min=10,
            rich_help_panel=_TEST,
            help="Resamples, or trials of --paired-ar; 1000 and 10000 unless set, as sacrebleu.",
        ),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            help="System that all others are held against; else every pair.",
            metavar="NAME",
            rich_help_panel=_TEST,
        ),
    ] = None,
    correction: Annotated[
        Correction | None,
        typer.Option(help="For testing many pairs at once; holm unless set.", rich_help_panel=_TEST),
    ] = None,
    seed: Annotated[
        int | None, typer.Option(min=0, help="Seeds resampling; 12345 unless set.", rich_help_panel=_TEST)
    ] = None,
    tokenize: Annotated[
        str | None, typer.Option(help="BLEU's tokeniser; 13a unless set.", rich_help_panel=_SACREBLEU)
    ] = None,
    smooth_method: Annotated[
        str | None, typer.Option(help="exp, floor, add-k or none.", rich_help_panel=_SACREBLEU)
    ] = None,
    smooth_value: Annotated[
        float | None, typer.Option(help="For floor and add-k.", rich_help_panel=_SACREBLEU)
    ] = None,
    lowercase: Annotated[bool, typer.Option("--lowercase", help="BLEU.", rich_help_panel=_SACREBLEU)] = False,
    chrf_char_order: Annotated[int | None, typer.Option(rich_help_panel=_SACREBLEU)] = None,
    chrf_word_order: Annotated[
        int | None, typer.Option(help="Of chrf; chrf++ has 2.", rich_help_panel=_SACREBLEU)
    ] = None,
    chrf_beta: Annotated[int | None, typer.Option(rich_help_panel=_SACREBLEU)] = None,
    chrf_whitespace: Annotated[bool, typer.Option("--chrf-whitespace", rich_help_panel=_SACREBLEU)] = False,
    chrf_lowercase: Annotated[bool, typer.Option("--chrf-lowercase", rich_help_panel=_SACREBLEU)] = False,
    chrf_eps_smoothing: Annotated[
        bool, typer.Option("--chrf-eps-smoothing", rich_help_panel=_SACREBLEU)
    ] = False,
    ter_normalized: Annotated[bool, typer.Option("--ter-normalized", rich_help_panel=_SACREBLEU)] = False,
    ter_no_punct: Annotated[bool, typer.Option("--ter-no-punct", rich_help_panel=_SACREBLEU)] = False,
    ter_asian_support: Annotated[
        bool, typer.Option("--ter-asian-support", rich_help_panel=_SACREBLEU)
    ] = False,
    ter_case_sensitive: Annotated[
        bool, typer.Option("--ter-case-sensitive", rich_help_panel=_SACREBLEU)
    ] = False,
    scores: Annotated[
        list[str] | None,
        typer.Option(
            help="Segment scores of COMET and the like; repeated for other measures, or other systems.",
            metavar="NAME=FILE",
            rich_help_panel=_MORE,
        ),
    ] = None,
    lower_is_better: Annotated[
        list[str] | None,
        typer.Option(help="One of those is a measure of errors.", metavar="NAME", rich_help_panel=_MORE),
    ] = None,
    human: Annotated[
        list[str] | None,
        typer.Option(
            help="Human segment scores to hold the measures against.", metavar="FILE", rich_help_panel=_MORE
        ),
    ] = None,
    comet: Annotated[
        str | None,
        typer.Option(
            help="Score by this model, where unbabel-comet is installed; needs --source.",
            metavar="MODEL",
            rich_help_panel=_MORE,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(help="The source segments, for --comet.", metavar="FILE", rich_help_panel=_MORE),
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help="Also audit each system's English.", rich_help_panel=_MORE)
    ] = False,
    documents: Annotated[
        str | None, typer.Option(help="Id of each segment's document, one a line.", metavar="FILE")
    ] = None,
    segments: Annotated[bool, typer.Option("--segments", help="Segment scores, in csv and json.")] = False,
    language_pair: Annotated[
        str | None, typer.Option(help="Where files hold several, and for wmt.", metavar="PAIR")
    ] = None,
    test_set: Annotated[str | None, typer.Option(help="Its id, for wmt.", metavar="ID")] = None,
    format: Annotated[Format, typer.Option(help="How to write the comparison.")] = Format.TEXT,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write to; for csv, wmt, mt-metrics-eval a directory."),
    ] = None,
    raw_csv: options.RawCsv = False,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes; as many as there are cores unless set.")
    ] = None,
    offline: options.Offline = False,
    quiet: options.Quiet = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
) -> int:
    """Compare systems on a test set: scores, intervals, significance, ranks, agreement with people."""
    if paired_bootstrap and paired_ar:
        raise UsageError("--paired-bootstrap and --paired-ar exclude each other", mend="give one")
    method = None
    if paired_bootstrap or paired_ar:
        method = PairedMethod.BOOTSTRAP if paired_bootstrap else PairedMethod.RANDOMISATION
    elif baseline is not None or correction is not None:
        told = "--baseline" if baseline is not None else "--correction"
        raise UsageError(f"{told} without a test", mend="give --paired-bootstrap or --paired-ar")
    _check_output(format, output, language_pair, test_set, reference, segments=segments)
    if (comet is None) != (source is None):
        raise UsageError("--comet and --source go together", mend="give both")

    from mtaudit.pipeline.systems import SystemSettings
    from mtaudit.pipeline.systems.report import system_report, with_samples
    from mtaudit.readers import TestSetFiles, read_test_set

    chosen = _metrics(metrics)
    settings = SystemSettings(
        metrics=chosen,
        options=_metric_options(
            chosen,
            tokenize=tokenize, smooth_method=smooth_method, smooth_value=smooth_value, lowercase=lowercase,
            char_order=chrf_char_order, word_order=chrf_word_order, beta=chrf_beta,
            whitespace=chrf_whitespace, chrf_lowercase=chrf_lowercase, eps_smoothing=chrf_eps_smoothing,
            ter_normalized=ter_normalized, ter_no_punct=ter_no_punct,
            ter_asian_support=ter_asian_support, ter_case_sensitive=ter_case_sensitive,
        ),
        method=method, baseline=baseline, correction=correction or Correction.HOLM, jobs=jobs, audit=audit,
        segment_scores=segments or format in _FOLDERS[1:],
        seed=DEFAULT_SEED if seed is None else seed,
    )  # fmt: skip
    read = read_test_set(
        TestSetFiles(
            reference, tuple(systems or ()), tuple(references or ()), documents, tuple(scores or ()),
            tuple(human or ()), tuple(lower_is_better or ()), language_pair,
        )
    )  # fmt: skip
    held = read.test_set
    if comet is not None and source is not None:
        held = _with_comet(held, comet, source, offline=offline)
    if held.documents is not None and format in _WITH_SEGMENTS:
        settings = replace(settings, document_scores=True)
    with progress_bar(quiet=quiet) as progress:
        report = system_report(held, with_samples(settings, samples), notes=read.notes, progress=progress)
    if not quiet and format is not Format.TEXT:
        for note in report.notes:
            options.say(f"mtaudit: {note}")
    _write(
        report, format, output, pair=read.pair or "", test_set=test_set or "", raw=raw_csv, color=not no_color
    )
    return 0


def _check_output(
    format: Format,  # noqa: A002 - the option's name
    output: Path | None,
    pair: str | None,
    test_set: str | None,
    reference: str,
    *,
    segments: bool,
) -> None:
    """Refuse options that do not fit together before anything is read."""
    if format in _FOLDERS and output is None:
        raise UsageError(f"--format {format} writes several files", mend="give --output DIR")
    if segments and format not in _WITH_SEGMENTS:
        raise UsageError(
            f"--format {format} has no segment scores", mend="give --format csv or json with --segments"
        )
    for name, value in (("--language-pair", pair), ("--test-set", test_set)):
        if value is not None and not _WORD.fullmatch(value):
            raise UsageError(f"{name} is {value!r}", mend="give letters, digits, - and _")
    if format in (Format.WMT, Format.MT_METRICS_EVAL) and pair is None and not Path(reference).is_dir():
        raise UsageError(
            f"--format {format} names the language pair", mend="give --language-pair, such as is-en"
        )
    if format is Format.WMT and test_set is None:
        raise UsageError("--format wmt names the test set", mend="give --test-set, such as newstest2021")


def _metrics(given: str) -> tuple[str, ...]:
    from mtaudit.metrics.options import metric_named

    names = tuple(dict.fromkeys(metric_named(name) for name in given.split(",") if name.strip()))
    if not names:
        raise UsageError(f"--metrics {given!r} names none", mend="choose from bleu, chrf, chrf++ and ter")
    return names


def _metric_options(metrics: tuple[str, ...], **given: object) -> MetricOptions:
    """Return sacrebleu's options; what is not given stays as sacrebleu has it.

    :raises UsageError: for an option of a metric that is not computed.
    """
    from mtaudit.metrics.options import MetricOptions

    chosen = {name: value for name, value in given.items() if value is not None and value is not False}
    for name in chosen:
        if not any(metric.startswith(_METRIC_OF.get(name, name[:3])) for metric in metrics):
            raise UsageError(
                f"--{_FLAGS.get(name, name).replace('_', '-')} is of no metric in --metrics",
                mend="name its metric there",
            )
    return MetricOptions(**chosen)  # type: ignore[arg-type]


def _with_comet(test_set: TestSet, model: str, source: str, *, offline: bool) -> TestSet:
    from mtaudit.metrics.comet import comet_scores
    from mtaudit.readers.lines import LineReader

    scored: SegmentScores = comet_scores(model, LineReader().lines(source), test_set, offline=offline)
    return replace(test_set, scores=(*test_set.scores, scored))


def _write(
    report: SystemReport,
    format: Format,  # noqa: A002 - the option's name
    output: Path | None,
    *,
    pair: str,
    test_set: str,
    raw: bool,
    color: bool,
) -> None:
    if output is not None and format in _FOLDERS:
        if format is Format.CSV:
            from mtaudit.reports.systems.rows import write_tables

            write_tables(report, output, raw=raw)
        else:
            from mtaudit.reports.systems import wmt

            if format is Format.WMT:
                wmt.write_wmt(report, output, pair=pair, test_set=test_set)
            else:
                wmt.write_mt_metrics_eval(report, output, pair=pair)
        return
    if format is Format.TEXT and output is None:
        from mtaudit.reports.systems.text import print_comparison

        print_comparison(report, options.make_console(color=color))
        return
    text = _rendered(report, format)
    if output is None:
        options.send_utf8(text.removesuffix("\n"))
    else:
        from mtaudit.reports.files import atomic_text_file

        with atomic_text_file(output) as file:
            file.write(text)


def _rendered(report: SystemReport, format: Format) -> str:  # noqa: A002 - the option's name
    if format is Format.JSON:
        return report.to_json() + "\n"
    if format is Format.LATEX:
        return report.to_latex()
    from mtaudit.reports.systems.text import render_comparison

    return render_comparison(report)
