"""Acts on files: storing, reading, granting, sweeping."""
