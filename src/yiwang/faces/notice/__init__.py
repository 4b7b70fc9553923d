"""The list of what the site told somebody."""
