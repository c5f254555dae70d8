"""Reading pages of HTML: the main text and the day of publication, by trafilatura."""

from __future__ import annotations

import codecs
import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mtaudit.errors import InputError, MissingExtraError
from mtaudit.readers.plain import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["Page", "read_page"]

#: Most elements of a page. A news page has a few thousand; 50,000 took 55 s at worst, and quadratically.
_MOST_ELEMENTS = 20_000
_META_CHARSET = re.compile(rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
#: What browsers take these for (WHATWG Encoding Standard, *Names and labels*).
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
#: A fixed day, for by default it is today's, and the same page gives the same report tomorrow.
_LATEST = "2099-12-31"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says.

    :param text: its main text, a paragraph a line.
    :param date: day of publication, where the page tells it.
    """

    text: str
    date: date | None


def read_page(data: bytes, source: str, encoding: str | None = None) -> Page:
    """Return the main text of a page and its day of publication.

    :param data: the page.
    :param source: its name, for messages.
    :param encoding: what it is in; None goes by its byte order mark and what it says itself, else UTF-8.
    :raises InputError: for what is not in its encoding, has too many elements or no main text.
    :raises MissingExtraError: without the extra ``formats``.
    """
    try:
        import trafilatura
        from htmldate import find_date
    except ImportError as error:
        raise MissingExtraError("the reader of HTML", "formats") from error
    for name in ("trafilatura", "htmldate"):
        # What they log of a page that they cannot read is an error of ours, with its reason.
        logging.getLogger(name).addHandler(logging.NullHandler())
    tree = trafilatura.load_html(_decoded(data, source, encoding))
    if tree is None:
        raise InputError("it is no page of HTML", file=source, mend="name an article's page")
    _check_size(tree, source)
    day = find_date(tree, extensive_search=False, original_date=True, max_date=_LATEST)
    _escape_once_more(tree)
    text = trafilatura.extract(tree, include_comments=False, include_tables=False, include_formatting=False)
    if not text or not text.strip():
        raise InputError("no main text was found in the page", file=source, mend="save the text by itself")
    return Page(text, date.fromisoformat(day) if day else None)


def _check_size(tree: HtmlElement, source: str) -> None:
    for number, _ in enumerate(tree.iter()):
        if number >= _MOST_ELEMENTS:
            raise InputError(
                f"a page of more than {_MOST_ELEMENTS:,} elements", file=source,
                mend="save the text by itself",
            )  # fmt: skip


def _escape_once_more(tree: HtmlElement) -> None:
    # trafilatura unescapes text that the parser unescaped: where a page shows “&amp;”, that is a finding.
    for element in tree.iter():
        if element.tag in ("script", "style"):
            continue
        if element.text and "&" in element.text:
            element.text = element.text.replace("&", "&amp;")
        if element.tail and "&" in element.tail:
            element.tail = element.tail.replace("&", "&amp;")


def _decoded(data: bytes, source: str, encoding: str | None) -> str:
    chosen = encoding or _declared(data)
    if chosen == "utf-8":
        return decode(data, source)
    try:
        text = data.decode(chosen)
    except UnicodeError as error:
        byte = getattr(error, "start", len(data))
        raise InputError(
            f"it says that it is {chosen}, and is not", file=source, place=f"byte {byte}",
            mend="save it as UTF-8",
        ) from error  # fmt: skip
    if "\0" in text:
        raise InputError("a NUL character: this is not text", file=source, mend="name a page of HTML")
    return text


def _declared(data: bytes) -> str:
    """Return the encoding that a page's byte order mark or its first kilobyte tells, else UTF-8."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    found = _META_CHARSET.search(data[:1024])
    try:
        # A page whose ASCII says that it is UTF-16 is not.
        name = codecs.lookup(found[1].decode()).name if found else "utf-8"
        "".encode(name)
    except LookupError:
        return "utf-8"
    return "utf-8" if name.startswith("utf-16") else _AS_BROWSERS.get(name, name)
