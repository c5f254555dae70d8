"""Readers: files become documents and test sets."""

from mtaudit.readers.documents import read_document
from mtaudit.readers.plain import STDIN, read_text
from mtaudit.readers.test_set import ReadTestSet, TestSetFiles, read_test_set

__all__ = [
    "STDIN",
    "ReadTestSet",
    "TestSetFiles",
    "read_document",
    "read_test_set",
    "read_text",
]
