"""Readers: files become documents."""

from mtaudit.readers.directory import Entry, list_directory
from mtaudit.readers.plain import STDIN, read_text

__all__ = ["STDIN", "Entry", "list_directory", "read_text"]
