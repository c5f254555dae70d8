"""Where two linked sentences say different things of the same matter."""

from mtaudit.comparison.claims.find import find_claims, meanings_of

__all__ = ["find_claims", "meanings_of"]
