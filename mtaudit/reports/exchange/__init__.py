"""The formats that editors, code hosts, annotation viewers and CAT tools read."""

from mtaudit.reports.exchange.formats import FORMATS, render
from mtaudit.reports.exchange.places import shown_path
from mtaudit.reports.exchange.run import Audited, Run

__all__ = ["FORMATS", "Audited", "Run", "render", "shown_path"]
