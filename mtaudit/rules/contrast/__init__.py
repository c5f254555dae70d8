"""Contrast: wordings that a language model finds much less likely than a near paraphrase of them."""
