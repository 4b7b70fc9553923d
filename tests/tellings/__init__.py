"""Tests of telling systems outside, whatever their kind."""
