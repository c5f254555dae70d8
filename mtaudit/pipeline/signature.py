"""The string that fixes how a report was made."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import mtaudit
from mtaudit.analysis.embeddings import embedding_name
from mtaudit.analysis.spacy_pipeline import pipeline_name
from mtaudit.likelihood import load_weights
from mtaudit.quality import load_weights as load_quality_weights
from mtaudit.rules import digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mtaudit.config import Settings
    from mtaudit.engines import Engine, LanguageModel
    from mtaudit.pipeline.findings import RuleRunner

__all__ = ["signature"]


def signature(
    settings: Settings,
    runner: RuleRunner,
    engines: Sequence[Engine],
    model: LanguageModel | None,
    embeddings: str | None = None,
) -> str:
    """Return the signature of reports made with these settings.

    :param settings: seed and pivot.
    :param runner: the rules that run, with what the configuration changes of them.
    :param engines: the engines that translate; none leaves engine and pivot out.
    :param model: the language model that rules ask, or None.
    :param embeddings: name of those that the alignment goes by where they are not the packaged ones, which
        quotes, claims and round trips keep to.
    """
    parts = [
        "mtaudit",
        f"v:{mtaudit.__version__}",
        f"rules:{digest(runner.rules, runner.limits, runner.severities, runner.options)}",
        f"seg:{pipeline_name()}",
        f"lang:langdetect-{version('langdetect')}",
        f"embed:{embedding_name()}",
        *([f"align:{embeddings}"] if embeddings not in (None, embedding_name()) else []),
        f"likelihood:{load_weights().digest[:8]}",
        *(f"engine:{engine.name}@{engine.revision}" for engine in engines),
    ]
    if model is not None:
        parts.append(f"lm:{model.name}@{model.revision}")
        parts.append(f"quality:{load_quality_weights().digest[:8]}")
    if engines:
        parts.append(f"pivot:{settings.pivot}")
    parts.append(f"seed:{settings.seed}")
    # A path in an engine's name may hold anything; a signature is one line of fields.
    return "|".join(part.replace("|", "/").replace("\n", " ") for part in parts)
