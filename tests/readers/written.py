"""The same documents written out in every format that a corpus may have.

    python -m tests.readers.written OUT [--documents N] [--data ../shared/data] [--formats csv,html]

With ``--data`` the documents are those of the WMT21 news test: a system's translations after the other's, the
65 written in English among the first. Without it they are this repository's own. White space within a
paragraph is one space and soft hyphens are left out, for a page of HTML does not bring them back. What is
printed are a format and the source to read it from, a line each.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import html
import json
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
#: The one system of the layout of WMT; as its ids begin with the system, all ids do.
SYSTEM = "written"


@dataclass(frozen=True, slots=True)
class Article:
    """A document to write out.

    :param id: its id in every format.
    :param paragraphs: its text, a line each.
    :param originals: what the paragraphs were translated from; made up where the data has none.
    :param reference: a person's text of the same, where the data has one.
    """

    id: str
    paragraphs: tuple[str, ...]
    originals: tuple[str, ...]
    reference: str | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def source(self) -> str:
        return "\n".join(self.originals)


def own_articles() -> list[Article]:
    """The texts of ``corpora/``: pairs of articles and clean texts."""
    paths = [
        *CORPORA.glob("*/machine_translated.txt"),
        *CORPORA.glob("*/native.txt"),
        *CORPORA.glob("clean/*.txt"),
    ]
    return [
        _article(number, path.read_text("utf-8").splitlines(), ())
        for number, path in enumerate(sorted(paths), 1)
    ]


def shared_articles(data: Path, count: int) -> list[Article]:
    """The first documents of the WMT21 news test, system by system, native ones among the first."""
    articles = [_article(number, *found) for number, found in enumerate(islice(_wmt21(data), count), 1)]
    if len(articles) < count:
        raise SystemExit(f"there are {len(articles)} documents, not {count}")
    return articles


def _wmt21(data: Path) -> Iterator[tuple[list[str], list[str], str | None]]:
    folder = data / "wmt21-to-english"
    with gzip.open(folder / "native.jsonl.gz", "rt", encoding="utf-8") as file:
        natives = [[" ".join(paragraph) for paragraph in json.loads(line)["paragraphs"]] for line in file]
    natives.reverse()
    for translation in _translations(folder):
        yield translation
        if natives:
            yield natives.pop(), [], None


def _translations(folder: Path) -> Iterator[tuple[list[str], list[str], str]]:
    with gzip.open(folder / "documents.jsonl.gz", "rt", encoding="utf-8") as file:
        documents = [json.loads(line) for line in file]
    for at in range(max(len(document["systems"]) for document in documents)):
        for document in documents:
            systems = sorted(document["systems"])
            if at < len(systems) and all(document["systems"][systems[at]]):
                reference = "\n".join(next(iter(document["references"].values())))
                yield document["systems"][systems[at]], document["source"], reference


def _article(
    number: int, lines: Iterable[str], source: Iterable[str], reference: str | None = None
) -> Article:
    paragraphs = tuple(" ".join(line.replace("\xad", "").split()) for line in lines if line.strip())
    originals = tuple(" ".join(line.split()) for line in source)
    if len(originals) != len(paragraphs):
        originals = tuple(f"Paragraf {at} dari naskah {number}." for at in range(1, len(paragraphs) + 1))
    return Article(f"{SYSTEM}/article-{number:05}", paragraphs, originals, reference)


def write_references(articles: list[Article], out: Path) -> Path:
    """Write the references of those articles that have one below a directory, under the articles' ids."""
    referenced = [article for article in articles if article.reference is not None]
    out.mkdir(parents=True, exist_ok=True)
    return _a_file_each(referenced, out, ".txt", lambda article: article.reference or "")


def write_text(articles: list[Article], out: Path) -> Path:
    return _a_file_each(articles, out, ".txt", lambda article: article.text)


def write_html(articles: list[Article], out: Path) -> Path:
    return _a_file_each(articles, out, ".html", _page)


def write_po(articles: list[Article], out: Path) -> Path:
    return _a_file_each(articles, out, ".po", _po)


def write_csv(articles: list[Article], out: Path) -> Path:
    return _table(articles, out / "corpus.csv", ",")


def write_semicolons(articles: list[Article], out: Path) -> Path:
    """As a spreadsheet in Indonesia saves it: semicolons, UTF-16, quoted throughout."""
    return _table(articles, out / "corpus.csv", ";", encoding="utf-16", quoting=csv.QUOTE_ALL)


def write_tsv(articles: list[Article], out: Path) -> Path:
    return _table(articles, out / "corpus.tsv", "\t", encoding="utf-8-sig")


def write_jsonl(articles: list[Article], out: Path) -> Path:
    path = out / "corpus.jsonl"
    path.write_text("".join(f"{json.dumps(_row(one), ensure_ascii=False)}\n" for one in articles), "utf-8")
    return path


def write_gzip(articles: list[Article], out: Path) -> Path:
    packed = out / "corpus.jsonl.gz"
    packed.write_bytes(gzip.compress(write_jsonl(articles, out).read_bytes()))
    return packed


def write_zstd(articles: list[Article], out: Path) -> Path:
    import zstandard

    packed = out / "corpus.csv.zst"
    packed.write_bytes(zstandard.compress(write_csv(articles, out).read_bytes()))
    return packed


def write_parquet(articles: list[Article], out: Path) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    path = out / "corpus.parquet"
    parquet.write_table(
        pa.Table.from_pylist([_row(article) for article in articles]), path, row_group_size=64
    )
    return path


def write_xliff(articles: list[Article], out: Path) -> Path:
    files = "".join(
        f'<file original={quoteattr(one.id)} source-language="id" target-language="en" datatype="plaintext">'
        "<body>\n"
        + "".join(
            f'<trans-unit id="{at}" xml:space="preserve"><source>{escape(original)}</source>'
            f"<target>{escape(paragraph)}</target></trans-unit>\n"
            for at, (original, paragraph) in enumerate(zip(one.originals, one.paragraphs, strict=True))
        )
        + "</body></file>\n"
        for one in articles
    )
    namespace = "urn:oasis:names:tc:xliff:document:1.2"
    return _xml(out / "corpus.xlf", f'<xliff version="1.2" xmlns="{namespace}">\n{files}</xliff>\n')


def write_xliff2(articles: list[Article], out: Path) -> Path:
    files = "".join(
        f'<file id="f{number}" original={quoteattr(one.id)}>\n'
        + "".join(
            f'<unit id="u{at}" xml:space="preserve"><segment><source>{escape(original)}</source>'
            f"<target>{escape(paragraph)}</target></segment></unit>\n"
            for at, (original, paragraph) in enumerate(zip(one.originals, one.paragraphs, strict=True))
        )
        + "</file>\n"
        for number, one in enumerate(articles)
    )
    opening = '<xliff version="2.0" srcLang="id" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0">'
    return _xml(out / "corpus.xlf", f"{opening}\n{files}</xliff>\n")


def write_tmx(articles: list[Article], out: Path) -> Path:
    units = "".join(
        f'<tu><prop type="x-document">{escape(one.id)}</prop>'
        f'<tuv xml:lang="id"><seg>{escape(original)}</seg></tuv>'
        f'<tuv xml:lang="en-GB"><seg>{escape(paragraph)}</seg></tuv></tu>\n'
        for one in articles
        for original, paragraph in zip(one.originals, one.paragraphs, strict=True)
    )
    header = (
        '<header srclang="id" segtype="paragraph" o-tmf="none" adminlang="en" datatype="plaintext" '
        'creationtool="written" creationtoolversion="1"/>'
    )
    body = f'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">{header}<body>\n{units}</body></tmx>\n'
    return _xml(out / "corpus.tmx", body)


def write_wmt(articles: list[Article], out: Path) -> Path:
    """As mt-metrics-eval lays it out; the reference is made up, for nothing reads it unless it is named."""
    every = [(one.id.removeprefix(f"{SYSTEM}/"), line) for one in articles for line in one.paragraphs]
    files = {
        f"system-outputs/id-en/{SYSTEM}.txt": [line for _, line in every],
        "references/id-en.refA.txt": [f"Reference to line {at}." for at in range(1, len(every) + 1)],
        "documents/id-en.docs": [f"news\t{document}" for document, _ in every],
    }
    for name, lines in files.items():
        path = out / "test-set" / name
        path.parent.mkdir(parents=True)
        path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return out / "test-set"


#: Each writes the articles below a directory and returns what to read them from.
WRITERS: dict[str, Callable[[list[Article], Path], Path]] = {
    "text": write_text,
    "csv": write_csv,
    "csv-utf-16": write_semicolons,
    "csv.zst": write_zstd,
    "tsv": write_tsv,
    "jsonl": write_jsonl,
    "jsonl.gz": write_gzip,
    "parquet": write_parquet,
    "html": write_html,
    "xliff": write_xliff,
    "xliff2": write_xliff2,
    "tmx": write_tmx,
    "po": write_po,
    "wmt": write_wmt,
}


def write_all(articles: list[Article], out: Path, kinds: Iterable[str] = WRITERS) -> dict[str, Path]:
    """Write the articles in each format and return where each is to be read from."""
    written = {}
    for kind in kinds:
        folder = out / kind
        folder.mkdir(parents=True)
        written[kind] = WRITERS[kind](articles, folder)
    return written


def _a_file_each(articles: list[Article], out: Path, suffix: str, content: Callable[[Article], str]) -> Path:
    for article in articles:
        path = out / f"{article.id}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(article).encode())
    return out


def _row(article: Article) -> dict[str, str]:
    reference = article.reference or ""
    return {"id": article.id, "text": article.text, "source": article.source, "reference": reference}


def _table(
    articles: list[Article],
    path: Path,
    delimiter: str,
    *,
    encoding: str = "utf-8",
    quoting: int = csv.QUOTE_MINIMAL,
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        table = csv.DictWriter(file, list(_row(articles[0])), delimiter=delimiter, quoting=quoting)
        table.writeheader()
        table.writerows(map(_row, articles))
    return path


def _page(article: Article) -> str:
    body = "\n".join(f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>An article</title></head>\n'
        f"<body>\n<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>\n<article>\n{body}\n</article>\n"
        "<footer><p>All rights reserved.</p></footer>\n</body>\n</html>\n"
    )


def _po(article: Article) -> str:
    units = "".join(
        f'\nmsgctxt "{at}"\nmsgid "{_quoted(original)}"\nmsgstr "{_quoted(paragraph)}"\n'
        for at, (original, paragraph) in enumerate(zip(article.originals, article.paragraphs, strict=True))
    )
    return f'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n{units}'


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _xml(path: Path, body: str) -> Path:
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', "utf-8")
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--formats", default=",".join(WRITERS))
    given = parser.parse_args()
    articles = shared_articles(given.data, given.documents) if given.data else own_articles()
    for kind, source in write_all(articles, given.out, given.formats.split(",")).items():
        print(f"{kind}\t{source}")


if __name__ == "__main__":
    main()
