"""Acts of learning: training, putting in force, keeping what was shown and chosen, going on alone."""
