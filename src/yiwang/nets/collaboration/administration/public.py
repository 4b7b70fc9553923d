"""What is applied, accounts and hats, audit search, health. Others enter here."""

__all__: list[str] = []
