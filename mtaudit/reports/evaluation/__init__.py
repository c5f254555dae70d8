"""The evaluation of a measure: text, JSON, CSV."""

from mtaudit.reports.evaluation.json import evaluation_schema, evaluation_to_dict, evaluation_to_json
from mtaudit.reports.evaluation.tables import write_evaluation
from mtaudit.reports.evaluation.text import print_evaluation, render_evaluation

__all__ = [
    "evaluation_schema",
    "evaluation_to_dict",
    "evaluation_to_json",
    "print_evaluation",
    "render_evaluation",
    "write_evaluation",
]
