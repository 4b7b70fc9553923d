"""Tests of external steps."""
