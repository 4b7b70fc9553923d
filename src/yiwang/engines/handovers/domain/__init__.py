"""States of a hand-over and what a carrier must do: plain Python."""
