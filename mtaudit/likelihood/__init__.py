"""How likely it is that a text was machine-translated, by a small linear model."""

from mtaudit.likelihood.estimate import Gathered, estimate, gather
from mtaudit.likelihood.weights import Weights, load_weights
from mtaudit.likelihood.words import Sentence, Word, body, read_sentences

__all__ = [
    "Gathered",
    "Sentence",
    "Weights",
    "Word",
    "body",
    "estimate",
    "gather",
    "load_weights",
    "read_sentences",
]
