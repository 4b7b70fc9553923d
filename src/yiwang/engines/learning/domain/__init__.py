"""Learning without tables: pairs and triples of signs, a table of weights that suggests, figures, refusals."""
