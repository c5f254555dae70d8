"""Which reader reads which format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mtaudit.errors import MissingExtraError
from mtaudit.readers.corpus.delimited import read_csv, read_tsv
from mtaudit.readers.corpus.encodings import decode_text
from mtaudit.readers.corpus.entries import Entry
from mtaudit.readers.corpus.json_lines import read_json_lines
from mtaudit.readers.corpus.localisation import read_po, read_tmx, read_xliff
from mtaudit.readers.corpus.parquet import read_parquet
from mtaudit.readers.corpus.values import Format
from mtaudit.readers.pages import read_page

if TYPE_CHECKING:
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions, Rejected

    Reader = Callable[[Opened, CorpusOptions], Iterator[Entry | Rejected]]

__all__ = ["READERS", "WHOLE_FILES", "check_installed", "read_html", "read_plain"]


def read_plain(file: Opened, options: CorpusOptions) -> Iterator[Entry]:
    """Read a file that is one text.

    :param file: the opened file.
    :param options: the encoding.
    :raises InputError: for what is too large or not text.
    """
    yield Entry(decode_text(file.whole(), file.shown, options.encoding))


def read_html(file: Opened, options: CorpusOptions) -> Iterator[Entry]:
    """Read the main text and the date of one page.

    :param file: the opened file.
    :param options: the encoding.
    :raises InputError: for what is too large, not in its encoding, or has no main text.
    """
    page = read_page(file.whole(), file.shown, options.encoding)
    yield Entry(page.text, date=page.date)


def check_installed(formats: Iterable[Format]) -> None:
    """Refuse formats whose readers are not installed, before a long run comes to the first file.

    :param formats: what will be read.
    :raises MissingExtraError: for a format of the extra ``formats``, where it is absent.
    """
    for one in formats:
        if one in _LIBRARIES and find_spec(_LIBRARIES[one]) is None:
            raise MissingExtraError(f"the reader of {one}", "formats")


#: What a format needs that the base does not have.
_LIBRARIES = {
    Format.PARQUET: "pyarrow",
    Format.HTML: "trafilatura",
    Format.XLIFF: "translate",
    Format.TMX: "translate",
    Format.PO: "translate",
}
#: All but the layout of WMT, which is no file.
READERS: dict[Format, Reader] = {
    Format.TEXT: read_plain,
    Format.CSV: read_csv,
    Format.TSV: read_tsv,
    Format.JSONL: read_json_lines,
    Format.PARQUET: read_parquet,
    Format.HTML: read_html,
    Format.XLIFF: read_xliff,
    Format.TMX: read_tmx,
    Format.PO: read_po,
}
#: Formats of which a file is one document.
WHOLE_FILES = frozenset({Format.TEXT, Format.HTML, Format.PO})
