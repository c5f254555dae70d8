"""Comparing systems on a test set."""

from mtaudit.pipeline.systems.compare import FEWEST_ITEMS, SystemSettings, compare_systems

__all__ = ["FEWEST_ITEMS", "SystemSettings", "compare_systems"]
