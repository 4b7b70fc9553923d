"""An application on a page, whoever fills it in: its fields and questions as widgets, the places to choose from."""
