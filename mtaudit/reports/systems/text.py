"""The text report of a comparison of systems, for a terminal or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from mtaudit.metrics.ranking import SIGNIFICANT
from mtaudit.model.systems import PairedMethod
from mtaudit.reports.console import lines_of
from mtaudit.reports.console.blocks import INDENT, Block, blank, heading, plural, title
from mtaudit.reports.marks import text_of
from mtaudit.reports.systems.words import measure_title, ranked_systems, score_of, shown_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from mtaudit.model.systems import Difference, Measure, SystemComparison

__all__ = ["print_comparison", "render_comparison"]

#: More pairs than this are shown as marks in a triangle; all figures are in CSV and JSON.
_MOST_PAIRS = 10
_SURE = 0.01
_INTERVAL = "95 % interval"
_TRIANGLE = (
    "From the best; ** adjusted p below 0.01, * below 0.05, . the row is not told from the column. "
    "All figures: --format csv or json."
)
_PAIRS = "System minus the one it is held against. ** adjusted p below 0.01, * below 0.05."
_LONGEST_NAME = 32


def render_comparison(comparison: SystemComparison, *, width: int = 100) -> str:
    """Return the text report without colours, as one string that ends in a line feed.

    :param comparison: what was computed.
    :param width: cells of a line.
    """
    from io import StringIO

    stream = StringIO()
    print_comparison(comparison, Console(file=stream, width=width, color_system=None, legacy_windows=False))
    return stream.getvalue()


def print_comparison(comparison: SystemComparison, console: Console) -> None:
    """Print scores, differences, agreement with people, notes and signatures.

    :param comparison: what was computed.
    :param console: decides width and colour.
    """
    blocks = [
        title(text_of((_counts(comparison), "bold"))),
        *_score_blocks(comparison, console.width),
        *_difference_blocks(comparison),
        *_correlation_blocks(comparison),
        *_note_blocks(comparison),
        *_signature_blocks(comparison),
    ]
    console.print(lines_of(blocks, console), end="", soft_wrap=True)


def _counts(comparison: SystemComparison) -> str:
    references = ", ".join(comparison.references)
    documents = len(set(comparison.documents or ()))
    inside = f" in {plural(documents, 'document')}" if documents else ""
    return (
        f"{plural(len(comparison.systems), 'system')}, {plural(comparison.segments, 'segment')}{inside}, "
        f"against {references}"
    )


def _grid(heads: Sequence[tuple[str, bool]], *, first: int | None = None) -> Table:
    """Return a table without lines; each heading says whether its column is of numbers.

    :param first: fewest cells of the first column.
    """
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="underline")
    for at, (head, numbers) in enumerate(heads):
        grid.add_column(
            text_of(head),
            justify="right" if numbers else "left",
            no_wrap=numbers,
            overflow="fold",
            min_width=first if at == 0 else None,
        )
    return grid


def _score_blocks(comparison: SystemComparison, width: int) -> Iterator[Block]:
    """Show scores in as many tables as it takes for each to fit the width."""
    ranked = any(one.rank is not None for one in comparison.scores)
    systems = ranked_systems(comparison)
    for measures in _fitting(comparison, width, ranked=ranked):
        yield blank()
        heads = [("system", False)]
        for measure in measures:
            heads += [(_headed(measure), True), (_INTERVAL, True)]
            heads += [("rank", True)] if ranked else []
        grid = _grid(heads, first=_name_width(comparison))
        for system in systems:
            cells = [text_of(system)]
            for measure in measures:
                cells += _score_cells(comparison, measure, system, ranked=ranked)
            grid.add_row(*cells)
        yield Block(grid)
    explained = "Arrows say which way is better."
    if ranked:
        explained += (
            f" A rank ends where every system so far is better than every one below (adjusted p below "
            f"{SIGNIFICANT:g})."
        )
    elif comparison.method is None and len(systems) > 1:
        explained += " No test was asked for: intervals that overlap do not say that systems are equal."
    yield blank()
    yield Block(text_of((explained, "dim")))


def _name_width(comparison: SystemComparison) -> int:
    return min(max(cell_len(name) for name in ("system", *comparison.systems)), _LONGEST_NAME)


def _fitting(comparison: SystemComparison, width: int, *, ranked: bool) -> Iterator[list[Measure]]:
    """Yield measures in groups whose columns fit the width beside the names."""
    group: list[Measure] = []
    room = left = width - INDENT - _name_width(comparison)
    for measure in comparison.measures:
        cells = [_score_cells(comparison, measure, system, ranked=False) for system in comparison.systems]
        needed = max(cell_len(_headed(measure)), *(len(score) for score, _ in cells)) + 2
        needed += max(len(_INTERVAL), *(len(interval) for _, interval in cells)) + 2
        needed += len("rank") + 2 if ranked else 0
        if group and needed > left:
            yield group
            group, left = [], room
        group.append(measure)
        left -= needed
    yield group


def _headed(measure: Measure) -> str:
    return f"{measure_title(measure.name)} {'↑' if measure.higher_is_better else '↓'}"


def _score_cells(comparison: SystemComparison, measure: Measure, system: str, *, ranked: bool) -> list[Text]:
    one = score_of(comparison, measure.name, system)
    if one is None:
        return [text_of("-")] + [text_of("")] * (2 if ranked else 1)
    shown = text_of((shown_score(one.score, measure.name), "bold" if one.rank == 1 else ""))
    cells = [shown, text_of(_interval(one.ci_low, one.ci_high, measure.name))]
    return [*cells, text_of("" if one.rank is None else str(one.rank))] if ranked else cells


def _interval(low: float | None, high: float | None, measure: str) -> str:
    if low is None or high is None:
        return ""
    return f"[{shown_score(low, measure)}, {shown_score(high, measure)}]"


def _difference_blocks(comparison: SystemComparison) -> Iterator[Block]:
    if comparison.method is None:
        return
    test = {
        PairedMethod.BOOTSTRAP: "paired bootstrap",
        PairedMethod.RANDOMISATION: "paired approximate randomisation",
    }[comparison.method]
    yield from heading(
        f"Differences by {test}"
        + (f", against {comparison.baseline}" if comparison.baseline is not None else ", every pair")
    )
    triangles = False
    for measure in comparison.measures:
        own = [one for one in comparison.differences if one.measure == measure.name]
        if not own:
            continue
        yield blank()
        yield Block(text_of((_headed(measure), "cyan")))
        if comparison.baseline is None and len(own) > _MOST_PAIRS:
            triangles = True
            yield Block(_triangle(comparison, measure, own))
        else:
            yield Block(_pairs(measure, own))
    yield blank()
    yield Block(text_of((_TRIANGLE if triangles else _PAIRS, "dim")))


def _pairs(measure: Measure, own: Sequence[Difference]) -> Table:
    grid = _grid(
        [
            ("system", False), ("against", False), ("difference", True), (_INTERVAL, True),
            ("p", True), ("adjusted p", True), ("", False),
        ]
    )  # fmt: skip
    for one in own:
        grid.add_row(
            text_of(one.system),
            text_of(one.baseline),
            text_of(_signed(one.difference, measure.name)),
            text_of(_interval(one.ci_low, one.ci_high, measure.name)),
            text_of(_p(one.p_value)),
            text_of(_p(one.adjusted_p_value)),
            text_of((_mark(one.adjusted_p_value), "bold")),
        )
    return grid


def _triangle(comparison: SystemComparison, measure: Measure, own: Sequence[Difference]) -> Table:
    """Show which of the better systems are told from which of the worse ones."""
    values = {frozenset((one.system, one.baseline)): one.adjusted_p_value for one in own}
    scored = {name for pair in values for name in pair}
    systems = [name for name in ranked_systems(comparison, measure) if name in scored]
    grid = _grid([("", True), ("system", False), *((str(at), False) for at in range(2, len(systems) + 1))])
    for at, system in enumerate(systems, 1):
        marks = [
            _mark(values[frozenset((system, other))], absent=".") if place > at else ""
            for place, other in enumerate(systems, 1)
        ]
        grid.add_row(text_of(str(at)), text_of(system), *(text_of(mark) for mark in marks[1:]))
    return grid


def _mark(p: float, absent: str = "") -> str:
    return "**" if p < _SURE else "*" if p < SIGNIFICANT else absent


def _p(value: float) -> str:
    return "<0.0001" if value < 0.0001 else f"{value:.4f}"


def _signed(value: float, measure: str) -> str:
    shown = shown_score(value, measure)
    return shown if shown.startswith("-") else f"+{shown}"


def _correlation_blocks(comparison: SystemComparison) -> Iterator[Block]:
    if not comparison.correlations:
        return
    yield from heading("Agreement with human scores")
    heads = [("measure", False), ("human", False), ("level", False), ("statistic", False)]
    grid = _grid([*heads, ("value", True), (_INTERVAL, True), ("items", True)])
    for one in comparison.correlations:
        low, high = one.ci_low, one.ci_high
        grid.add_row(
            text_of(measure_title(one.measure)),
            text_of(one.human),
            text_of(one.level),
            text_of(one.statistic),
            text_of(f"{one.value:.3f}"),
            text_of("" if low is None or high is None else f"[{low:.3f}, {high:.3f}]"),
            text_of(str(one.items)),
        )
    yield Block(grid)
    yield blank()
    yield Block(
        text_of(
            ("Above zero a measure goes with people, whichever way it counts; accuracy is 0 to 1.", "dim")
        )
    )


def _note_blocks(comparison: SystemComparison) -> Iterator[Block]:
    if comparison.notes:
        yield from heading("Notes")
        for note in comparison.notes:
            yield Block(text_of(note))


def _signature_blocks(comparison: SystemComparison) -> Iterator[Block]:
    yield from heading("Signatures")
    for measure in comparison.measures:
        yield Block(text_of((f"{measure_title(measure.name)}  ", "cyan"), measure.signature))
    yield Block(text_of(("comparison  ", "cyan"), comparison.signature))
