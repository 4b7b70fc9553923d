"""Anything somebody must deal with in time: states, tasks, clocks, a sealed log, trees."""
