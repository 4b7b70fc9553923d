"""Steps in other systems: what has no answer, files to and fro, the card's buttons, and what was typed twice."""
