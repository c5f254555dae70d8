"""The text report of an evaluation, for a terminal or a pipe."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from mtaudit.reports.console import lines_of
from mtaudit.reports.console.blocks import Block, blank, heading, labelled, plural, title
from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mtaudit.model.evaluation import Evaluation, Figure, GroupEvaluation

__all__ = ["print_evaluation", "render_evaluation"]

_COLUMNS = (
    ("figure", False), ("value", True), ("95 % interval", True), ("texts", True), ("documents", True),
)  # fmt: skip
#: Cells before what a figure is.
_LEGEND = 22
#: What each figure is, in a few words.
_EXPLAINED = {
    "auc": "a machine-translated text is put above a native one; 0.5 is chance",
    "accuracy": "right, of the texts that are decided",
    "balanced_accuracy": "the same, both classes weighed alike",
    "detection_rate": "called machine-translated, of those that are",
    "false_alarm_rate": "called machine-translated, of those that are not",
    "undecided": "neither called one nor the other, of all",
    "calibration_error": "gap between probability and share, over 10 bins; 0 is best",
    "brier": "mean squared error of the probability; 0 is best",
    "pearson": "r with human scores; 0 is chance",
    "spearman": "rho with human scores",
    "kendall": "tau-b with human scores",
}


def render_evaluation(evaluation: Evaluation, *, width: int = 100) -> str:
    """Return the text report without colours, as one string that ends in a line feed.

    :param evaluation: what was computed.
    :param width: cells of a line.
    """
    stream = StringIO()
    print_evaluation(evaluation, Console(file=stream, width=width, color_system=None, legacy_windows=False))
    return stream.getvalue()


def print_evaluation(evaluation: Evaluation, console: Console) -> None:
    """Print figures with their intervals, subgroups, notes and the signature.

    :param evaluation: what was computed.
    :param console: decides width and colour.
    """
    blocks = [
        title(text_of((_counts(evaluation), "bold"))),
        *_total_blocks(evaluation),
        *_group_blocks(evaluation),
        *_note_blocks(evaluation),
        blank(),
        Block(text_of(("signature  ", "cyan"), evaluation.signature)),
    ]
    console.print(lines_of(blocks, console), end="", soft_wrap=True)


def _counts(evaluation: Evaluation) -> str:
    total = evaluation.total
    told = f"{evaluation.measure} on {plural(total.rows, 'text')} in {plural(total.documents, 'document')}"
    if total.positives is not None:
        told += f", {total.positives} machine-translated, {total.rows - total.positives} not"
    if evaluation.threshold is not None:
        told += f"; threshold {evaluation.threshold:g}"
    return told


def _grid(heads: Sequence[tuple[str, bool]]) -> Table:
    """Return a table without lines; each heading says whether its column is of numbers."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    for head, numbers in heads:
        grid.add_column(
            text_of(head), justify="right" if numbers else "left", no_wrap=numbers, overflow="fold"
        )
    return grid


def _interval(figure: Figure) -> str:
    if figure.ci_low is None or figure.ci_high is None:
        return "-"
    return f"[{figure.ci_low:.3f}, {figure.ci_high:.3f}]"


def _total_blocks(evaluation: Evaluation) -> Iterator[Block]:
    yield blank()
    figures = evaluation.total.figures
    grid = _grid(_COLUMNS)
    for one in figures:
        cells = (_title(one.name), f"{one.value:.3f}", _interval(one), str(one.rows), str(one.documents))
        grid.add_row(*map(text_of, cells))
    yield Block(grid)
    yield blank()
    for one in figures:
        yield labelled(_title(one.name), text_of((_EXPLAINED[one.name], "dim")), indent=_LEGEND)
    told = "percentile bootstrap over documents; '-' where there are too few"
    yield labelled("interval", text_of((told, "dim")), indent=_LEGEND)


def _group_blocks(evaluation: Evaluation) -> Iterator[Block]:
    if not evaluation.groups:
        return
    names = [one.name for one in evaluation.total.figures]
    for name in names:
        yield from heading(f"{_title(name)} by {evaluation.grouped_by}")
        grid = _grid([("group", False), *_COLUMNS[1:]])
        for group in (*evaluation.groups, evaluation.total):
            grid.add_row(*map(text_of, _group_cells(group, name)))
        yield Block(grid)


def _group_cells(group: GroupEvaluation, name: str) -> Sequence[str]:
    shown = "all" if group.group is None else group.group
    one = next((figure for figure in group.figures if figure.name == name), None)
    if one is None:
        return shown, "-", "-", str(group.rows), str(group.documents)
    return shown, f"{one.value:.3f}", _interval(one), str(one.rows), str(one.documents)


def _title(name: str) -> str:
    return "AUC" if name == "auc" else name.replace("_", " ")


def _note_blocks(evaluation: Evaluation) -> Iterator[Block]:
    if evaluation.notes:
        yield from heading("Notes")
        for note in evaluation.notes:
            yield Block(text_of(note))
