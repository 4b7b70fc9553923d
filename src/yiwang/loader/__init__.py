"""Reads packs: the pipeline from YAML and CSV to frozen definitions. Plain Python, no Django."""
