"""The quality gates: known faults, clean texts, native, human and machine English, experts' spans."""
