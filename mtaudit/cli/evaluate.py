"""``mtaudit evaluate``: a measure held against labels or human scores."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mtaudit.cli import options
from mtaudit.cli.progress import progress_bar
from mtaudit.config import DEFAULT_SEED
from mtaudit.errors import UsageError

if TYPE_CHECKING:
    from mtaudit.model.evaluation import Evaluation, LabelledData
    from mtaudit.readers.labelled import LabelledColumns


class Format(StrEnum):
    """How the evaluation is written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Measure(StrEnum):
    """What is evaluated."""

    PREDICTION = "prediction"
    LIKELIHOOD = "likelihood"
    QUALITY = "quality"
    RULE_PENALTY = "rule-penalty"


_COLUMNS = "Columns of the data"
_OURS = "Measures of ours"


def _column(what: str) -> typer.models.OptionInfo:
    info: typer.models.OptionInfo = typer.Option(help=what, metavar="COLUMN", rich_help_panel=_COLUMNS)
    return info


def evaluate(
    data: Annotated[
        str,
        typer.Argument(
            help="Labelled data: CSV, tab-separated values or JSON lines, gzipped or not; - for standard "
            "input.",
            metavar="DATA",
        ),
    ],
    measure: Annotated[
        Measure | None,
        typer.Option(help="What to evaluate; the data's own predictions where it has any."),
    ] = None,
    text: Annotated[str | None, _column("Texts in English; text unless set.")] = None,
    label: Annotated[
        str | None, _column("machine or native, 1 or 0, or see --positive; label unless set.")
    ] = None,
    positive: Annotated[
        str | None,
        typer.Option(
            help="The label of machine-translated texts; every other label counts as not.",
            metavar="LABEL",
            rich_help_panel=_COLUMNS,
        ),
    ] = None,
    score: Annotated[str | None, _column("Human scores, higher is better; score unless set.")] = None,
    prediction: Annotated[str | None, _column("Predictions of any measure; prediction unless set.")] = None,
    document: Annotated[
        str | None, _column("Documents that intervals are drawn by; document unless set.")
    ] = None,
    id: Annotated[str | None, _column("Ids of rows; id unless set.")] = None,  # noqa: A002 - the column's name
    by: Annotated[str | None, _column("Subgroups to tell apart.")] = None,
    threshold: Annotated[
        float | None,
        typer.Option(help="Predictions from here up are called machine-translated; 0.5 for probabilities."),
    ] = None,
    undecided: Annotated[
        str | None,
        typer.Option(help="Predictions from LOW to below HIGH are undecided.", metavar="LOW,HIGH"),
    ] = None,
    lower_is_better: Annotated[
        bool, typer.Option("--lower-is-better", help="For human scores: the prediction counts faults.")
    ] = False,
    samples: Annotated[int, typer.Option(min=100, help="Bootstrap resamples of documents.")] = 1000,
    seed: options.Seed = None,
    surprisal: Annotated[
        bool,
        typer.Option(
            "--surprisal", help="Audit with the rules that need a language model.", rich_help_panel=_OURS
        ),
    ] = False,
    config: options.Config = None,
    format: Annotated[Format, typer.Option(help="How to write the evaluation.")] = Format.TEXT,  # noqa: A002 - the option's name
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write to; for csv a directory.")
    ] = None,
    plots: Annotated[
        Path | None,
        typer.Option(help="Directory for ROC, calibration and histogram, in PNG.", metavar="DIR"),
    ] = None,
    raw_csv: options.RawCsv = False,
    quiet: options.Quiet = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
) -> int:
    """Hold a measure against labels or human scores: AUC, calibration, false alarms, correlation."""
    if format is Format.CSV and output is None:
        raise UsageError("--format csv writes several files", mend="give --output DIR")
    bounds = _bounds(undecided, threshold)

    from mtaudit.evaluate import EvaluationSettings, predict
    from mtaudit.evaluate import evaluate as run
    from mtaudit.readers.labelled import read_labelled

    named = {
        "text": text, "label": label, "score": score, "prediction": prediction, "document": document,
        "id": id, "by": by,
    }  # fmt: skip
    read = read_labelled(data, _columns(named), positive=positive)
    chosen = measure or _default_measure(read)
    settings = options.make_settings(
        config, engines=None, back_translate=False, pivot=None, offline=False, select=None, ignore=None,
        baseline=None, fail_on=None, surprisal=surprisal, embeddings=None, prior=None, seed=seed,
    )  # fmt: skip
    with progress_bar(quiet=quiet) as progress:
        predictions, made_by, notes = predict(read, chosen, settings, progress=progress)
        evaluation = run(
            read,
            chosen,
            predictions,
            EvaluationSettings(
                threshold, bounds, lower_is_better, samples, DEFAULT_SEED if seed is None else seed
            ),
            made_by=made_by,
            notes=notes,
            progress=progress,
        )
    if plots is not None:
        from mtaudit.evaluate.plots import write_plots

        write_plots(evaluation, plots)
    if not quiet and format is not Format.TEXT:
        for note in evaluation.notes:
            options.say(f"mtaudit: {note}")
    _write(evaluation, format, output, raw=raw_csv, color=not no_color)
    return 0


def _columns(named: dict[str, str | None]) -> LabelledColumns:
    from mtaudit.readers.labelled import LabelledColumns

    given = {part: name for part, name in named.items() if name is not None}
    return LabelledColumns(**given, named=frozenset(given))


def _default_measure(data: LabelledData) -> Measure:
    if any(row.prediction is not None for row in data.rows):
        return Measure.PREDICTION
    return Measure.LIKELIHOOD if data.labelled else Measure.QUALITY


def _bounds(given: str | None, threshold: float | None) -> tuple[float, float] | None:
    if given is None:
        return None
    middle = 0.5 if threshold is None else threshold
    try:
        low, high = map(float, given.split(","))
    except ValueError as error:
        raise UsageError(f"--undecided is {given!r}", mend="give LOW,HIGH, such as 0.3,0.7") from error
    if not low <= middle <= high:
        raise UsageError(
            f"--undecided {given} does not hold the threshold, {middle:g}", mend="give bounds around it"
        )
    return low, high


def _write(
    evaluation: Evaluation,
    format: Format,  # noqa: A002 - the option's name
    output: Path | None,
    *,
    raw: bool,
    color: bool,
) -> None:
    from mtaudit.reports import evaluation as reports

    if format is Format.CSV and output is not None:
        reports.write_evaluation(evaluation, output, raw=raw)
    elif format is Format.TEXT and output is None:
        reports.print_evaluation(evaluation, options.make_console(color=color))
    else:
        text = (
            f"{reports.evaluation_to_json(evaluation)}\n"
            if format is Format.JSON
            else reports.render_evaluation(evaluation)
        )
        if output is None:
            options.send_utf8(text.removesuffix("\n"))
        else:
            from mtaudit.reports.files import atomic_text_file

            with atomic_text_file(output) as file:
                file.write(text)
