"""Editing definitions in the browser: items and what bodies lay over them, for people who never write YAML."""
