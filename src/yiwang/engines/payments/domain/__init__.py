"""States of charges, what a provider must do, and the comparison of two books: plain Python."""
