"""Style: well formed, but nobody writes it so."""
