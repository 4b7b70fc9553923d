"""Tests of video sessions without a provider: states, hours, definitions."""
