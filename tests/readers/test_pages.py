"""Pages of HTML: the article and its day, in whatever encoding the page says that it is."""

from __future__ import annotations

import json
from datetime import date

import pytest

from mtaudit.errors import InputError
from mtaudit.readers import read_document
from mtaudit.readers.pages import read_page

pytest.importorskip("trafilatura", reason="the extra `formats` is not installed")

FIRST = "The harbour office of Port Selan said on Tuesday that the café on the old pier would close in May."
SECOND = "Engineers found cracks in 14 of the 60 concrete piles after the storm, “more than we feared”."


def page(head: str = '<meta charset="utf-8">', article: str = f"<p>{FIRST}</p><p>{SECOND}</p>") -> str:
    return (
        f"<!DOCTYPE html><html><head>{head}<title>Pier</title></head><body><nav><a href='/'>Home</a></nav>"
        f"<article>{article}</article><footer>All rights reserved</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
    ],
)
def test_the_article_is_read_in_the_encoding_of_the_page(head: str, encoding: str) -> None:
    assert read_page(page(head).encode(encoding), "p.html").text == f"{FIRST}\n{SECOND}"


def test_a_page_that_is_not_in_its_encoding_is_refused() -> None:
    with pytest.raises(InputError, match="not UTF-8"):
        read_page(page().encode("cp1252"), "p.html")
    with pytest.raises(InputError, match="says that it is euc_jp"):
        read_page(page('<meta charset="euc-jp">').encode("cp1252"), "p.html")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="article:published_time" content="2024-05-06T10:00:00+07:00">', date(2024, 5, 6)),
        ('<script type="application/ld+json">{"datePublished": "2021-11-27"}</script>', date(2021, 11, 27)),
        ('<meta property="article:published_time" content="2031-05-06">', date(2031, 5, 6)),
        ('<meta name="date" content="soon">', None),
        ("", None),
    ],
)
def test_the_day_is_what_the_page_tells_and_never_guessed(head: str, expected: date | None) -> None:
    article = f"<p>{FIRST}</p><p>{SECOND}</p><p>The pier was built in 1974 and mended on 3 June 2011.</p>"
    assert read_page(page(head, article).encode(), "p.html").date == expected


def test_entities_that_a_page_shows_stay() -> None:
    text = read_page(
        page(article=f"<p>{FIRST}</p><p>AT&amp;T and M&amp;amp;C said so. {SECOND}</p>").encode(), "p"
    ).text
    assert "AT&T and M&amp;C said so." in text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no page of HTML"),
        (b"hello", "no page of HTML"),
        (b"<html><body><script>alert(1)</script></body></html>", "no main text"),
        (page(article="<p>x</p>" * 20_001).encode(), "more than 20,000 elements"),
        (b"%PDF-1.7", "it is a PDF"),
    ],
)
def test_what_has_no_article_says_so(content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_page(content, "p.html")


def test_a_page_is_a_document_by_its_name(tmp_path) -> None:
    head = '<meta property="article:published_time" content="2024-05-06">'
    (tmp_path / "pier.html").write_text(page(head), "utf-8")
    document = read_document(tmp_path / "pier.html")
    assert (document.id, document.text, document.date) == ("pier", f"{FIRST}\n{SECOND}", date(2024, 5, 6))
    assert read_document(tmp_path / "pier.html", date=date(2020, 1, 1)).date == date(2020, 1, 1)
    (tmp_path / "pier.txt").write_text(page(head), "utf-8")
    assert read_document(tmp_path / "pier.txt").text.startswith("<!DOCTYPE")


def test_the_audit_takes_a_page(run, tmp_path) -> None:
    (tmp_path / "pier.html").write_text(page(article=f"<p>{FIRST}</p><p>{SECOND} The the pier.</p>"), "utf-8")
    outcome = run("audit", "pier.html", "--no-back-translate", "--quiet", "--format", "json")
    report = json.loads(outcome.out)
    assert outcome.code == 0
    assert report["document"]["id"] == "pier"
    assert [finding["name"] for finding in report["findings"]] == ["repeated-word"]
