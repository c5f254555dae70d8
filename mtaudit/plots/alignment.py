"""Which sentences of a native report say what which sentences of the document say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mtaudit.errors import UsageError
from mtaudit.model import COMPARED_ROLES
from mtaudit.plots.canvas import axes_for, colour_scale, whole_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes

    from mtaudit.reports import AuditedText, AuditReport

__all__ = ["alignment_matrix"]


def alignment_matrix(report: AuditReport, reference: int = 0, *, ax: Axes | None = None) -> Axes:
    """Draw the links between a document's segments and a native report's, darker for more alike.

    Segments that are not compared, such as headlines and captions, are hatched.

    :param report: what was audited.
    :param reference: which of the native reports, from 0.
    :param ax: where to draw.
    :returns: the Axes; the image is in ``images[0]``.
    :raises UsageError: for a native report that is not there.
    """
    if not 0 <= reference < len(report.references):
        told = f"there is no native report {reference}: the report has {len(report.references)}"
        raise UsageError(told, mend="audit with a reference, and count from 0")
    held = report.references[reference]
    shape = len(report.document.segments), len(held.text.segments)
    similar = np.full(shape, np.nan)
    for link in held.comparison.links:
        for segment in link.segments:
            similar[segment, list(link.reference_segments)] = link.similarity
    axes = axes_for(ax, 2.4 + 0.19 * shape[1], 1.2 + 0.19 * shape[0])
    image = axes.imshow(np.ma.masked_invalid(similar), cmap="viridis_r", vmin=0, vmax=1, aspect="equal")
    _hatch(axes.axhspan, report.document)
    _hatch(axes.axvspan, held.text)
    axes.set_xticks(np.arange(-0.5, shape[1]), minor=True)
    axes.set_yticks(np.arange(-0.5, shape[0]), minor=True)
    axes.grid(visible=True, which="minor", color="0.85", linewidth=0.6)
    axes.tick_params(which="minor", length=0)
    for axis in (axes.xaxis, axes.yaxis):
        whole_numbers(axis)
    axes.set_xlabel(f"segment of the native report ({held.text.id})")
    axes.set_ylabel(f"segment of the document ({report.document.id})")
    colour_scale(axes, image, "similarity of linked segments (0 to 1)")
    return axes


def _hatch(span: Callable[..., object], text: AuditedText) -> None:
    for segment in text.segments:
        if segment.role not in COMPARED_ROLES:
            span(
                segment.index - 0.5, segment.index + 0.5, facecolor="0.95", edgecolor="0.8", hatch="////",
                linewidth=0, zorder=0.5,
            )  # fmt: skip
