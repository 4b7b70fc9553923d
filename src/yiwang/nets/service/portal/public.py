"""What citizens and enterprises see and use. Others enter here."""

__all__: list[str] = []
