"""The report as pages for a browser, each one file that needs no other. Importing this loads jinja2."""

from mtaudit.reports.html.document import document_page

__all__ = ["document_page"]
