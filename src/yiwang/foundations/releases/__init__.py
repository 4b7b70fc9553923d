"""Which definitions are in force: release manifests, definition revisions, and apply."""
