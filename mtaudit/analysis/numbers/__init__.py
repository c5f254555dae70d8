"""Numbers in running text: found, read, and what they count or measure."""

from mtaudit.analysis.numbers.find import NumberMention, find_numbers, parse_digits

__all__ = ["NumberMention", "find_numbers", "parse_digits"]
