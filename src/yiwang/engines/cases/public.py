"""Anything somebody must deal with in time: states, tasks, clocks, a sealed log, trees. Others enter here."""

__all__: list[str] = []
