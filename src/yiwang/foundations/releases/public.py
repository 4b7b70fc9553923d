"""Which definitions are in force: release manifests, definition revisions, and apply. Others enter here."""

__all__: list[str] = []
