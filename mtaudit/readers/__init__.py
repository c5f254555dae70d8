"""Readers: files become documents and test sets."""

from mtaudit.readers.directory import Entry, list_directory
from mtaudit.readers.documents import read_document
from mtaudit.readers.plain import STDIN, read_text
from mtaudit.readers.test_set import ReadTestSet, TestSetFiles, read_test_set

__all__ = [
    "STDIN",
    "Entry",
    "ReadTestSet",
    "TestSetFiles",
    "list_directory",
    "read_document",
    "read_test_set",
    "read_text",
]
