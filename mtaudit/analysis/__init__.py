"""The linguistic layer under rules and comparisons: documents become segments with tokens."""

from mtaudit.analysis.document import AnalysedDocument, AnalysedSegment
from mtaudit.analysis.layout.segments import analyse

__all__ = ["AnalysedDocument", "AnalysedSegment", "analyse"]
