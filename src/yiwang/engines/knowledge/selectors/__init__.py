"""Reads of knowledge: finding what holds, what an owner has, what waits for whom."""
