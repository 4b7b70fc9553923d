"""Systems outside are told, in order and at least once, each status of a case that they handed in."""
