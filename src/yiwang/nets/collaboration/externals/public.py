"""Steps in other systems for those at work. Others enter here."""

__all__: list[str] = []
