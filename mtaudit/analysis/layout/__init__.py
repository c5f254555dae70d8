"""How a text is built: blocks, lines, roles, segments, sentences."""

from mtaudit.analysis.layout.lines import Piece, is_kicker, is_photo_credit, split_block

__all__ = ["Piece", "is_kicker", "is_photo_credit", "split_block"]
