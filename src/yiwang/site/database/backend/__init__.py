"""The database backend of a site: Django's own for PostgreSQL, which outlives its server."""
