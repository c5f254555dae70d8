"""XLIFF, TMX and PO, by translate-toolkit: the units of a document, one a line, in the order of the file.

A unit that has no translation is left out; what a tool wrote for markup (``<ph>``, ``<bpt>`` and the like) is
no text. Whether somebody approved a translation does not matter: what is audited is what a machine wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from mtaudit.errors import InputError, MissingExtraError
from mtaudit.readers.corpus.encodings import decode_text
from mtaudit.readers.corpus.entries import Entry
from mtaudit.readers.corpus.values import Rejected
from mtaudit.readers.corpus.xml_safety import check_xml

if TYPE_CHECKING:
    from mtaudit.readers.corpus.packed import Opened
    from mtaudit.readers.corpus.values import CorpusOptions

__all__ = ["read_po", "read_tmx", "read_xliff"]

#: Most bytes of a file, which memory holds some thirty times over: 2,000 articles in two languages have 9 MB.
_LARGEST = 20_000_000
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Elements that hold a tool's code and no text (XLIFF 1.2, 2.3.2; TMX 1.4b, *Content markup*).
_CODES = ("bpt", "ept", "it", "ph", "ut", "bx", "ex")
#: The property of a TMX unit that names its document; an ``--id-column`` names another.
_DOCUMENT_PROPERTY = "x-document"
_CHARSET = re.compile(rb"charset=([\w.:-]{1,40})")

#: A unit: the original and the translation, either of which may be missing.
_Unit = tuple[str | None, str | None]


def read_xliff(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:  # noqa: ARG001 - every reader's
    """Read XLIFF 1.x or 2.0: each ``<file>`` is a document, called by its ``original``.

    :param file: the opened file.
    :param options: not used.
    :raises InputError: for XML that is refused, a target language other than English, or no translation.
    """
    data, root = _checked(file, "xliff")
    storage = _storage("xliff2" if root.get("version", "").startswith("2") else "xliff")
    second = hasattr(storage, "Xliff2File")
    store = _parsed(storage.Xliff2File if second else storage.xlifffile, data, file)
    _strip_codes(store)
    held: dict[Any, dict[Any, list[_Unit]]] = {}
    for unit in store.units:
        place = next(unit.xmlelement.iterancestors(store.namespaced("file")), None)
        # In XLIFF 2 a unit has segments, which are sentences of one paragraph.
        paragraph = unit.xmlelement.getparent() if second else unit.xmlelement
        held.setdefault(place, {}).setdefault(paragraph, []).append((unit.source, unit.target))
    numbered = len(held) > 1
    for number, (place, paragraphs) in enumerate(held.items(), 1):
        name = None if place is None else place.get("original") or (place.get("id") if numbered else None)
        units = [_paragraph(segments) for segments in paragraphs.values()]
        language = root.get("trgLang") if second or place is None else place.get("target-language")
        if language is not None and not _is_english(language):
            told = f"its target language is {language!r}, and only English is audited"
            yield Rejected(name, file.shown, f"entry {number}", told)
        else:
            yield _entry(units, name, number if numbered else None, file)


def read_tmx(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read TMX: units that have the same property ``x-document`` are a document, as are all that have none.

    :param file: the opened file.
    :param options: another name for that property, in place of the column of ids.
    :raises InputError: for XML that is refused, or no translation.
    """
    data, _ = _checked(file, "tmx")
    store = _parsed(_storage("tmx").tmxfile, data, file)
    _strip_codes(store)
    name = _DOCUMENT_PROPERTY if options.id == "id" else options.id
    held: dict[str | None, list[_Unit]] = {}
    for unit in store.units:
        named = (prop.text for prop in unit.xmlelement.iter("prop") if prop.get("type") == name)
        held.setdefault(next(named, None), []).append(_in_both_languages(unit))
    for document, units in held.items():
        yield _entry(units, document, None, file)


def read_po(file: Opened, options: CorpusOptions) -> Iterator[Entry | Rejected]:
    """Read PO: a file is a document; fuzzy units count, obsolete ones do not.

    :param file: the opened file.
    :param options: the encoding, where the file's header tells none.
    :raises InputError: for what is not in its encoding, cannot be parsed, or has no translation.
    """
    data = file.whole(_LARGEST)
    declared = _CHARSET.search(data[:10_000])
    encoding = declared[1].decode() if declared and declared[1] != b"CHARSET" else options.encoding
    try:
        text = decode_text(data, file.shown, encoding)
    except LookupError as error:
        raise InputError(
            f"its header says that it is in {encoding!r}, which is not known", file=file.shown,
            mend="save it as UTF-8",
        ) from error  # fmt: skip
    # The parser takes ISO 8859-1 for what is not in the encoding that it expects.
    text = text.replace(f"charset={encoding}", "charset=UTF-8", 1)
    store = _parsed(_storage("pypo").pofile, text.encode(), file)
    units = [
        (_all_forms(unit.source), _all_forms(unit.target))
        for unit in store.unit_iter()
        if not unit.isheader()
    ]
    yield _entry(units, None, None, file)


def _checked(file: Opened, kind: str) -> tuple[bytes, dict[str, str]]:
    data = file.whole(_LARGEST)
    root = check_xml(data, file.shown)
    if root.name != kind:
        raise InputError(f"its first element is <{root.name}>, not <{kind}>", file=file.shown)
    return data, dict(root.attributes)


def _storage(name: str) -> Any:
    from importlib import import_module

    try:
        return import_module(f"translate.storage.{name}")
    except ImportError as error:
        raise MissingExtraError("the reader of XLIFF, TMX and PO", "formats") from error


def _parsed(store: Callable[[BytesIO], Any], data: bytes, file: Opened) -> Any:
    from lxml.etree import LxmlError

    try:
        # Its parser resolves no entity and loads nothing from elsewhere (translate.misc.xml_helpers).
        return store(BytesIO(data))
    except (LxmlError, ValueError, AssertionError, AttributeError, StopIteration) as error:
        told = (
            f"it cannot be parsed ({error})" if str(error) else "it cannot be parsed: parts of it are missing"
        )
        raise InputError(told, file=file.shown, mend="write it anew") from error


def _strip_codes(store: Any) -> None:
    from lxml.etree import strip_elements

    strip_elements(store.document, *(store.namespaced(code) for code in _CODES), with_tail=False)


def _paragraph(segments: list[_Unit]) -> _Unit:
    first, second = (" ".join(text for text in side if text) for side in zip(*segments, strict=True))
    return first, second


def _in_both_languages(unit: Any) -> _Unit:
    original = translation = None
    for node in unit.getlanguageNodes():
        text = unit.getNodeText(node)
        if _is_english(node.get(_XML_LANG) or node.get("lang") or ""):
            translation = translation or text
        else:
            original = original or text
    return original, translation


def _all_forms(text: Any) -> str:
    """Return a text of PO with its plural forms, each in a line."""
    return "\n".join(getattr(text, "strings", [str(text)]))


def _is_english(language: str) -> bool:
    return re.split("[-_]", language.lower())[0] == "en"


def _entry(units: Iterable[_Unit], name: str | None, number: int | None, file: Opened) -> Entry | Rejected:
    translated = [(source or "", target) for source, target in units if target]
    place = None if number is None else f"entry {number}"
    if not translated:
        return Rejected(name, file.shown, place, "no unit has a translation into English")
    return Entry(
        "\n".join(target for _, target in translated),
        name,
        number,
        place,
        source="\n".join(source for source, _ in translated),
    )
