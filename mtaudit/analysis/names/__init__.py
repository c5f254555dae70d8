"""Names of persons, places and organisations, their mentions put together."""

from mtaudit.analysis.names.clusters import Name, gather_names, plain_words

__all__ = ["Name", "gather_names", "plain_words"]
