"""Fluency: the English is not well formed."""
