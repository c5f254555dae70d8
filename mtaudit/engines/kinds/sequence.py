"""Encoder-decoder models as engines: Marian, NLLB, M2M100, MADLAD; by transformers or by CTranslate2."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from mtaudit.engines.completeness.complete import Writer
from mtaudit.engines.installed import runtime_build
from mtaudit.engines.kinds.model_engine import ModelEngine
from mtaudit.engines.kinds.prompt import one_line
from mtaudit.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from mtaudit.engines.completeness.complete import Written

__all__ = ["AGAIN_BEAMS", "AGAIN_NGRAM", "Runtime", "SequenceEngine", "SequenceModel", "Way"]

#: Segments in a batch, at most. These models are small; with 16 the threads wait for one another.
BATCH_SEGMENTS = 64

#: Raise when outputs change for the same weights, the second attempt included; part of the revision.
DECODING_VERSION = 1

#: The second attempt searches with at least so many beams, and writes no sequence of so many tokens twice.
AGAIN_BEAMS, AGAIN_NGRAM = 4, 4


class SequenceModel(Protocol):
    """An encoder-decoder model that is loaded."""

    def fits(self, text: str, source: str, target: str) -> bool:
        """Tell whether the model takes a text in one piece."""
        ...

    def write(
        self, texts: Sequence[str], source: str, target: str, *, beams: int, again: bool
    ) -> list[Written]:
        """Translate texts as one batch, in any order within, and return them in theirs."""
        ...


@dataclass(frozen=True, slots=True)
class Runtime:
    """What runs a model.

    :param name: seq2seq or ctranslate2.
    :param packages: distributions that it needs.
    :param load: loads the model of a directory with its revision; raises ImportError where a package is
        missing.
    """

    name: str
    packages: tuple[str, ...]
    load: Callable[[Path, str], SequenceModel]


@dataclass(frozen=True, slots=True)
class Way:
    """A model for a direction.

    :param revision: fixes the weights.
    :param locate: returns the directory that the runtime loads; called once, before the first batch.
    """

    revision: str
    locate: Callable[[], Path]


class SequenceEngine(ModelEngine):
    """Translates with an encoder-decoder model, one for both directions or one for each.

    :param name: the name users choose it by.
    :param ways: models by direction; under None, one that is told the languages.
    :param runtime: what runs them.
    :param beams: width of the search; 1 is greedy.
    :raises MissingExtraError: when the runtime is not installed.
    """

    def __init__(
        self, name: str, ways: Mapping[tuple[str, str] | None, Way], runtime: Runtime, *, beams: int
    ) -> None:
        weights = "/".join(dict.fromkeys(way.revision for way in ways.values()))
        revision = f"{weights}+{runtime.name}-{DECODING_VERSION}-beam-{beams}"
        build = runtime_build(f"the engine {name}", runtime.packages)
        super().__init__(name, revision, build, batch_segments=BATCH_SEGMENTS)
        self._ways, self._runtime, self._beams = ways, runtime, beams
        self._models: dict[str, SequenceModel] = {}

    def check_pair(self, source: str, target: str) -> None:
        """Refuse a direction that no model is there for; one that is told the languages may yet refuse it.

        :raises EngineError: for such a pair.
        """
        if source != target and ({None, (source, target)} & self._ways.keys()):
            return
        known = ", ".join("-".join(pair) for pair in self._ways if pair)
        raise EngineError(
            f"{self.name} does not translate from {source!r} into {target!r}",
            mend=f"it knows {known}; choose another engine" if known else "choose two different languages",
        )

    def _writer(self, source: str, target: str) -> Writer:
        model = self._loaded(source, target)

        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            lines = [one_line(text) for text in texts]
            return model.write(lines, source, target, beams=self._beams, again=again)

        return Writer(write, lambda text: model.fits(one_line(text), source, target))

    def _loaded(self, source: str, target: str) -> SequenceModel:
        way = self._ways.get((source, target)) or self._ways[None]
        if way.revision not in self._models:
            directory = way.locate()
            try:
                self._models[way.revision] = self._runtime.load(directory, way.revision)
            except ImportError as error:
                raise MissingExtraError(f"the engine {self.name}", "models") from error
        return self._models[way.revision]
