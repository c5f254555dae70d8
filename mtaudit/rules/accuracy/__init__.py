"""Accuracy: the English does not say what the source says."""
