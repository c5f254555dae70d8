"""Contrast: a near paraphrase is much more likely in place, says a language model."""
