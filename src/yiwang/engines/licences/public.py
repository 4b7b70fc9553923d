"""Electronic licences: issue, versions, wallet, presentation, public verification. Others enter here."""

__all__: list[str] = []
