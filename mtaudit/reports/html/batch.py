"""The page that lists the documents of a batch: a table to sort and filter, distributions, scatters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import mtaudit
from mtaudit.reports.html.drawing import Histogram, histogram, nice_ticks, scaled
from mtaudit.reports.html.environment import assets, template

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["MOST_ROWS", "batch_page", "page_name"]

#: Documents that the page lists at most; those with the highest rule penalty, where there are more.
MOST_ROWS = 5000
#: Failures that the page lists at most.
_MOST_FAILURES = 200


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of numbers.

    :param column: its name in ``scores.csv``.
    :param title: what the page calls it.
    :param unit: in what it is counted.
    :param digits: after the point.
    :param drawn: whether its distribution is drawn.
    :param ends: of its axis; None takes them from the values.
    """

    column: str
    title: str
    unit: str
    digits: int
    drawn: bool = False
    ends: tuple[float, float] | None = None


_MEASURES = (
    Measure("words", "Words", "words", 0),
    Measure("findings", "Findings", "findings", 0),
    Measure("rule_penalty_per_100_words", "Penalty", "rule penalty per 100 words", 2, drawn=True),
    Measure("likelihood_probability", "Likelihood", "probability of translation", 2, drawn=True, ends=(0, 1)),
    Measure("reference_aligned_chrfpp", "Agreement", "chrF++ with the native report", 1, drawn=True),
    Measure("reference_coverage_segments", "Coverage", "share of sentences with a counterpart", 2),
    Measure("reference_facts_differs", "Facts differ", "facts that differ", 0),
    Measure("reference_quotes_drifted", "Quotes drifted", "quotes that drifted", 0),
    Measure("back_translation_stability_surface", "Stability", "chrF++ after the way back", 1, drawn=True),
    Measure("failures", "Failed", "parts that failed", 0),
)
_BY_COLUMN = {measure.column: measure for measure in _MEASURES}
_SCATTERS = (
    ("rule_penalty_per_100_words", "reference_aligned_chrfpp"),
    ("rule_penalty_per_100_words", "likelihood_probability"),
    ("back_translation_stability_surface", "rule_penalty_per_100_words"),
)


@dataclass(frozen=True, slots=True)
class _Row:
    document: str
    page: str | None
    values: dict[str, float | None]
    codes: str


@dataclass(frozen=True, slots=True)
class _Scatter:
    x: Measure
    y: Measure
    points: list[tuple[int, float, float]]
    x_ends: tuple[float, float]
    y_ends: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    name: str
    findings: int
    documents: int


def page_name(number: int) -> str:
    """Return the file name of a document's page.

    :param number: place of the document in the batch, from 1.
    """
    return f"{number:04d}.html"


def batch_page(
    scores: Iterable[Mapping[str, Any]],
    findings: Iterable[Mapping[str, Any]] = (),
    failures: Iterable[Mapping[str, Any]] = (),
    *,
    pages: Mapping[str, str] | None = None,
) -> str:
    """Return the page of a batch.

    Rows may be those of :func:`mtaudit.reports.rows.table_rows` or of the CSV files, where numbers are text;
    each is read once, and of findings only the rule is kept.

    :param scores: a row a document.
    :param findings: a row a finding.
    :param failures: a row a failure.
    :param pages: address of each document's page, by its id.
    """
    codes, rules = _rules(findings)
    rows = [_row(row, pages or {}, codes) for row in scores]
    rows.sort(key=lambda row: -(row.values["rule_penalty_per_100_words"] or 0.0))
    there = [m for m in _MEASURES if any(row.values[m.column] is not None for row in rows)]
    listed = rows[:MOST_ROWS]
    failed = list(failures)
    return template("batch.html").render(
        assets=assets("batch"),
        version=mtaudit.__version__,
        rows=listed,
        documents=len(rows),
        measures=there,
        totals={
            name: int(sum(row.values[name] or 0 for row in rows))
            for name in ("words", "findings", "failures")
        },
        medians=[
            (measure, drawn)
            for measure in there
            if measure.drawn and (drawn := _drawn(measure, rows)) is not None
        ],
        scatters=[made for x, y in _SCATTERS if (made := _scatter(_BY_COLUMN[x], _BY_COLUMN[y], listed))],
        rules=rules,
        failures=failed[:_MOST_FAILURES],
        failed=len(failed),
    )


def _rules(findings: Iterable[Mapping[str, Any]]) -> tuple[dict[str, str], list[_Rule]]:
    """Return the codes that each document has, and how often each rule fired."""
    names: dict[str, str] = {}
    counts: Counter[str] = Counter()
    per_document: dict[str, set[str]] = {}
    for row in findings:
        names[row["code"]] = row["name"]
        counts[row["code"]] += 1
        per_document.setdefault(row["document"], set()).add(row["code"])
    spread = Counter(code for codes in per_document.values() for code in codes)
    rules = [_Rule(code, names[code], count, spread[code]) for code, count in counts.most_common()]
    return {document: " ".join(sorted(codes)) for document, codes in per_document.items()}, rules


def _row(row: Mapping[str, Any], pages: Mapping[str, str], codes: Mapping[str, str]) -> _Row:
    document = row["document"]
    values = {measure.column: _number(row.get(measure.column)) for measure in _MEASURES}
    return _Row(document, pages.get(document), values, codes.get(document, ""))


def _number(cell: str | float | None) -> float | None:
    return None if cell is None or cell == "" else float(cell)


def _drawn(measure: Measure, rows: Sequence[_Row]) -> Histogram | None:
    return histogram([value for row in rows if (value := row.values[measure.column]) is not None])


def _scatter(x: Measure, y: Measure, rows: Sequence[_Row]) -> _Scatter | None:
    """Return a scatter of two measures, or None where fewer than two documents have both."""
    held = [
        (at, across, up)
        for at, row in enumerate(rows)
        if (across := row.values[x.column]) is not None and (up := row.values[y.column]) is not None
    ]
    if len(held) < 2:
        return None
    x_ends = x.ends or _ends([across for _, across, _ in held])
    y_ends = y.ends or _ends([up for *_, up in held])
    points = [(at, scaled(across, *x_ends), round(200 - scaled(up, *y_ends), 1)) for at, across, up in held]
    return _Scatter(x, y, points, x_ends, y_ends)


def _ends(values: Sequence[float]) -> tuple[float, float]:
    ticks = nice_ticks(min(values), max(values), 5)
    return ticks[0], ticks[-1]
