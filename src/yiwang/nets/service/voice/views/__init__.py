"""Pages of voice, one module per audience."""
