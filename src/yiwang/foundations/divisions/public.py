"""The tree of places, from the city down to the village. Others enter here."""

__all__: list[str] = []
