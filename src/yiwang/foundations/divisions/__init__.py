"""The tree of places, from the city down to the village."""
