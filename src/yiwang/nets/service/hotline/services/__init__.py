"""Acts of the hotline: a demand is opened; who called is looked at."""
