"""The packaged engine: Gemma 3 270M with an adapter that makes it a translator, by CTranslate2."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from mtaudit.engines.completeness.complete import Search, Writer, Written
from mtaudit.engines.installed import runtime_build
from mtaudit.engines.kinds.model_engine import ModelEngine
from mtaudit.engines.weights.adapter import packaged_adapter
from mtaudit.engines.weights.digest import list_digest, text_digest
from mtaudit.engines.weights.packaged import (
    PACKAGED,
    SHA256,
    check_packaged,
    packaged_engine_installed,
    packaged_weights,
    prepare_packaged,
)
from mtaudit.errors import EngineError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mtaudit.engines.runtimes.ct2 import CTranslate2Causal

__all__ = ["PackagedEngine", "load_packaged", "packaged_revision"]

#: The languages of the pairs that the adapter is made from; it goes from either into the other.
LANGUAGES = ("en", "id")

#: Segments in a batch, at most.
BATCH_SEGMENTS = 32

#: Tokens of a segment that are translated in one piece at most; the adapter's pairs are sentences. With frame
#: and output this stays within the window of the local layers, 512.
PIECE_TOKENS = 128

#: How the first attempt searches, and the second. chrF into Indonesian and into English on 48 pairs of ALT
#: dev (tests/benchmarks/packaged_search.py): greedy 57.7 and 60.4, 2 beams 59.0 and 60.9, 3 beams 59.2 and
#: 59.6, 4 beams 59.6 and 61.6. Two beams, since four take 0.84 s of processor time a segment and two 0.52.
#: Numbers go wrong in 4 or 5 and 3 to 5 outputs of 48, whatever the search.
SEARCHES = Search(beams=2), Search(beams=4, no_repeat_ngram=4)

_log = logging.getLogger(__name__)


def packaged_revision() -> str:
    """Return what fixes the weights, the adapter with its frame, and how outputs are searched for.

    :raises EngineError: when the adapter is damaged.
    """
    decoding = text_digest(repr((SEARCHES, PIECE_TOKENS)))
    return f"{packaged_weights()}+adapter-{packaged_adapter().digest[:8]}+search-{decoding[:4]}"


class PackagedEngine(ModelEngine):
    """Translates between English and Indonesian with the packaged weights.

    Weights are loaded, and unpacked and converted where that was not done yet, when the first batch is
    translated.

    :param cache_dir: where weights are kept; else as :func:`~mtaudit.engines.open_engine` does.
    :raises MissingExtraError: when the weights or what runs them are not installed.
    :raises EngineError: when the adapter is damaged, or the packages that are still to be unpacked.
    """

    def __init__(self, cache_dir: Path | None = None) -> None:
        if not packaged_engine_installed():
            raise MissingExtraError(f"the engine {PACKAGED}", "offline")
        check_packaged(cache_dir)
        self._cache_dir, self._adapter = cache_dir, packaged_adapter()
        super().__init__(
            PACKAGED,
            packaged_revision(),
            runtime_build(f"the engine {PACKAGED}", ("ctranslate2", "transformers")),
            batch_segments=BATCH_SEGMENTS,
        )
        self._model: CTranslate2Causal | None = None

    def check_pair(self, source: str, target: str) -> None:
        """Refuse any pair but English and Indonesian.

        :raises EngineError: for such a pair.
        """
        if {source, target} != set(LANGUAGES):
            raise EngineError(
                f"{PACKAGED} does not translate from {source!r} into {target!r}",
                mend=f"choose two different languages of {', '.join(LANGUAGES)}, or another engine",
            )

    def _writer(self, source: str, target: str) -> Writer:
        model = self._loaded()

        def write(texts: Sequence[str], *, again: bool) -> list[Written]:
            prompts = [self._adapter.framed(text, source, target) for text in texts]
            return model.write(prompts, SEARCHES[again])

        return Writer(write, lambda text: model.tokens(text) <= PIECE_TOKENS)

    def _loaded(self) -> CTranslate2Causal:
        if self._model is None:
            self._model = load_packaged(self._cache_dir)
        return self._model


def load_packaged(cache_dir: Path | None = None) -> CTranslate2Causal:
    """Load the packaged weights with their adapter, unpacking and converting them first where needed.

    :param cache_dir: as for :func:`~mtaudit.engines.open_engine`.
    :raises MissingExtraError: when the packages of the weights are not installed.
    :raises EngineError: when weights or adapter are damaged or do not fit into memory or on the disk.
    """
    adapter, directory = packaged_adapter(), prepare_packaged(cache_dir)

    from mtaudit.engines.runtimes.ct2 import CTranslate2Causal, convert  # loads transformers
    from mtaudit.engines.runtimes.hf_codec import CAUSAL

    def merge(model: Any) -> None:
        from mtaudit.engines.runtimes.hf_adapter import merge_adapter  # loads torch

        _log.info("converting the weights of %s: once, about a minute", PACKAGED)
        merge_adapter(model, adapter.packed)

    made_from = list_digest([SHA256, adapter.digest])
    return CTranslate2Causal(directory, convert(directory, made_from, cache_dir, kind=CAUSAL, alter=merge))
