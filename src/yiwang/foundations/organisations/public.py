"""Bodies, units and posts. Others enter here."""

__all__: list[str] = []
