"""Tests of the stand-in platforms."""
