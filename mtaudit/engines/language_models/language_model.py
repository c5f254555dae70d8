"""The packaged language model: opened by need, its scores kept on disk.

What is kept and found is a request: a text with its replacements, or a list of texts. Scores in bfloat16
depend on what was computed beside them, and a request is computed as one piece, in an order that depends on
nothing else. So a score from the cache is the one that the model would give again, to the last digit, on the
same build, processor and number of threads; all of these are part of the key.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

from mtaudit.engines.base import Contrast, TokenScore
from mtaudit.engines.caches.store import Store
from mtaudit.engines.installed import runtime_build
from mtaudit.engines.weights.digest import list_digest, text_digest
from mtaudit.engines.weights.packaged import (
    PACKAGED,
    packaged_weights,
    packaged_weights_installed,
    prepare_packaged,
)
from mtaudit.engines.weights.places import cache_root
from mtaudit.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mtaudit.engines.base import LanguageModel, Replacement
    from mtaudit.engines.language_models.scoring import TokenScorer

__all__ = ["SCORING_VERSION", "CachedLanguageModel", "CausalLanguageModel", "open_language_model"]

#: Raise when scores change for the same weights; part of the revision.
SCORING_VERSION = 1

_TABLE = """
create table if not exists score (
    model text not null,
    request text not null,
    answer blob not null,
    primary key (model, request)
) without rowid
"""


class CausalLanguageModel:
    """A causal language model that is loaded when something is first scored.

    :param name: the name of the model.
    :param weights: fixes the weights: a commit or a digest.
    :param locate: returns the directory of the weights; called once.
    :raises MissingExtraError: when torch or transformers is not installed.
    """

    def __init__(self, name: str, weights: str, locate: Callable[[], Path]) -> None:
        self._name, self._locate = name, locate
        self._revision = f"{weights}+scores-{SCORING_VERSION}"
        self._scorer: TokenScorer | None = None
        self._build = runtime_build(f"the language model {name}", ("torch", "transformers"))

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._name

    @property
    def revision(self) -> str:
        """Digest of the weights and version of the scores."""
        return self._revision

    @property
    def build(self) -> str:
        """Versions, threads and processor that scores may depend on."""
        return self._build

    def surprisal(self, texts: Sequence[str]) -> list[list[TokenScore]]:
        """Score every token of texts; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: for weights that do not load, or when the model fails.
        """
        return self._loaded().surprisal(texts)

    def contrast(self, text: str, replacements: Sequence[Replacement]) -> Contrast:
        """Score a text and replacements in it; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: for weights that do not load, or when the model fails.
        """
        return self._loaded().contrast(text, replacements)

    def _loaded(self) -> TokenScorer:
        if self._scorer is None:
            try:
                from mtaudit.engines.language_models.scoring import TokenScorer
                from mtaudit.engines.runtimes.hf import load
            except ImportError as error:
                raise MissingExtraError(f"the language model {self._name}", "models") from error
            self._scorer = TokenScorer(load(self._locate()))
        return self._scorer


class CachedLanguageModel:
    """A language model that keeps its scores on disk and answers no request twice.

    Several processes may share the file.

    :param model: the model behind it.
    :param path: the cache file; made when something is first scored.
    """

    def __init__(self, model: CausalLanguageModel, path: Path) -> None:
        self.model = model
        self._store = Store(path, "the cache of scores", _TABLE, layout=1)
        self._key = list_digest([model.name, model.revision, model.build])

    @property
    def name(self) -> str:
        """The name of the model behind it."""
        return self.model.name

    @property
    def revision(self) -> str:
        """The revision of the model behind it."""
        return self.model.revision

    def surprisal(self, texts: Sequence[str]) -> list[list[TokenScore]]:
        """Score every token of texts; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: as the model does; also for a cache file that is damaged or cannot be written.
        """
        answer = self._answer(["surprisal", *texts], lambda: self.model.surprisal(texts))
        return [[TokenScore(*token) for token in tokens] for tokens in answer]

    def contrast(self, text: str, replacements: Sequence[Replacement]) -> Contrast:
        """Score a text and replacements in it; see :class:`~mtaudit.engines.base.LanguageModel`.

        :raises EngineError: as the model does; also for a cache file that is damaged or cannot be written.
        """
        asked = json.dumps([list(one) for one in replacements])
        tokens, gains = self._answer(
            ["contrast", text, asked], lambda: list(self.model.contrast(text, replacements))
        )
        return Contrast([TokenScore(*token) for token in tokens], list(gains))

    def _answer(self, request: list[str], ask: Callable[[], Any]) -> Any:
        key = (self._key, text_digest(list_digest(request)))
        with self._store.connection() as connection:
            row = connection.execute(
                "select answer from score where model = ? and request = ?", key
            ).fetchone()
        if row is not None:
            try:
                return json.loads(zlib.decompress(row[0]))
            except (zlib.error, ValueError, TypeError) as error:
                raise self._store.damaged(str(error)) from error
        # Through JSON on the way in too: the same types and digits whether it was in the cache or not.
        packed = json.dumps(ask())
        with self._store.connection() as connection, connection:
            connection.execute(
                "insert or replace into score values (?, ?, ?)",
                (*key, sqlite3.Binary(zlib.compress(packed.encode()))),
            )
        return json.loads(packed)


def open_language_model(*, cache_dir: Path | None = None) -> LanguageModel:
    """Open the packaged language model, with its scores kept on disk; no network is ever used.

    Weights are loaded when something is first scored that is not in the cache.

    :param cache_dir: directory for weights and scores; else ``MTAUDIT_CACHE_DIR``; else the system's place
        for caches.
    :raises MissingExtraError: when packages that it needs are not installed.
    """
    if not packaged_weights_installed():
        raise MissingExtraError(f"the language model {PACKAGED}", "offline")
    model = CausalLanguageModel(PACKAGED, packaged_weights(), lambda: prepare_packaged(cache_dir))
    return CachedLanguageModel(model, cache_root(cache_dir) / "scores.sqlite3")
