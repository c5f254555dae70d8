"""Batch: a corpus through workers into tables, finished once whatever happens on the way."""

from mtaudit.batch.rehearsal import rehearse
from mtaudit.batch.run import BatchProgress, Workers, run_batch
from mtaudit.batch.sinks import Fingerprints, Sink, Tables
from mtaudit.batch.summary import BatchSummary

__all__ = [
    "BatchProgress",
    "BatchSummary",
    "Fingerprints",
    "Sink",
    "Tables",
    "Workers",
    "rehearse",
    "run_batch",
]
