"""Working calendars as packs publish them. Others enter here."""

__all__: list[str] = []
