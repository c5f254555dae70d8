"""Weights: where they are, and what is checked before they are read."""

from mtaudit.engines.weights.hub import find_model, parse_model
from mtaudit.engines.weights.packaged import PACKAGED, packaged_engine_installed, prepare_packaged

__all__ = ["PACKAGED", "find_model", "packaged_engine_installed", "parse_model", "prepare_packaged"]
