"""Back-translation, scores, signatures and failures in the text report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mtaudit.model import Status
from mtaudit.reports.console.blocks import (
    INDENT,
    Block,
    heading,
    labelled,
    language_name,
    plural,
    table,
)
from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mtaudit.model import BackTranslation, Coverage, MetricScores, RoundTrip, Score, Stability
    from mtaudit.reports.report import AuditReport

__all__ = [
    "METRICS",
    "back_translation_blocks",
    "failure_blocks",
    "score_blocks",
    "scored_rows",
    "signature_blocks",
]

_INNER = INDENT * 2
_COLUMN = INDENT + len("calibration") + 2
#: Code points of a return that went wrong; a looping one is as long as the engine may write.
_SHOWN = 200
#: What tables call a metric, and its field.
METRICS = (("BLEU", "bleu"), ("chrF++", "chrfpp"), ("TER", "ter"))


def back_translation_blocks(report: AuditReport) -> list[Block]:
    """Return a section for each engine that the document was sent through.

    :param report: what was audited.
    """
    blocks: list[Block] = []
    for back in report.back_translations:
        blocks += _back_translation(back)
    return blocks


def _back_translation(back: BackTranslation) -> list[Block]:
    counts = Counter(trip.status for trip in back.segments)
    statuses = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
    lines = [
        ("document", _stability(back.stability)),
        (
            "control",
            "none: without the same measurement on native text the figures mean nothing"
            if back.control is None
            else f"{_stability(back.control.stability)} ({back.control.document})",
        ),
        (
            "calibration",
            "none for this engine and revision; `mtaudit engines calibrate` makes one"
            if back.percentile is None
            else f"surface at percentile {back.percentile.surface:.0f}, semantic at percentile "
            f"{back.percentile.semantic:.0f} of native texts",
        ),
        ("segments", f"{len(back.segments)}: {statuses}" if statuses else "none translated"),
    ]
    return [
        *heading("Back-translation through ", language_name(back.pivot), f" with {back.engine}"),
        Block(text_of("What survives the way there and back, which is not how good the text is.")),
        *(labelled(label, text_of(line), indent=_COLUMN) for label, line in lines),
        *(_trip(trip) for trip in back.segments if trip.status is not Status.OK),
    ]


def _trip(trip: RoundTrip) -> Block:
    text = trip.text if len(trip.text) <= _SHOWN else f"{trip.text[:_SHOWN]}…"
    came_back = f"; came back as: {text}" if text else "; nothing came back"
    return Block(text_of(f"segment {trip.index} ", (trip.status, "yellow"), came_back), indent=_INNER)


def _stability(stability: Stability) -> str:
    return (
        f"surface {stability.surface:.1f} (chrF++, 0 to 100), "
        f"semantic {stability.semantic:.2f} (mean cosine, -1 to 1)"
    )


def scored_rows(report: AuditReport) -> Iterator[tuple[str, MetricScores, bool, str]]:
    """Yield what was scored, its scores, whether they could have an interval, and the coverage in words.

    :param report: what was audited.
    """
    for reference, agreement in zip(report.references, report.scores.references, strict=True):
        name = f"agreement with {reference.text.id}"
        covered = _coverage(reference.comparison.coverage)
        if agreement.aligned is not None:
            yield f"{name}, aligned", agreement.aligned, True, covered
        if agreement.pooled is not None:
            yield f"{name}, pooled", agreement.pooled, False, covered
    backs = zip(report.back_translations, report.scores.back_translations, strict=True)
    for back, metrics in backs:
        if metrics is not None:
            yield f"back-translation with {back.engine}", metrics, True, "-"


def _coverage(coverage: Coverage) -> str:
    """Return the shares of content words, of segments where words were not compared."""
    if coverage.words is None or coverage.reference_words is None:
        return f"{100 * coverage.segments:.0f} / {100 * coverage.reference_segments:.0f} %"
    return f"{100 * coverage.words:.0f} / {100 * coverage.reference_words:.0f} %"


def score_blocks(report: AuditReport) -> list[Block]:
    """Return the table of scores with their intervals, and the rule penalty by category.

    :param report: what was audited.
    """
    penalty = report.scores.rule_penalty
    scored = list(scored_rows(report))
    blocks = heading("Scores")
    if scored:
        blocks += [
            Block(
                text_of(
                    "BLEU and chrF++: higher is closer; TER: lower is closer. In brackets the 95 % "
                    "interval, conditional on the alignment. Agreement is not accuracy: the native "
                    "report is comparable, not a translation. Coverage: the share of the "
                    "document's content words that the native report has too / of its that the document has."
                )
            ),
            table(
                ("of", "groups", "coverage", *(label for label, _ in METRICS)),
                [
                    (
                        text_of(name),
                        text_of(str(metrics.chrfpp.groups)),
                        text_of(covered),
                        *(text_of(_score(getattr(metrics, field))) for _, field in METRICS),
                    )
                    for name, metrics, _, covered in scored
                ],
            ),
        ]
    for name, metrics, bounded, _ in scored:
        if bounded and metrics.chrfpp.ci_low is None:
            few = f"{name}: rests on few segments ({metrics.chrfpp.groups}), BLEU above all"
            blocks.append(Block(text_of((f"{few}; no interval", "yellow"))))
    control = penalty.control_per_100_words
    line = f"rule penalty: {penalty.per_100_words:.2f} per 100 words"
    if control is not None:
        line += f"; native report {control:.2f} by the rules that ran on both"
    blocks.append(Block(text_of(line)))
    blocks += [Block(text_of(f"{category}: {value:.2f}"), _INNER) for category, value in penalty.by_category]
    return blocks


def _score(score: Score) -> str:
    if score.ci_low is None or score.ci_high is None:
        return f"{score.score:.1f}"
    return f"{score.score:.1f} [{score.ci_low:.1f}, {score.ci_high:.1f}]"


def failure_blocks(report: AuditReport) -> list[Block]:
    """Return what did not work and is therefore missing.

    :param report: what was audited.
    """
    if not report.failures:
        return []
    blocks = heading(plural(len(report.failures), "failure").capitalize())
    for failure in report.failures:
        where = "" if failure.segment is None else f", segment {failure.segment}"
        blocks.append(Block(text_of((f"{failure.stage}{where}", "red"), f": {failure.reason}")))
    return blocks


def signature_blocks(report: AuditReport) -> list[Block]:
    """Return the strings that fix how every number was made.

    :param report: what was audited.
    """
    signatures = {
        f"{label}: {getattr(metrics, field).signature}": None
        for label, field in METRICS
        for _, metrics, *_ in scored_rows(report)
    }
    return [
        *heading("Signatures"),
        Block(text_of(report.signature)),
        *(Block(text_of(signature)) for signature in signatures),
    ]
