"""Locale conventions: numbers, money and dates in Indonesian form."""
