"""Scripts that fit what the package carries; nothing here is part of it."""
