"""Plots of reports and tables, with matplotlib: ``pip install 'mtaudit[plots]'``.

Each function draws into the Axes that it is given, or into a figure of its own, and returns the Axes; none
shows or saves anything, and none touches matplotlib's global state. Colours are those of Okabe and Ito (2008)
or of viridis; what a colour tells, a marker, a hatch or a number tells too, so that print keeps it.
"""

from mtaudit.plots.alignment import alignment_matrix
from mtaudit.plots.correlations import score_correlations
from mtaudit.plots.distributions import round_trip_distribution
from mtaudit.plots.findings import findings_by_category
from mtaudit.plots.penalty import penalty_against_control
from mtaudit.plots.probabilities import calibration_curve
from mtaudit.plots.systems import score_intervals

__all__ = [
    "alignment_matrix",
    "calibration_curve",
    "findings_by_category",
    "penalty_against_control",
    "round_trip_distribution",
    "score_correlations",
    "score_intervals",
]
