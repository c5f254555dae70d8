"""Engines: they translate segments, each output with its status.

Importing this package loads no heavy library; torch and transformers are loaded when a model is.
"""

from mtaudit.engines.base import Engine
from mtaudit.engines.batching import BatchEngine
from mtaudit.engines.cache import CachedEngine
from mtaudit.engines.causal import CausalEngine
from mtaudit.engines.recorded import RecordedEngine, record
from mtaudit.engines.registry import (
    EngineListing,
    check_engine_name,
    list_engines,
    open_engine,
)
from mtaudit.engines.weights import PACKAGED, packaged_engine_installed

__all__ = [
    "PACKAGED",
    "BatchEngine",
    "CachedEngine",
    "CausalEngine",
    "Engine",
    "EngineListing",
    "RecordedEngine",
    "check_engine_name",
    "list_engines",
    "open_engine",
    "packaged_engine_installed",
    "record",
]
