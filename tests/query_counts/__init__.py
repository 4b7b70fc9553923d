"""How many queries each page costs."""
