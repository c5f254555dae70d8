"""The kinds of engines, and what each asks of its model."""

from mtaudit.engines.kinds.causal import CausalEngine
from mtaudit.engines.kinds.packaged import PackagedEngine
from mtaudit.engines.kinds.recorded import RecordedEngine, record
from mtaudit.engines.kinds.sequence import SequenceEngine
from mtaudit.engines.kinds.served import ServedEngine

__all__ = ["CausalEngine", "PackagedEngine", "RecordedEngine", "SequenceEngine", "ServedEngine", "record"]
