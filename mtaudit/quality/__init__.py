"""How good a translation reads, estimated without source or reference, after human scores."""

__all__: list[str] = []
