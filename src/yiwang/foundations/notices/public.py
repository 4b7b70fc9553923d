"""Messages to people: in-app, e-mail, SMS. Others enter here."""

__all__: list[str] = []
