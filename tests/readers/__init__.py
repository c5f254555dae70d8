"""Corpora that tests share: the same documents in every format, and hostile files."""
