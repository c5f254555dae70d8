"""Measures held against labels and human scores: ours, or anybody's."""

from mtaudit.evaluate.evaluation import EvaluationSettings, evaluate
from mtaudit.evaluate.predictions import MEASURES, predict

__all__ = ["MEASURES", "EvaluationSettings", "evaluate", "predict"]
