"""The one queue: messages written in the transaction of an act, delivered after it at least once. Others enter here."""

__all__: list[str] = []
