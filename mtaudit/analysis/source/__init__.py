"""The text that a document was translated from."""

from mtaudit.analysis.source.text import SourceName, SourceSentence, SourceText, SourceWord, analyse_source

__all__ = ["SourceName", "SourceSentence", "SourceText", "SourceWord", "analyse_source"]
