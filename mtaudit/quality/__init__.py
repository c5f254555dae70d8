"""How good a translation reads, estimated without source or reference, after human scores."""

from mtaudit.quality.estimate import estimate, load_weights
from mtaudit.quality.features import Passage
from mtaudit.quality.words import words_of

__all__ = ["Passage", "estimate", "load_weights", "words_of"]
