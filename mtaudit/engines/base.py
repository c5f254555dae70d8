"""The protocols that every engine and every language model keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.model import Translation

__all__ = ["Contrast", "Engine", "LanguageModel", "Replacement", "TokenScore"]


@runtime_checkable
class Engine(Protocol):
    """Translates segments.

    :param name: the name users choose it by.
    :param revision: fixes weights, prompt and settings; part of every signature.
    """

    @property
    def name(self) -> str:
        """The name users choose it by."""
        ...

    @property
    def revision(self) -> str:
        """What fixes weights, prompt and settings."""
        ...

    def translate(
        self,
        segments: Sequence[str],
        *,
        source: str,
        target: str,
        progress: Callable[[int], None] | None = None,
    ) -> list[Translation]:
        """Translate the segments of one document.

        :param segments: texts, none of which is split, joined or left out.
        :param source: ISO 639-1 code of the language of the segments.
        :param target: ISO 639-1 code of the language wanted.
        :param progress: called with the number of segments finished since the last call.
        :returns: one translation for each segment, in the same order, each with its status.
        :raises EngineError: for a pair of languages that the engine does not know.
        """
        ...


class TokenScore(NamedTuple):
    """A token of a language model in a text, and how likely it is after what stands before it.

    :param start: place of its first code point in the text; white space before a word belongs to its token.
    :param end: place after its last code point. A character of several tokens has the same span in each.
    :param log_prob: natural logarithm of its probability, 0 at most.
    """

    start: int
    end: int
    log_prob: float


class Replacement(NamedTuple):
    """Other words for a piece of a text.

    :param start: place of the first code point replaced.
    :param end: place after the last one; ``start`` inserts.
    :param text: what stands there instead, with the spaces it needs; empty deletes.
    """

    start: int
    end: int
    text: str


class Contrast(NamedTuple):
    """A text scored beside what could stand in places of it.

    :param tokens: the text's own tokens.
    :param gains: for each replacement, the log-probability of the replacement and of the words that follow
        it, less that of the text as it stands, in nats: above 0, the replacement is likelier. None where its
        first token alone speaks against it, so that the rest was not scored.
    """

    tokens: list[TokenScore]
    gains: list[float | None]


@runtime_checkable
class LanguageModel(Protocol):
    """Tells how likely the tokens of a text are.

    :param name: the name of the model.
    :param revision: fixes weights and settings; part of every signature.
    """

    @property
    def name(self) -> str:
        """The name of the model."""
        ...

    @property
    def revision(self) -> str:
        """What fixes weights and settings."""
        ...

    def surprisal(self, texts: Sequence[str]) -> list[list[TokenScore]]:
        """Score every token of texts that have nothing to do with one another.

        :param texts: of any length.
        :returns: for each text its tokens, in order, without gaps.
        :raises EngineError: when the model does not load or fails.
        """
        ...

    def contrast(self, text: str, replacements: Sequence[Replacement]) -> Contrast:
        """Score every token of a text, and replacements in places of it, each by itself.

        :param text: of any length.
        :param replacements: in any order.
        :raises EngineError: when the model does not load or fails.
        """
        ...
