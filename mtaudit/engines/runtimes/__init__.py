"""Where transformers, torch and CTranslate2 are called; importing a module here loads its library."""

__all__: list[str] = []
