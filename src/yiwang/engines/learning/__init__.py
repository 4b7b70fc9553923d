"""What a city's own closed cases teach: suggestions with their reasons, measured, put in force by a named person."""
