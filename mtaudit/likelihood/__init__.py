"""How likely it is that a text was machine-translated, by a small linear model."""

from mtaudit.likelihood.estimate import Gathered, estimate, gather
from mtaudit.likelihood.findings import Found
from mtaudit.likelihood.weights import Weights, load_weights
from mtaudit.likelihood.words import Body, Sentence, Word, body, words_of

__all__ = [
    "Body",
    "Found",
    "Gathered",
    "Sentence",
    "Weights",
    "Word",
    "body",
    "estimate",
    "gather",
    "load_weights",
    "words_of",
]
