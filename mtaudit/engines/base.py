"""The protocol that every engine keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mtaudit.model import Translation


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
