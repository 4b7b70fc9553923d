"""Acts: keeping a status that is to be told, telling it, telling it again."""
