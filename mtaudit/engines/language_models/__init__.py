"""Log-probabilities of tokens by the packaged language model."""

from mtaudit.engines.language_models.language_model import (
    CachedLanguageModel,
    CausalLanguageModel,
    open_language_model,
)

__all__ = ["CachedLanguageModel", "CausalLanguageModel", "open_language_model"]
