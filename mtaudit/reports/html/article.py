"""An article as paragraphs of sentences, findings marked in them and linked sentences named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mtaudit.model import COMPARED_ROLES, Role, Span, Status
from mtaudit.reports.console.blocks import language_name
from mtaudit.reports.html.pieces import Piece, cut, differences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mtaudit.model import BackTranslation, Segment
    from mtaudit.reports.html.looks import Look
    from mtaudit.reports.report import AuditedText, ReferenceResult

__all__ = ["Mark", "Paragraph", "Return", "Sentence", "document_article", "reference_article"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a span in an article points to.

    :param span: where.
    :param card: id of the element that explains it.
    :param look: what it asks of a reader.
    """

    span: Span
    card: str
    look: Look


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a sentence; without cards it is plain.

    :param text: the stretch.
    :param cards: ids of what explains it, the gravest first.
    :param look: the gravest, or None.
    :param focus: whether a mark begins here, so that the keyboard stops here.
    """

    text: str
    cards: tuple[str, ...]
    look: Look | None
    focus: bool


@dataclass(frozen=True, slots=True)
class Return:
    """A sentence after the way there and back.

    :param engine: name of the engine.
    :param pivot: code of the language in between.
    :param language: name of that language.
    :param pivot_text: the sentence in it.
    :param pieces: the return, words marked that the sentence does not have.
    :param status: ok, or what went wrong.
    :param ok: whether it is ok.
    :param chrfpp: chrF++ of the return against the sentence.
    """

    engine: str
    pivot: str
    language: str
    pivot_text: str
    pieces: list[Piece]
    status: Status
    ok: bool
    chrfpp: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment as the page shows it.

    :param id: of its element.
    :param number: counted from 1.
    :param role: what it does in the article.
    :param language: ISO 639-1 code, or None.
    :param pieces: its text.
    :param counterparts: ids of linked sentences in the other texts.
    :param alone: True where it was compared and nothing is linked to it.
    :param returns: what engines made of it.
    """

    id: str
    number: int
    role: Role
    language: str | None
    pieces: list[MarkedPiece]
    counterparts: tuple[str, ...]
    alone: bool
    returns: list[Return]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together.

    :param sentences: in order.
    """

    sentences: list[Sentence]

    @property
    def role(self) -> Role:
        """What it does in the article: body where any of it does, a dateline before it notwithstanding."""
        roles = [sentence.role for sentence in self.sentences]
        return Role.BODY if Role.BODY in roles else roles[0]

    @property
    def compared(self) -> bool:
        """Whether it is held against native reports."""
        return self.role in COMPARED_ROLES


def document_article(
    text: AuditedText,
    marks: Sequence[Mark],
    references: Sequence[ReferenceResult],
    backs: Sequence[BackTranslation],
) -> list[Paragraph]:
    """Return the document's paragraphs.

    :param text: the document.
    :param marks: its findings.
    :param references: native reports that sentences are linked to.
    :param backs: back-translations of its sentences.
    """
    linked: dict[int, list[str]] = {}
    for at, reference in enumerate(references):
        for link in reference.comparison.links:
            for index in link.segments:
                linked.setdefault(index, []).extend(f"r{at}-{other}" for other in link.reference_segments)
    returns: dict[int, list[Return]] = {}
    for back in backs:
        for trip in back.segments:
            _, pieces = differences(text.segments[trip.index].text, trip.text)
            one = Return(
                back.engine,
                back.pivot,
                language_name(back.pivot),
                trip.pivot_text,
                pieces,
                trip.status,
                trip.status is Status.OK,
                trip.chrfpp,
            )
            returns.setdefault(trip.index, []).append(one)
    return _paragraphs(text, "d", marks, linked if references else None, returns)


def reference_article(reference: ReferenceResult, place: int, marks: Sequence[Mark]) -> list[Paragraph]:
    """Return a native report's paragraphs.

    :param reference: the native report.
    :param place: its place among the native reports, from 0.
    :param marks: what findings of the document hold it against.
    """
    linked: dict[int, list[str]] = {}
    for link in reference.comparison.links:
        for index in link.reference_segments:
            linked.setdefault(index, []).extend(f"d-{other}" for other in link.segments)
    return _paragraphs(reference.text, f"r{place}", marks, linked, {})


def _paragraphs(
    text: AuditedText,
    prefix: str,
    marks: Sequence[Mark],
    linked: Mapping[int, list[str]] | None,
    returns: Mapping[int, list[Return]],
) -> list[Paragraph]:
    paragraphs: list[Paragraph] = []
    last: Segment | None = None
    for segment in text.segments:
        if last is None or _breaks(text, last, segment):
            paragraphs.append(Paragraph([]))
        counterparts = tuple(dict.fromkeys(linked.get(segment.index, ()))) if linked is not None else ()
        paragraphs[-1].sentences.append(
            Sentence(
                f"{prefix}-{segment.index}",
                segment.index + 1,
                segment.role,
                segment.language,
                _marked(segment, marks),
                counterparts,
                linked is not None and segment.role in COMPARED_ROLES and not counterparts,
                returns.get(segment.index, []),
            )
        )
        last = segment
    return paragraphs


def _breaks(text: AuditedText, last: Segment, segment: Segment) -> bool:
    if text.text is None:
        return segment.role is not last.role or segment.span.start - last.span.end > 1
    return "\n" in text.text[last.span.end : segment.span.start]


def _marked(segment: Segment, marks: Sequence[Mark]) -> list[MarkedPiece]:
    pieces = []
    for piece in cut(segment.text, segment.span.start, [mark.span for mark in marks]):
        over = sorted((marks[at] for at in piece.marks), key=lambda mark: -mark.look.rank)
        cards = tuple(dict.fromkeys(mark.card for mark in over))
        pieces.append(MarkedPiece(piece.text, cards, over[0].look if over else None, bool(piece.first)))
    return pieces
