"""Every segment that goes in comes out, in order, with its status."""

from mtaudit.engines.completeness.batching import BatchEngine, translate_all
from mtaudit.engines.completeness.complete import Written, translate_complete

__all__ = ["BatchEngine", "Written", "translate_all", "translate_complete"]
