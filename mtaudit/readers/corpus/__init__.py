"""A corpus: sources of any format become documents to audit, one after the other."""

from mtaudit.readers.corpus.corpus import Corpus, open_corpus
from mtaudit.readers.corpus.values import CorpusFile, CorpusOptions, Format, Record, Rejected

__all__ = ["Corpus", "CorpusFile", "CorpusOptions", "Format", "Record", "Rejected", "open_corpus"]
