"""Engines: they translate segments, each output with its status; and language models.

Importing this package loads no heavy library; torch and transformers are loaded when a model is.
"""

from mtaudit.engines.base import Contrast, Engine, LanguageModel, Replacement, TokenScore
from mtaudit.engines.caches.cache import CachedEngine
from mtaudit.engines.caches.upkeep import Kept, cache_limit, clear_translations, kept_translations
from mtaudit.engines.calibration import (
    Calibrated,
    Calibration,
    keep_calibration,
    open_calibration,
)
from mtaudit.engines.completeness.batching import BatchEngine
from mtaudit.engines.kinds.causal import CausalEngine
from mtaudit.engines.kinds.recorded import RecordedEngine, record
from mtaudit.engines.kinds.sequence import SequenceEngine
from mtaudit.engines.kinds.served import ServedEngine
from mtaudit.engines.language_models.language_model import open_language_model
from mtaudit.engines.listing import EngineListing, list_engines
from mtaudit.engines.names import check_engine_name
from mtaudit.engines.registry import open_engine
from mtaudit.engines.weights.packaged import PACKAGED, packaged_engine_installed

__all__ = [
    "PACKAGED",
    "BatchEngine",
    "CachedEngine",
    "Calibrated",
    "Calibration",
    "CausalEngine",
    "Contrast",
    "Engine",
    "EngineListing",
    "Kept",
    "LanguageModel",
    "RecordedEngine",
    "Replacement",
    "SequenceEngine",
    "ServedEngine",
    "TokenScore",
    "cache_limit",
    "check_engine_name",
    "clear_translations",
    "keep_calibration",
    "kept_translations",
    "list_engines",
    "open_calibration",
    "open_engine",
    "open_language_model",
    "packaged_engine_installed",
    "record",
]
