"""XLIFF, TMX and PO: which units make a document, what of them is text, and what XML is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mtaudit.errors import InputError
from mtaudit.readers.corpus import CorpusOptions, Record, Rejected, open_corpus
from mtaudit.readers.corpus.xml_safety import check_xml

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("translate", reason="the extra `formats` is not installed")

XLIFF = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
XLIFF2 = '<xliff version="2.0" srcLang="id" trgLang="{}" xmlns="urn:oasis:names:tc:xliff:document:2.0">'


@pytest.fixture
def read(tmp_path: Path):
    """Write a file and read it."""

    def read_file(name: str, content: str, **options: object) -> list[Record | Rejected]:
        (tmp_path / name).write_bytes(content.encode())
        return list(open_corpus([str(tmp_path / name)], CorpusOptions(**options)))

    return read_file


def unit(source: str, target: str | None, attributes: str = "") -> str:
    told = "" if target is None else f"<target>{target}</target>"
    return f'<trans-unit id="u" {attributes}><source>{source}</source>{told}</trans-unit>'


def texts(items: list[Record | Rejected]) -> list[tuple[str | None, str]]:
    return [
        (item.document.id, item.document.text) if isinstance(item, Record) else (item.document, item.reason)
        for item in items
    ]


def test_each_file_of_xliff_is_a_document(read) -> None:
    first = f"{unit('Satu', 'One')}<group>{unit('Dua', 'Two', 'approved=' + repr('no'))}</group>"
    content = (
        f'{XLIFF}<file original="a/b" target-language="en-GB"><body>{first}</body></file>'
        f'<file original="c" target-language="id"><body>{unit("One", "Satu")}</body></file>'
        f"<file><body>{unit('Tiga', 'Three')}</body></file></xliff>"
    )
    items = read("x.xlf", content)
    assert texts(items) == [
        ("a/b", "One\nTwo"),
        ("c", "its target language is 'id', and only English is audited"),
        ("x:3", "Three"),
    ]
    assert items[0].source.text == "Satu\nDua"


def test_what_is_not_translated_is_left_out(read) -> None:
    body = unit("Satu", None) + unit("Dua", "") + unit("Tiga", "Three")
    (item,) = read("x.xlf", f'{XLIFF}<file original="a"><body>{body}</body></file></xliff>')
    assert (item.document.text, item.source.text) == ("Three", "Tiga")
    (item,) = read("x.xlf", f'{XLIFF}<file original="a"><body>{unit("Satu", None)}</body></file></xliff>')
    assert item.reason == "no unit has a translation into English"


def test_codes_are_no_text_and_markup_around_text_is_looked_through(read) -> None:
    target = (
        'A &lt;b&gt; <ph id="1">&lt;br/&gt;</ph><bpt id="2">[</bpt>pier<ept id="2">]</ept>, '
        '<g id="3">closed</g>.'
    )
    other = "<alt-trans><target>Another.</target></alt-trans>"
    content = unit("x", target).replace("</trans-unit>", f"{other}</trans-unit>")
    assert texts(read("x.xlf", f'{XLIFF}<file original="a"><body>{content}</body></file></xliff>')) == [
        ("a", "A <b> pier, closed.")
    ]


def test_segments_of_a_unit_of_xliff_2_are_sentences_of_a_paragraph(read) -> None:
    segments = "".join(
        f"<segment><source>s</source><target>{text}</target></segment>" for text in ("A.", "B.")
    )
    units = "".join(f'<unit id="{at}">{segments}</unit>' for at in (1, 2))
    file = f'<file id="f" original="a">{units}</file></xliff>'
    assert texts(read("x.xlf", XLIFF2.format("en") + file)) == [("a", "A. B.\nA. B.")]
    assert "only English" in texts(read("x.xlf", XLIFF2.format("id") + file))[0][1]


def test_units_of_tmx_are_grouped_by_their_document(read) -> None:
    def tu(document: str, english: str, language: str = "en") -> str:
        prop = f'<prop type="x-document">{document}</prop><prop type="story">s</prop>' if document else ""
        return (
            f'<tu>{prop}<tuv xml:lang="{language}"><seg>{english}</seg></tuv>'
            '<tuv xml:lang="id"><seg>Satu</seg></tuv></tu>'
        )

    units = tu("a", "One") + tu("", "Alone") + tu("b", "Two", "EN_us") + tu("a", "Three<ph>&lt;/p></ph>")
    content = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body>{units}</body></tmx>'
    items = read("x.tmx", content)
    assert texts(items) == [("a", "One\nThree"), ("x", "Alone"), ("b", "Two")]
    assert items[0].source.text == "Satu\nSatu"
    assert texts(read("x.tmx", content, id="story")) == [("s", "One\nTwo\nThree"), ("x", "Alone")]


def test_units_of_po_are_lines_in_order_without_the_obsolete(read) -> None:
    content = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, fuzzy\nmsgid "Satu"\nmsgstr "One "\n"more"\n\n'
        'msgid "Dua"\nmsgid_plural "Dua"\nmsgstr[0] "Two \\"a\\""\nmsgstr[1] "Twos"\n\n'
        '#~ msgid "Tiga"\n#~ msgstr "Three"\n'
    )
    (item,) = read("x.po", content)
    assert item.document.text == 'One more\nTwo "a"\nTwos'
    assert item.document.id == "x"


def test_what_claims_an_encoding_is_held_to_it(read, tmp_path: Path) -> None:
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\nmsgid "a"\nmsgstr "Café"\n'
    assert texts(read("x.po", header.format("utf-8"))) == [("x", "Café")]
    (tmp_path / "y.po").write_bytes(header.format("utf-8").encode("cp1252"))
    (item,) = open_corpus([str(tmp_path / "y.po")], CorpusOptions())
    assert item.reason == "not UTF-8"
    (tmp_path / "y.po").write_bytes(header.format("cp1252").encode("cp1252"))
    assert texts(list(open_corpus([str(tmp_path / "y.po")], CorpusOptions()))) == [("y", "Café")]
    assert texts(read("x.po", header.format("rot13"))) == [
        ("x", "its header says that it is in 'rot13', which is not known")
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "declares something"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd" [<!ELEMENT x ANY>]><x/>', "declares something"),
        ("<x>&a;</x>", "undefined entity"),
        (f"{'<a>' * 101}{'</a>' * 101}", "nested more than 100 deep"),
        ("<x>", "no element found"),
        ("", "no element found"),
        ('<?xml version="1.0" encoding="utf-7"?><x/>', "an encoding that cannot be read"),
    ],
)
def test_xml_that_declares_or_is_broken_is_refused(content: str, told: str) -> None:
    for encoding in ["utf-8"] if "encoding=" in content else ["utf-8", "utf-16"]:
        with pytest.raises(InputError, match=told):
            check_xml(content.encode(encoding), "x.xml")


def test_a_document_type_that_only_names_its_definition_is_read_over() -> None:
    root = check_xml(b'<!DOCTYPE tmx SYSTEM "http://example.org/tmx14.dtd"><tmx version="1.4"/>', "x.tmx")
    assert (root.name, root.attributes) == ("tmx", {"version": "1.4"})
