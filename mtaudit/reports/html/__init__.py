"""The report as pages for a browser, each one file that needs no other. Importing this loads jinja2."""

from mtaudit.reports.html.batch import batch_page, page_name
from mtaudit.reports.html.document import document_page
from mtaudit.reports.html.folder import batch_document_page, write_batch_page, write_document_page

__all__ = [
    "batch_document_page",
    "batch_page",
    "document_page",
    "page_name",
    "write_batch_page",
    "write_document_page",
]
