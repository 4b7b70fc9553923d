"""Tests of this adapter."""
