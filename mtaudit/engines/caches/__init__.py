"""Translations and scores kept on disk."""

from mtaudit.engines.caches.cache import CachedEngine
from mtaudit.engines.caches.store import Store
from mtaudit.engines.caches.upkeep import Kept, cache_limit, clear_translations, kept_translations

__all__ = ["CachedEngine", "Kept", "Store", "cache_limit", "clear_translations", "kept_translations"]
