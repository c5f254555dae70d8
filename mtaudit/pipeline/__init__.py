"""The pipeline: evidence is gathered once, limits are applied, the report is built."""

from mtaudit.pipeline.auditor import Auditor, Progress, chosen_engines
from mtaudit.pipeline.baseline import report_fingerprints
from mtaudit.pipeline.calibrating import Checked, calibrate, check_engine

__all__ = [
    "Auditor",
    "Checked",
    "Progress",
    "calibrate",
    "check_engine",
    "chosen_engines",
    "report_fingerprints",
]
