"""How sure the program is that a text was machine-translated, in the text report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mtaudit.reports.console.blocks import INDENT, heading, labelled
from mtaudit.reports.marks import text_of

if TYPE_CHECKING:
    from mtaudit.model import Evidence, Likelihood
    from mtaudit.reports.console.blocks import Block
    from mtaudit.reports.report import AuditReport

__all__ = ["likelihood_blocks"]

_COLUMN = INDENT + len("disclosure") + 2


def likelihood_blocks(report: AuditReport) -> list[Block]:
    """Return the block on how sure the estimate is, and on what.

    :param report: what was audited.
    """
    likelihood = report.likelihood
    if likelihood is None:
        return []
    lines = [("verdict", _verdict(likelihood)), ("evidence", _ratio(likelihood))]
    lines += [("", _evidence(one)) for one in likelihood.evidence]
    beside = "the publisher says so itself" if report.document.disclosure else "no publisher's note"
    lines.append(("disclosure", f"{beside}; it is no part of the estimate"))
    lines.append(("beware", _beware(likelihood)))
    return [
        *heading("How sure: machine-translated or not"),
        *(labelled(label, text_of(line), indent=_COLUMN) for label, line in lines),
    ]


def _verdict(likelihood: Likelihood) -> str:
    told = f"{likelihood.verdict}; probability {likelihood.probability:.2f}"
    told += f", given {likelihood.prior:.2f} before the text was read"
    return told if likelihood.reason is None else f"{told}. Undecided because: {likelihood.reason}"


def _ratio(likelihood: Likelihood) -> str:
    ratio = likelihood.likelihood_ratio
    if ratio >= 1:
        return f"{ratio:.1f} times likelier from a machine translation than from a native writer"
    return f"{1 / ratio:.1f} times likelier from a native writer than from a machine translation"


def _evidence(one: Evidence) -> str:
    return f"{one.contribution:+.2f}  {one.words}"


def _beware(likelihood: Likelihood) -> str:
    told = "a label with a probability, no accusation."
    if likelihood.human_share is not None:
        share = f"{100 * likelihood.human_share:.0f} %"
        told += f" A human translation is taken for a machine's in {share} of cases."
    return (
        f"{told} It was fitted on translations from Icelandic, Japanese and Russian: a low probability does "
        "not clear a text from Indonesian. English by Indonesian writers was never measured."
    )
