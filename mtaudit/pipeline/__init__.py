"""The pipeline: evidence is gathered once, limits are applied, the report is built."""

from mtaudit.pipeline.auditor import Auditor, Progress, chosen_engines
from mtaudit.pipeline.baseline import report_fingerprints

__all__ = ["Auditor", "Progress", "chosen_engines", "report_fingerprints"]
